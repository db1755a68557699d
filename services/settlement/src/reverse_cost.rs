//! Reversing a cost: the whole of it is taken back by another entry, and both stay.

use domain::CostId;
use identity::Permission;
use tenancy::RegionScope;

use crate::cost::Cost;
use crate::idempotency::{Asked, answered, keep};
use crate::record_cost::save;
use crate::{SettlementFault, store};

const LONGEST: usize = 200;

/// Takes a cost back as of today, for a reason; `None` where there is none. Refused for what is reversed already, and
/// for what reverses another.
pub(crate) async fn reverse_cost(
    scope: &RegionScope,
    id: CostId,
    reason: &str,
    asked: Option<Asked>,
) -> Result<Option<CostId>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(known) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(Some(known));
    }
    let Some(cost) = store::costs::find(&tx, id).await? else { return Ok(None) };
    if cost.reverses.is_some() || cost.reversed_by.is_some() {
        return Err(SettlementFault::Reversed);
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(SettlementFault::Input("input.reason", "expected 1 to 200 characters"));
    }
    let reversal = Cost {
        id: CostId::next(scope.ids()),
        // What is taken back of a later day is taken back on that day.
        date: scope.today().max(cost.date),
        description: format!("Återföring av {}: {reason}", cost.description),
        amount: cost.amount.negated()?,
        recorded_at: scope.now(),
        reverses: Some(cost.id),
        ..cost
    };
    save(&tx, &reversal).await?;
    tx.note("cost-reverse", &id.to_string());
    keep(asked, &tx, &reversal.id).await?;
    tx.commit().await?;
    Ok(Some(reversal.id))
}
