//! Taking back what was asked for, or refusing it, before it is issued: for a reason, and for good.

use domain::CreditId;
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use super::{CreditRequest, LONGEST_REASON};
use crate::idempotency::{self, Asked};
use crate::{SettlementFault, store};

/// Withdraws what was asked for, and gives it as it is then. Where it is withdrawn already, that is the answer.
pub(crate) async fn withdraw(
    scope: &RegionScope,
    id: CreditId,
    reason: &str,
    asked: Option<Asked>,
) -> Result<CreditRequest, SettlementFault> {
    scope.require(Permission::Settle)?;
    let reason = reason.trim();
    if !(1..=LONGEST_REASON).contains(&reason.chars().count()) {
        let expected = "expected a reason of 1 to 500 letters";
        return Err(SettlementFault::field("input.reason", expected));
    }
    // One after the other with whoever issues it: what is done first holds.
    let tx = scope.begin_serial().await?;
    let answered: Option<CreditId> = idempotency::answered(asked.as_ref(), &tx).await?;
    let request = store::credits::find(&tx, answered.unwrap_or(id)).await?;
    let request = request.ok_or(GateFault::NotFound)?;
    if request.withdrawal.is_some() {
        tx.rollback().await?;
        return Ok(request);
    }
    if request.issued.is_some() {
        return Err(SettlementFault::Conflict("the credit note is issued already"));
    }
    store::credit_withdrawals::insert(&tx, id, reason).await?;
    let document = store::documents::find(&tx, request.document).await?;
    let document = document.ok_or(GateFault::NotFound)?;
    tx.note("document-credit-withdraw", &document.number.to_string());
    let withdrawn = store::credits::find(&tx, id).await?.ok_or(GateFault::NotFound)?;
    idempotency::keep(asked, &tx, &id).await?;
    tx.commit().await?;
    Ok(withdrawn)
}
