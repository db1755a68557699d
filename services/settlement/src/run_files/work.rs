//! Making files whenever somebody has asked for some: one run at a time in each process, claimed so that no two
//! processes are at the same.

use std::time::Duration;

use identity::{Caller, Permission};
use tenancy::{Enter, Operation, Regions, jobs};

use super::make::{self, OPERATION};
use super::{KIND, ask};
use crate::{SettlementFault, store};

/// How often one looks for work.
const LOOK: Duration = Duration::from_secs(1);

/// Does work whenever there is some, until it is dropped.
pub async fn work_on(regions: &Regions) {
    let mut looked_after = None;
    loop {
        let today = regions.surroundings().clock.today();
        if looked_after.replace(today) != Some(today)
            && let Err(fault) = let_go(regions).await
        {
            tracing::warn!(cause = %fault, "files that are kept no longer could not be let go of");
        }
        if let Err(fault) = work_off(regions).await {
            tracing::warn!(cause = %fault, "files are not being made for the moment");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Does all work that nobody else is at.
pub async fn work_off(regions: &Regions) -> Result<(), SettlementFault> {
    let platform = regions.platform();
    while let Some(job) = jobs::claim(platform, KIND).await? {
        let work = Box::pin(make::make(regions, &job.region, job.id));
        let left = job.held(platform, work).await?;
        job.leave(platform, left).await?;
    }
    Ok(())
}

/// Lets go, in every region, of what is kept no longer.
async fn let_go(regions: &Regions) -> Result<(), SettlementFault> {
    let operator = Caller::operator("gallring".to_owned());
    for region in regions.list().await? {
        let operation = Operation::named(OPERATION);
        let entered = operator.enter(&operation, regions, &region.slug, Permission::Settle);
        let scope = entered.await?;
        if !store::run_files::expired(&scope).await?.is_empty() {
            let tx = scope.begin().await?;
            ask::drop_expired(&tx).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
