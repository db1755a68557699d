//! Sums and VAT, and the category of a line.

use super::element::{Element, amount, branch, leaf};
use crate::{ExemptionCode, Subtotal, Totals, VatCategory};

pub(super) fn totals(totals: &Totals) -> [Option<Element>; 2] {
    let tax = [amount("cbc:TaxAmount", totals.tax)].into_iter();
    let rounding =
        (!totals.rounding.is_zero()).then(|| amount("cbc:PayableRoundingAmount", totals.rounding));
    let sums = [
        amount("cbc:LineExtensionAmount", totals.lines),
        amount("cbc:TaxExclusiveAmount", totals.lines),
        amount("cbc:TaxInclusiveAmount", totals.with_vat),
        rounding.flatten(),
        amount("cbc:PayableAmount", totals.payable),
    ];
    [
        branch("cac:TaxTotal", tax.chain(totals.vat.iter().map(subtotal))),
        branch("cac:LegalMonetaryTotal", sums),
    ]
}

fn subtotal(subtotal: &Subtotal) -> Option<Element> {
    let category = &subtotal.category;
    let (code, reason) = match category {
        VatCategory::Standard(_) => (None, None),
        VatCategory::Exempt { reason, code } => (code.map(ExemptionCode::as_str), Some(reason)),
        VatCategory::OutsideScope { reason } => (Some("VATEX-EU-O"), Some(reason)),
    };
    let parts = [
        leaf("cbc:ID", category.code()),
        category.percent().and_then(|percent| leaf("cbc:Percent", percent)),
        code.and_then(|code| leaf("cbc:TaxExemptionReasonCode", code)),
        reason.and_then(|reason| leaf("cbc:TaxExemptionReason", reason)),
        vat(),
    ];
    let parts = [
        amount("cbc:TaxableAmount", subtotal.base),
        amount("cbc:TaxAmount", subtotal.tax),
        branch("cac:TaxCategory", parts),
    ];
    branch("cac:TaxSubtotal", parts)
}

/// The category of a line; its reason stands among the document's sums.
pub(super) fn line_category(category: &VatCategory) -> Option<Element> {
    let parts = [
        leaf("cbc:ID", category.code()),
        category.percent().and_then(|percent| leaf("cbc:Percent", percent)),
        vat(),
    ];
    branch("cac:ClassifiedTaxCategory", parts)
}

fn vat() -> Option<Element> {
    branch("cac:TaxScheme", [leaf("cbc:ID", "VAT")])
}
