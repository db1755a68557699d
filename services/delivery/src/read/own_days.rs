//! The course days that the caller themselves take part in.

use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::store::of_person::{self, Attended};

/// The caller's course days, the latest first, at most `most`; none where the region does not know them. Occasions
/// that they have cancelled are left out.
pub(crate) async fn own_days(scope: &RegionScope, most: usize) -> Result<Vec<Attended>, GateFault> {
    scope.require(Permission::ReadOwn)?;
    let Some(account) = scope.actor().account else { return Ok(Vec::new()) };
    let Some(own) = people::staff::of_account(scope, account).await? else {
        return Ok(Vec::new());
    };
    scope.reads(own.id);
    let days = of_person::attended(scope, own.id).await?.into_iter();
    Ok(days.filter(|day| !day.cancelled).take(most).collect())
}
