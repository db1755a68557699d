//! The course days that the caller themselves take part in.

use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::store::own_days::{self, OwnDay};

/// The caller's course days, the latest first, at most `most`; none where the region does not know them.
pub(crate) async fn own_days(scope: &RegionScope, most: u64) -> Result<Vec<OwnDay>, GateFault> {
    scope.require(Permission::ReadOwn)?;
    let Some(account) = scope.actor().account else { return Ok(Vec::new()) };
    let Some(own) = people::staff::of_account(scope, account).await? else {
        return Ok(Vec::new());
    };
    scope.reads(own.id);
    Ok(own_days::of(scope, own.id, most).await?)
}
