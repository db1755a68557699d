//! Which subject an element belongs to.

use super::reading::Part;
use super::subject::{DocumentField, LineField, PartyField, PaymentField, Subject, TotalField};

/// The subject that `part` belongs to.
pub(super) fn place(part: Part<'_>) -> Subject {
    let mut path = vec![part];
    let mut at = part;
    while let Some(parent) = at.parent() {
        path.push(parent);
        at = parent;
    }
    // The document's own element comes last; what is at fault is told by what stands right below it.
    path.pop();
    let Some(top) = path.last() else { return Subject::Document(DocumentField::Whole) };
    let names: Vec<&str> = path.iter().rev().skip(1).map(|part| part.name()).collect();
    let position = top.position();
    match top.name() {
        "AccountingSupplierParty" => Subject::Seller(party(&path, &names)),
        "AccountingCustomerParty" => Subject::Buyer(party(&path, &names)),
        "PaymentMeans" | "PaymentTerms" => Subject::Payment(payment(&names)),
        "BillingReference" => Subject::Preceding { position },
        "AdditionalDocumentReference" => Subject::Attachment { position },
        "InvoiceLine" | "CreditNoteLine" => Subject::Line { position, field: line(&names) },
        "TaxTotal" => match path.iter().find(|part| part.name() == "TaxSubtotal") {
            Some(subtotal) => Subject::Vat { position: subtotal.position() },
            None => Subject::Total(TotalField::Vat),
        },
        "LegalMonetaryTotal" => Subject::Total(total(&names)),
        name => Subject::Document(head(name)),
    }
}

fn head(name: &str) -> DocumentField {
    match name {
        "CustomizationID" => DocumentField::Specification,
        "ProfileID" => DocumentField::Process,
        "ID" => DocumentField::Number,
        "IssueDate" => DocumentField::IssueDate,
        "DueDate" => DocumentField::DueDate,
        "InvoiceTypeCode" | "CreditNoteTypeCode" => DocumentField::TypeCode,
        "Note" => DocumentField::Note,
        "DocumentCurrencyCode" => DocumentField::Currency,
        "BuyerReference" => DocumentField::BuyerReference,
        "OrderReference" => DocumentField::OrderReference,
        "ContractDocumentReference" => DocumentField::ContractReference,
        "InvoicePeriod" => DocumentField::Period,
        _ => DocumentField::Whole,
    }
}

fn party(path: &[Part<'_>], names: &[&str]) -> PartyField {
    let within = |name| names.contains(&name);
    if within("EndpointID") {
        PartyField::ElectronicAddress
    } else if within("PartyTaxScheme") {
        let scheme = path.iter().find(|part| part.name() == "PartyTaxScheme");
        let vat = scheme.is_some_and(|scheme| scheme.is_vat());
        if vat { PartyField::VatNumber } else { PartyField::TaxRegistration }
    } else if within("Country") {
        PartyField::Country
    } else if within("PostalAddress") {
        PartyField::Address
    } else if within("Contact") {
        PartyField::Contact
    } else if within("PartyLegalEntity") {
        if within("CompanyID") { PartyField::OrgNumber } else { PartyField::Name }
    } else {
        PartyField::Whole
    }
}

fn payment(names: &[&str]) -> PaymentField {
    match names.first() {
        Some(&"PaymentID") => PaymentField::Reference,
        Some(&"PaymentDueDate") => PaymentField::DueDate,
        Some(&"PayeeFinancialAccount") => PaymentField::Account,
        Some(&"Note") => PaymentField::Terms,
        _ => PaymentField::Means,
    }
}

fn line(names: &[&str]) -> LineField {
    match names.first() {
        Some(&"ID") => LineField::Id,
        Some(&"Note") => LineField::Note,
        Some(&("InvoicedQuantity" | "CreditedQuantity")) => LineField::Quantity,
        Some(&"LineExtensionAmount") => LineField::NetAmount,
        Some(&"InvoicePeriod") => LineField::Period,
        Some(&"OrderLineReference") => LineField::OrderLine,
        Some(&"Item") if names.contains(&"ClassifiedTaxCategory") => LineField::Vat,
        Some(&"Item") => LineField::Name,
        Some(&"Price") => LineField::Price,
        _ => LineField::Whole,
    }
}

fn total(names: &[&str]) -> TotalField {
    match names.first() {
        Some(&"LineExtensionAmount") => TotalField::Lines,
        Some(&"TaxExclusiveAmount") => TotalField::WithoutVat,
        Some(&"TaxInclusiveAmount") => TotalField::WithVat,
        Some(&"PayableRoundingAmount") => TotalField::Rounding,
        Some(&"PayableAmount") => TotalField::Payable,
        _ => TotalField::Whole,
    }
}
