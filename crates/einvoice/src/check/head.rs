//! What a document's head must have (BR-01 to BR-16, BR-52, BR-55, BR-CO-19, BR-CO-20, BR-CO-25, BR-29, BR-30).

use rust_decimal::Decimal;

use super::reading::{Part, Reading};
use super::subject::{DocumentField, Subject, TotalField};
use super::violation::{Findings, Rule, fatal};
use crate::Kind;

const NAMED: [(Rule, &str, DocumentField); 4] = [
    (
        fatal("BR-01", "An Invoice shall have a Specification identifier (BT-24)."),
        "CustomizationID",
        DocumentField::Specification,
    ),
    (
        fatal("BR-02", "An Invoice shall have an Invoice number (BT-1)."),
        "ID",
        DocumentField::Number,
    ),
    (
        fatal("BR-03", "An Invoice shall have an Invoice issue date (BT-2)."),
        "IssueDate",
        DocumentField::IssueDate,
    ),
    (
        fatal("BR-05", "An Invoice shall have an Invoice currency code (BT-5)."),
        "DocumentCurrencyCode",
        DocumentField::Currency,
    ),
];
const TYPE_CODE: Rule = fatal("BR-04", "An Invoice shall have an Invoice type code (BT-3).");
const TOTALS: [(Rule, &str, TotalField); 4] = [
    (
        fatal("BR-12", "An Invoice shall have the Sum of Invoice line net amount (BT-106)."),
        "LineExtensionAmount",
        TotalField::Lines,
    ),
    (
        fatal("BR-13", "An Invoice shall have the Invoice total amount without VAT (BT-109)."),
        "TaxExclusiveAmount",
        TotalField::WithoutVat,
    ),
    (
        fatal("BR-14", "An Invoice shall have the Invoice total amount with VAT (BT-112)."),
        "TaxInclusiveAmount",
        TotalField::WithVat,
    ),
    (
        fatal("BR-15", "An Invoice shall have the Amount due for payment (BT-115)."),
        "PayableAmount",
        TotalField::Payable,
    ),
];
const ONE_LINE: Rule = fatal("BR-16", "An Invoice shall have at least one Invoice line (BG-25).");
const SUPPORTING: Rule = fatal(
    "BR-52",
    "Each Additional supporting document (BG-24) shall contain a Supporting document reference (BT-122).",
);
const PRECEDING: Rule = fatal(
    "BR-55",
    "Each Preceding Invoice reference (BG-3) shall contain a Preceding Invoice reference (BT-25).",
);
const PRECEDING_ONE: Rule =
    fatal("UBL-SR-07", "If there is a preceding invoice reference, its number shall be provided.");
const DUE: Rule = fatal(
    "BR-CO-25",
    "In case the Amount due for payment (BT-115) is positive, either the Payment due date (BT-9) or the Payment \
     terms (BT-20) shall be present.",
);
const PERIOD_ORDER: Rule = fatal(
    "BR-29",
    "If both period start date and end date are given then the end date shall be later or equal to the start date.",
);
const LINE_PERIOD_ORDER: Rule = fatal(
    "BR-30",
    "If both line period start date and end date are given then the end date shall be later or equal to the start date.",
);
const PERIOD_DAYS: Rule = fatal(
    "BR-CO-19",
    "If Invoicing period (BG-14) is used, the start date (BT-73) or the end date (BT-74) shall be filled, or both.",
);
const LINE_PERIOD_DAYS: Rule = fatal(
    "BR-CO-20",
    "If Invoice line period (BG-26) is used, the start date (BT-134) or the end date (BT-135) shall be filled, or both.",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let root = reading.root;
    for (rule, path, field) in NAMED {
        found.require(rule, root.filled(path), Subject::Document(field));
    }
    let type_code = root.filled("InvoiceTypeCode") || root.filled("CreditNoteTypeCode");
    found.require(TYPE_CODE, type_code, Subject::Document(DocumentField::TypeCode));
    if let Some(totals) = root.first("LegalMonetaryTotal") {
        for (rule, path, field) in TOTALS {
            found.require(rule, totals.has(path), Subject::Total(field));
        }
    }
    found.require(ONE_LINE, !reading.lines.is_empty(), Subject::Document(DocumentField::Lines));
    for document in root.all("AdditionalDocumentReference") {
        found.require_at(SUPPORTING, document.filled("ID"), document);
    }
    for preceding in root.all("BillingReference") {
        let named = preceding.has("InvoiceDocumentReference/ID");
        found.require_at(PRECEDING, named, preceding);
        found.require_at(PRECEDING_ONE, named, preceding);
    }
    hold_due(reading, found);
    for period in root.all("InvoicePeriod") {
        hold_period(period, PERIOD_ORDER, PERIOD_DAYS, found);
    }
    for period in reading.lines.iter().flat_map(|line| line.all("InvoicePeriod")) {
        hold_period(period, LINE_PERIOD_ORDER, LINE_PERIOD_DAYS, found);
    }
}

fn hold_due(reading: &Reading<'_>, found: &mut Findings) {
    // The rule is on invoices alone; a credit note is no claim.
    if reading.kind == Kind::CreditNote {
        return;
    }
    let root = reading.root;
    let payable = root.decimal("LegalMonetaryTotal/PayableAmount");
    let told = root.has("DueDate") || root.has("PaymentTerms/Note");
    let holds = told || payable.is_none_or(|payable| payable <= Decimal::ZERO);
    found.require(DUE, holds, Subject::Document(DocumentField::DueDate));
}

fn hold_period(period: Part<'_>, order: Rule, days: Rule, found: &mut Findings) {
    found.require_at(days, period.has("StartDate") || period.has("EndDate"), period);
    let (start, end) = (period.value("StartDate"), period.value("EndDate"));
    // Dates of the form that F001 asks for stand in the order of their text.
    found.require_at(order, start.is_empty() || end.is_empty() || start <= end, period);
}
