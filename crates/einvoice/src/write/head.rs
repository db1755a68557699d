//! What a document begins with: numbers, dates, references, files.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::Period;

use super::element::{Element, branch, leaf, optional};
use super::{CURRENCY, PROCESS, SPECIFICATION};
use crate::{Attachment, Invoice, Kind};

pub(super) fn head(invoice: &Invoice) -> Vec<Option<Element>> {
    let (due, invoice_type, credit_type) = match invoice.kind {
        Kind::Invoice => (invoice.due, leaf("cbc:InvoiceTypeCode", "380"), None),
        // A credit note has its due date with the payment, and its type in an element of another name.
        Kind::CreditNote => (None, None, leaf("cbc:CreditNoteTypeCode", "381")),
    };
    let mut parts = vec![
        leaf("cbc:CustomizationID", SPECIFICATION),
        leaf("cbc:ProfileID", PROCESS),
        leaf("cbc:ID", &invoice.number),
        leaf("cbc:IssueDate", invoice.issued),
        optional("cbc:DueDate", due.as_ref()),
        invoice_type.or(credit_type),
        optional("cbc:Note", invoice.note.as_ref()),
        leaf("cbc:DocumentCurrencyCode", CURRENCY),
        optional("cbc:BuyerReference", invoice.buyer_reference.as_ref()),
        invoice.period.and_then(period),
        branch("cac:OrderReference", [optional("cbc:ID", invoice.order_reference.as_ref())]),
    ];
    parts.extend(invoice.preceding.iter().map(|preceding| {
        let reference = [
            leaf("cbc:ID", &preceding.number),
            optional("cbc:IssueDate", preceding.issued.as_ref()),
        ];
        branch("cac:BillingReference", [branch("cac:InvoiceDocumentReference", reference)])
    }));
    let contract = optional("cbc:ID", invoice.contract_reference.as_ref());
    parts.push(branch("cac:ContractDocumentReference", [contract]));
    parts.push(invoice.invoiced_object.as_ref().and_then(|object| {
        let reference = [leaf("cbc:ID", object), leaf("cbc:DocumentTypeCode", "130")];
        branch("cac:AdditionalDocumentReference", reference)
    }));
    parts.extend(invoice.attachments.iter().map(attachment));
    parts
}

pub(super) fn period(period: Period) -> Option<Element> {
    let days = [leaf("cbc:StartDate", period.from), leaf("cbc:EndDate", period.to)];
    branch("cac:InvoicePeriod", days)
}

fn attachment(attachment: &Attachment) -> Option<Element> {
    let content = BASE64_STANDARD.encode(attachment.content());
    let file = leaf("cbc:EmbeddedDocumentBinaryObject", content).map(|element| {
        element
            .with("mimeCode", attachment.media_type.as_str())
            .with("filename", &attachment.file_name)
    });
    let parts = [
        leaf("cbc:ID", &attachment.id),
        optional("cbc:DocumentDescription", attachment.description.as_ref()),
        branch("cac:Attachment", [file]),
    ];
    branch("cac:AdditionalDocumentReference", parts)
}
