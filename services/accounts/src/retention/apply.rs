//! Letting go of what a region keeps no longer: once a day in every region, by whichever process comes first.

use std::time::Duration;

use domain::{Date, Slug, day_begins};
use identity::{Caller, Permission};
use shared_state::Key;
use tenancy::{Enter, Operation, RegionScope};

use super::{RetentionKind, RetentionOutlook};
use crate::store::{retention as periods, staff_imports};
use crate::{Accounts, AccountsFault};

/// What it is called in the audit.
const OPERATION: &str = "retention";
const DAY: Duration = Duration::from_hours(24);

/// What has gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retained {
    /// Persons that were erased.
    pub persons: usize,
    /// Persons whose time is over, and whom something hinders: looked at again the next day.
    pub hindered: usize,
    /// Files with staff.
    pub lists: usize,
}

impl Accounts {
    /// Applies what every region has decided, unless another process has today.
    pub(crate) async fn retention_of_the_day(&self, today: Date) -> Result<(), AccountsFault> {
        for region in self.regions.list().await? {
            let key = Key::platform("retention", &format!("{}:{today}", region.slug));
            // Where nobody can say whether another one has, it waits: a day is nothing here.
            let Ok(1) = self.shared.count_up(&key, DAY).await else { continue };
            let retained = self.retention_in(&region.slug).await?;
            if retained != Retained::default() {
                tracing::info!(region = %region.slug, ?retained, "retention was applied");
            }
        }
        Ok(())
    }

    async fn retention_in(&self, region: &Slug) -> Result<Retained, AccountsFault> {
        let operator = Caller::operator("gallring".to_owned());
        let operation = Operation::named(OPERATION);
        let entered = operator.enter(&operation, &self.regions, region, Permission::ErasePersons);
        self.retention_apply(&entered.await?).await
    }

    /// Lets go of all whose time is over by what the region has decided. Cut short, it is gone on with the next time.
    pub async fn retention_apply(&self, scope: &RegionScope) -> Result<Retained, AccountsFault> {
        scope.require(Permission::ErasePersons)?;
        let mut retained = Retained::default();
        for period in periods::all(scope).await? {
            let outlook = self.retention_outlook(scope, period.kind, period.months).await?;
            match period.kind {
                RetentionKind::Staff => {
                    let reason = format!("Gallring efter {} månader", period.months.get());
                    self.erase_due(scope, &outlook, &reason, &mut retained).await?;
                }
                RetentionKind::StaffLists => {
                    retained.lists = drop_lists(scope, outlook.before).await?;
                }
            }
        }
        Ok(retained)
    }

    async fn erase_due(
        &self,
        scope: &RegionScope,
        outlook: &RetentionOutlook,
        reason: &str,
        retained: &mut Retained,
    ) -> Result<(), AccountsFault> {
        for person in &outlook.persons {
            let count = match self.staff_erase(scope, *person, reason).await {
                Ok(()) => &mut retained.persons,
                Err(AccountsFault::Conflict(cause)) => {
                    tracing::info!(%person, cause, "somebody is kept for another day");
                    &mut retained.hindered
                }
                Err(fault) => return Err(fault),
            };
            *count = count.saturating_add(1);
        }
        Ok(())
    }
}

async fn drop_lists(scope: &RegionScope, before: Date) -> Result<usize, AccountsFault> {
    let tx = scope.begin().await?;
    let due = staff_imports::ended_before(&tx, day_begins(before)).await?;
    for one in &due {
        staff_imports::delete(&tx, one.id).await?;
        tx.note("staff-list-drop", &one.id.to_string());
    }
    tx.commit().await?;
    Ok(due.len())
}
