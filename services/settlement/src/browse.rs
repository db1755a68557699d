//! Browsing the ledger: from an account to its entries, and from an entry to what caused it.

use domain::LedgerEntryId;
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::store;
use crate::store::entries::{EntryPage, Place, Posted, PostingFilter};

/// A page of the entries that have a posting which matches, latest date first.
pub(crate) async fn entries(
    scope: &RegionScope,
    filter: &PostingFilter,
    after: Option<Place>,
    limit: u64,
) -> Result<EntryPage, GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::entries::page(scope, filter, after, limit).await?)
}

/// The entry with this id.
pub(crate) async fn entry(
    scope: &RegionScope,
    id: LedgerEntryId,
) -> Result<Option<Posted>, GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::entries::find(scope, id).await?)
}
