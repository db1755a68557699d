//! Doing long work: one piece at a time in each process, claimed so that no two processes are at the same.

use std::time::Duration;

use tenancy::jobs::{self, JobKind};

use crate::{Accounts, AccountsFault};

/// What is done here.
pub(crate) const STAFF_IMPORT: JobKind = JobKind("staff-import");

/// How often one looks for work that another process has left or taken in.
const LOOK: Duration = Duration::from_secs(2);

impl Accounts {
    /// Does work whenever there is some, until it is dropped.
    pub async fn work_on(&self) {
        let mut looked_after = None;
        loop {
            let today = self.regions.surroundings().clock.today();
            if looked_after.replace(today) != Some(today)
                && let Err(fault) = self.retention_of_the_day(today).await
            {
                tracing::warn!(cause = %fault, "retention has been interrupted");
            }
            match self.work_off().await {
                Ok(()) => {}
                Err(fault) => tracing::warn!(cause = %fault, "work has been interrupted"),
            }
            let _ = tokio::time::timeout(LOOK, self.work.notified()).await;
        }
    }

    /// Does all work that nobody else is at.
    pub async fn work_off(&self) -> Result<(), AccountsFault> {
        while let Some(job) = jobs::claim(self.platform(), STAFF_IMPORT).await? {
            let work = Box::pin(self.staff_import_run(&job.region, job.id));
            let left = job.held(self.platform(), work).await?;
            job.leave(self.platform(), left).await?;
        }
        Ok(())
    }
}
