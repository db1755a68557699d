//! Recording a payment by hand: of all that is left, or of a part.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{Date, DocumentId, Money, PaymentId, course_date_at};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use super::post::post;
use super::{PaymentRow, Source, Standing};
use crate::idempotency::{Asked, answered, keep};
use crate::record::DocumentRecord;
use crate::{SettlementFault, store};

/// A note says something, and is no letter.
const LONGEST_NOTE: usize = 500;

/// What somebody says was paid.
#[derive(Clone, Debug)]
pub(crate) struct NewPayment {
    pub(crate) document: DocumentId,
    pub(crate) date: Date,
    /// Above zero, whoever pays.
    pub(crate) amount: Money,
    pub(crate) note: String,
}

/// Records a payment; asked for under a key, once, however often.
pub(crate) async fn record(
    scope: &RegionScope,
    new: NewPayment,
    asked: Option<Asked>,
) -> Result<PaymentId, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(done) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(done);
    }
    if new.note.chars().count() > LONGEST_NOTE {
        return Err(SettlementFault::field("input.note", "expected at most 500 letters"));
    }
    let document = store::documents::find(&tx, new.document).await?;
    let document = document.ok_or(GateFault::NotFound)?;
    if !is_timely(&document, new.date, scope.now()) {
        let expected = "expected a day from the document's first to today";
        return Err(SettlementFault::field("input.date", expected));
    }
    let paid = store::payments::sums_of(&tx, &[document.id.uuid()]).await?;
    let paid = paid.get(&document.id).copied().unwrap_or_default();
    let Some(amount) = Standing::of(&document, paid)?.payment(new.amount)? else {
        let expected = "expected more than nothing, and no more than is left to pay";
        return Err(SettlementFault::field("input.amount", expected));
    };
    let payment = PaymentRow {
        id: PaymentId::next(scope.ids()),
        document: document.id,
        date: new.date,
        amount,
        source: Source::Hand,
        bank_reference: None,
        bank_file: None,
        note: new.note.trim().to_owned(),
        reverses: None,
    };
    let id = payment.id;
    post(&tx, &[payment], &BTreeMap::from([(document.id, document)])).await?;
    tx.note("payment-record", &id.to_string());
    keep(asked, &tx, &id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether a document can have been paid on this day: not before it was there, by its date or its issue, and not later
/// than now.
pub(super) fn is_timely(document: &DocumentRecord, date: Date, now: DateTime<Utc>) -> bool {
    let first = document.date.min(course_date_at(document.issued_at));
    (first..=course_date_at(now)).contains(&date)
}
