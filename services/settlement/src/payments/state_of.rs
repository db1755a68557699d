//! Reading how one document stands, with its payments and reminders.

use domain::{Date, DocumentId};
use identity::Permission;
use tenancy::RegionScope;

use super::standing::envelope;
use super::{PaymentRecord, ReminderRecord, Standing};
use crate::record::DocumentRecord;
use crate::{SettlementFault, store};

/// How a document stands, and how it came to that.
pub(crate) struct DocumentPayments {
    pub(crate) document: DocumentRecord,
    pub(crate) standing: Standing,
    /// What the payer states: digits with their check digit; `None` where it was issued without.
    pub(crate) payment_reference: Option<String>,
    /// As they were recorded, the first first.
    pub(crate) payments: Vec<PaymentRecord>,
    pub(crate) reminders: Vec<ReminderRecord>,
    pub(crate) today: Date,
}

/// How the document with this id stands; out of reach, there is none.
pub(crate) async fn of_document(
    scope: &RegionScope,
    id: DocumentId,
) -> Result<Option<DocumentPayments>, SettlementFault> {
    scope.require(Permission::ReadDocuments)?;
    let tx = scope.begin_snapshot().await?;
    let reach = scope.reach(Permission::ReadDocuments);
    let found = store::documents::find(&tx, id).await?;
    let Some(document) = found.filter(|document| reach.includes(document.municipality)) else {
        tx.rollback().await?;
        return Ok(None);
    };
    let payments = store::payments::of_documents(&tx, &[id.uuid()]).await?;
    let reminders = store::reminders::of_document(&tx, id).await?;
    tx.rollback().await?;
    let paid = domain::Money::sum(payments.iter().map(|payment| payment.row.amount))?;
    Ok(Some(DocumentPayments {
        standing: Standing::of(&document, paid)?,
        payment_reference: envelope(&document)?.map(|envelope| envelope.payment_reference),
        document,
        payments,
        reminders,
        today: scope.today(),
    }))
}
