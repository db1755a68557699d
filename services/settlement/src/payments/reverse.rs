//! Taking a payment back: another one of the opposite amount. Both stay.

use std::collections::BTreeMap;

use domain::{DocumentId, PaymentId};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use super::post::post;
use super::{PaymentRow, Source};
use crate::idempotency::{Asked, answered, keep};
use crate::{SettlementFault, store};

/// Takes a payment back, as of today, and gives the document that it was of; asked for under a key, once, however often.
pub(crate) async fn reverse(
    scope: &RegionScope,
    payment: PaymentId,
    reason: &str,
    asked: Option<Asked>,
) -> Result<DocumentId, SettlementFault> {
    scope.require(Permission::Settle)?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > 500 {
        return Err(SettlementFault::field("input.reason", "expected 1 to 500 letters"));
    }
    let tx = scope.begin_serial().await?;
    if let Some(done) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(done);
    }
    let known = store::payments::find(&tx, payment).await?.ok_or(GateFault::NotFound)?.row;
    if known.reverses.is_some() {
        return Err(SettlementFault::Conflict("a reversal is not reversed: record a payment"));
    }
    if store::payments::is_reversed(&tx, payment).await? {
        return Err(SettlementFault::Conflict("it has been reversed already"));
    }
    let document = store::documents::find(&tx, known.document).await?;
    let document = document.ok_or(SettlementFault::Broken("a payment is of a document"))?;
    let reversal = PaymentRow {
        id: PaymentId::next(scope.ids()),
        date: scope.today(),
        amount: known.amount.negated()?,
        source: Source::Hand,
        bank_reference: None,
        bank_file: None,
        note: reason.to_owned(),
        reverses: Some(payment),
        ..known
    };
    let id = document.id;
    post(&tx, &[reversal], &BTreeMap::from([(id, document)])).await?;
    tx.note("payment-reverse", &payment.to_string());
    keep(asked, &tx, &id).await?;
    tx.commit().await?;
    Ok(id)
}
