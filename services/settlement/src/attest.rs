//! Attesting a run: one person vouches for what a preview shows, so that another may issue just that.

use domain::Date;
use identity::Permission;
use tenancy::{InRegion, RegionScope, RegionTx};

use crate::idempotency::Asked;
use crate::plan::Plan;
use crate::store::attestations::{self, Attestation};
use crate::{SettlementFault, facts, idempotency};

/// Vouches for what the preview with this fingerprint showed. Refused where it would show something else now, lacks
/// something, or is empty. Asked for under a key, it is done once, however often, and whatever has become of it since.
pub(crate) async fn attest(
    scope: &RegionScope,
    until: Date,
    fingerprint: &str,
    asked: Option<Asked>,
) -> Result<(), SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(()) = idempotency::answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(());
    }
    let facts = facts::load_open(&tx).await?;
    let plan = Plan::until(&facts, until)?;
    if plan.fingerprint() != fingerprint || plan.is_empty() {
        return Err(SettlementFault::Changed);
    }
    if facts.books.seller.is_some() && !plan.missing().is_empty() {
        return Err(SettlementFault::Incomplete);
    }
    let known = attestations::of(&tx, fingerprint).await?;
    if !known.iter().any(|one| is_own(&tx, one)) {
        attestations::insert(&tx, until, fingerprint).await?;
        tx.note("run-attest", &until.to_string());
    }
    idempotency::keep(asked, &tx, &()).await?;
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
