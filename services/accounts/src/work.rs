//! Doing long work: one piece at a time in each process, claimed so that no two processes are at the same.

use std::time::Duration;

use crate::staff::import::run::Left;
use crate::store::jobs::{self, Job};
use crate::{Accounts, AccountsFault};

/// How often one looks for work that another process has left or taken in.
const LOOK: Duration = Duration::from_secs(2);
/// How often work that is going on is claimed again: well within the lease.
const CLAIM: Duration = Duration::from_secs(3);

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
        while let Some(job) = jobs::claim(self.platform(), self.now()).await? {
            self.work_at(&job).await?;
        }
        Ok(())
    }

    /// Does one piece of work, claiming it again every few seconds meanwhile.
    async fn work_at(&self, job: &Job) -> Result<(), AccountsFault> {
        let work = self.staff_import_run(&job.region, job.id);
        let claiming = async {
            loop {
                tokio::time::sleep(CLAIM).await;
                if let Err(fault) = jobs::keep(self.platform(), job.id, self.now()).await {
                    tracing::warn!(cause = %fault, "work could not be claimed again");
                }
            }
        };
        let left = tokio::select! {
            left = work => left?,
            () = claiming => Left::ToBegin,
        };
        match left {
            Left::Nothing => jobs::done(self.platform(), job.id).await?,
            // Whoever asked for it died before saying so, or is about to: looked at again when the lease has ended.
            Left::ToBegin if job.is_old(self.now()) => jobs::done(self.platform(), job.id).await?,
            Left::ToBegin => {}
        }
        Ok(())
    }
}
