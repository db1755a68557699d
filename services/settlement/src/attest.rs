//! Attesting a run: one person vouches for what a preview shows, so that another may issue just that.

use domain::Date;
use identity::Permission;
use tenancy::{InRegion, RegionScope, RegionTx};

use crate::plan::Plan;
use crate::store::attestations::{self, Attestation};
use crate::{SettlementFault, facts};

/// Vouches for what the preview with this fingerprint showed. Refused where it would show something else now, lacks
/// something, or is empty.
pub(crate) async fn attest(
    scope: &RegionScope,
    until: Date,
    fingerprint: &str,
) -> Result<(), SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    let facts = facts::load(&tx).await?;
    let plan = Plan::until(&facts, until)?;
    if plan.fingerprint() != fingerprint || plan.is_empty() {
        return Err(SettlementFault::Changed);
    }
    if facts.books.seller.is_some() && !plan.missing().is_empty() {
        return Err(SettlementFault::Incomplete);
    }
    let known = attestations::of(&tx, fingerprint).await?;
    if known.iter().any(|one| is_own(&tx, one)) {
        return Ok(());
    }
    attestations::insert(&tx, until, fingerprint).await?;
    tx.note("run-attest", &until.to_string());
    tx.commit().await?;
    Ok(())
}

/// Whether somebody other than the actor has vouched for just this.
pub(crate) async fn is_attested(tx: &RegionTx, fingerprint: &str) -> Result<bool, SettlementFault> {
    let known = attestations::of(tx, fingerprint).await?;
    Ok(known.iter().any(|one| !is_own(tx, one)))
}

fn is_own(store: &impl InRegion, attestation: &Attestation) -> bool {
    attestation.account == store.scope().actor().account
}
