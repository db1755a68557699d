//! Previewing a run: what would be issued, without writing anything.

use domain::Date;
use identity::Permission;
use tenancy::RegionScope;

use crate::facts::{self, Facts};
use crate::plan::Plan;
use crate::store::attestations::Attestation;
use crate::{SettlementFault, store};

/// The facts of a moment, from which the plan follows.
pub struct Preview {
    pub(crate) facts: Facts,
    pub(crate) until: Date,
    /// Course days up to `until` that are not closed, and so not charged.
    pub(crate) open_days: i64,
    /// Who has vouched for just this.
    pub(crate) attestations: Vec<Attestation>,
}

/// Reads what a run up to and including `until` would rest on.
pub async fn preview(scope: &RegionScope, until: Date) -> Result<Preview, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let facts = facts::load(&tx).await?;
    let open_days = store::facts::open_days(&tx, until).await?;
    let fingerprint = Plan::until(&facts, until)?.fingerprint();
    let attestations = store::attestations::of(&tx, &fingerprint).await?;
    tx.rollback().await?;
    Ok(Preview { facts, until, open_days, attestations })
}

impl Preview {
    /// What would be issued.
    pub(crate) fn plan(&self) -> Result<Plan<'_>, SettlementFault> {
        Ok(Plan::until(&self.facts, self.until)?)
    }
}
