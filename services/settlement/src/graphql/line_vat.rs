//! A line's VAT, as clients see it.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use einvoice::VatCategory;
use graph::Money;

use crate::line_vat;

/// How a charge stands to VAT.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
enum VatTreatment {
    /// Taxed.
    Standard,
    /// Exempt, for a reason.
    Exempt,
    /// Outside the scope of VAT, for a reason.
    OutsideScope,
}

/// A line's VAT, as it was kept when it was issued. VAT is computed on the sum of a document's lines of one category and
/// rounded half up to the öre.
#[derive(SimpleObject)]
pub(super) struct LineVat {
    /// Null where nobody had chosen: then the document has no VAT.
    treatment: Option<VatTreatment>,
    /// Per cent, where it is taxed.
    rate: Option<u32>,
    /// Why it is not taxed.
    reason: Option<String>,
    /// The article that exempts.
    exemption: Option<String>,
    /// What the line comes to without VAT.
    amount: Money,
    /// What the document's lines of the category come to; null where no VAT was computed.
    base: Option<Money>,
    /// The VAT of those lines.
    tax: Option<Money>,
    /// The whole document's VAT.
    document_vat: Money,
    /// What rounding to whole kronor adds to the document, or takes away.
    rounding: Money,
    /// Whether the document's sum is rounded to whole kronor.
    whole_kronor: bool,
    /// Whether anybody had said who sells when it was issued.
    seller_was_set_up: bool,
    /// The set-up of the books that chose it; null where nobody had.
    chosen: Option<VatChoice>,
}

/// A version of the set-up of the books.
#[derive(SimpleObject)]
struct VatChoice {
    version: i32,
    decided_at: DateTime<Utc>,
    /// Empty where they are erased.
    decided_by: String,
}

impl LineVat {
    pub(super) fn show(found: line_vat::LineVat) -> Self {
        let (treatment, reason, exemption) = match &found.category {
            None => (None, None, None),
            Some(VatCategory::Standard(_)) => (Some(VatTreatment::Standard), None, None),
            Some(VatCategory::Exempt { reason, code }) => {
                (Some(VatTreatment::Exempt), Some(reason.to_string()), *code)
            }
            Some(VatCategory::OutsideScope { reason }) => {
                (Some(VatTreatment::OutsideScope), Some(reason.to_string()), None)
            }
        };
        let rate = match &found.category {
            Some(VatCategory::Standard(rate)) => Some(rate.percent()),
            Some(VatCategory::Exempt { .. } | VatCategory::OutsideScope { .. }) | None => None,
        };
        Self {
            treatment,
            rate,
            reason,
            exemption: exemption.map(|code| code.as_str().to_owned()),
            amount: Money(found.amount),
            base: found.sums.map(|(base, _)| Money(base)),
            tax: found.sums.map(|(_, tax)| Money(tax)),
            document_vat: Money(found.document_vat),
            rounding: Money(found.rounding),
            whole_kronor: found.whole_kronor,
            seller_was_set_up: found.seller_was_set_up,
            chosen: found.chosen.map(|chosen| VatChoice {
                version: chosen.version,
                decided_at: chosen.decided_at,
                decided_by: chosen.decided_by,
            }),
        }
    }
}
