//! Previewing a run: what would be issued, without writing anything.

use std::collections::BTreeSet;

use books::Missing;
use domain::Date;
use identity::Permission;
use tenancy::RegionScope;

use crate::plan::Plan;
use crate::store::attestations::Attestation;
use crate::{SettlementFault, facts, store};

/// What a run would issue, by the facts of a moment.
pub struct Preview {
    pub(crate) plan: Plan,
    /// Names the plan.
    pub(crate) fingerprint: String,
    pub(crate) until: Date,
    /// Whether somebody else must attest it.
    pub(crate) four_eyes: bool,
    /// Course days up to `until` that are not closed, and so not charged.
    pub(crate) open_days: i64,
    /// Who has vouched for just this.
    pub(crate) attestations: Vec<Attestation>,
}

impl Preview {
    /// What the set-up lacks for what would be issued.
    pub fn missing(&self) -> BTreeSet<&Missing> {
        self.plan.missing()
    }
}

/// Reads the facts, and works out what a run up to and including `until` would issue.
pub async fn preview(scope: &RegionScope, until: Date) -> Result<Preview, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let facts = facts::load_open(&tx).await?;
    let open_days = store::facts::open_days(&tx, until).await?;
    let plan = Plan::until(&facts, until)?;
    let fingerprint = plan.fingerprint();
    let attestations = store::attestations::of(&tx, &fingerprint).await?;
    tx.rollback().await?;
    let four_eyes = facts.books.four_eyes;
    Ok(Preview { plan, fingerprint, until, four_eyes, open_days, attestations })
}
