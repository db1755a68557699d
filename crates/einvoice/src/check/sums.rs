//! What must add up (BR-CO-10 to BR-CO-18, BR-45 to BR-48), exactly, in decimal numbers.

use rust_decimal::{Decimal, RoundingStrategy};

use super::reading::{Part, Reading};
use super::subject::{Subject, TotalField};
use super::violation::{Findings, Rule, fatal};

const LINES: Rule = fatal(
    "BR-CO-10",
    "Sum of Invoice line net amount (BT-106) = Σ Invoice line net amount (BT-131).",
);
const WITHOUT_VAT: Rule = fatal(
    "BR-CO-13",
    "Invoice total amount without VAT (BT-109) = Σ Invoice line net amount (BT-131); there are no allowances or charges.",
);
const VAT: Rule =
    fatal("BR-CO-14", "Invoice total VAT amount (BT-110) = Σ VAT category tax amount (BT-117).");
const WITH_VAT: Rule = fatal(
    "BR-CO-15",
    "Invoice total amount with VAT (BT-112) = Invoice total amount without VAT (BT-109) + Invoice total VAT amount \
     (BT-110).",
);
const PAYABLE: Rule = fatal(
    "BR-CO-16",
    "Amount due for payment (BT-115) = Invoice total amount with VAT (BT-112) + Rounding amount (BT-114); nothing is paid \
     in advance.",
);
const TAX: Rule = fatal(
    "BR-CO-17",
    "VAT category tax amount (BT-117) = VAT category taxable amount (BT-116) x (VAT category rate (BT-119) / 100), \
     rounded to two decimals.",
);
const BREAKDOWN: Rule =
    fatal("BR-CO-18", "An Invoice shall at least have one VAT breakdown group (BG-23).");
const BASE: Rule =
    fatal("BR-45", "Each VAT breakdown (BG-23) shall have a VAT category taxable amount (BT-116).");
const TAX_AMOUNT: Rule =
    fatal("BR-46", "Each VAT breakdown (BG-23) shall have a VAT category tax amount (BT-117).");
const CATEGORY: Rule = fatal(
    "BR-47",
    "Each VAT breakdown (BG-23) shall be defined through a VAT category code (BT-118).",
);
const RATE: Rule = fatal(
    "BR-48",
    "Each VAT breakdown (BG-23) shall have a VAT category rate (BT-119), except if the Invoice is not subject to VAT.",
);

/// The exact sum; `None` if it is none.
pub(super) fn sum(amounts: impl IntoIterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?))
}

/// Both are there and equal.
fn equal(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    one.is_some() && one == other
}

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let root = reading.root;
    found.require(BREAKDOWN, !reading.subtotals.is_empty(), Subject::Total(TotalField::Vat));
    for total in root.all("TaxTotal").into_iter().filter(|total| total.has("TaxSubtotal")) {
        let parts = total.all("TaxSubtotal/TaxAmount");
        let sum = sum(parts.into_iter().map(Part::number));
        found.require(VAT, equal(total.decimal("TaxAmount"), sum), Subject::Total(TotalField::Vat));
    }
    for (position, subtotal) in (1..).zip(&reading.subtotals) {
        hold_subtotal(*subtotal, Subject::Vat { position }, found);
    }
    if let Some(totals) = root.first("LegalMonetaryTotal") {
        hold_totals(reading, totals, found);
    }
}

fn hold_totals(reading: &Reading<'_>, totals: Part<'_>, found: &mut Findings) {
    let stated = |name| totals.decimal(name);
    let lines = sum(reading.lines.iter().map(|line| line.decimal("LineExtensionAmount")));
    let holds = equal(stated("LineExtensionAmount"), lines);
    found.require(LINES, holds, Subject::Total(TotalField::Lines));
    let without_vat = stated("TaxExclusiveAmount");
    let holds = equal(without_vat, stated("LineExtensionAmount"));
    found.require(WITHOUT_VAT, holds, Subject::Total(TotalField::WithoutVat));
    // Nothing can be said of sums in no currency.
    if reading.root.has("DocumentCurrencyCode") {
        let taxes: Vec<Part<'_>> = reading
            .root
            .all("TaxTotal/TaxAmount")
            .into_iter()
            .filter(|tax| {
                tax.attribute("currencyID") == Some(&*reading.root.value("DocumentCurrencyCode"))
            })
            .collect();
        let tax = taxes.first().and_then(|tax| tax.number());
        let holds =
            taxes.len() == 1 && equal(stated("TaxInclusiveAmount"), sum([without_vat, tax]));
        found.require(WITH_VAT, holds, Subject::Total(TotalField::WithVat));
    }
    let rounding = match totals.first("PayableRoundingAmount") {
        Some(part) => part.number(),
        None => Some(Decimal::ZERO),
    };
    let holds = equal(stated("PayableAmount"), sum([stated("TaxInclusiveAmount"), rounding]));
    found.require(PAYABLE, holds, Subject::Total(TotalField::Payable));
}

fn hold_subtotal(subtotal: Part<'_>, subject: Subject, found: &mut Findings) {
    let vat = subtotal.all("TaxCategory").into_iter().find(|category| category.is_vat());
    let rate = vat.and_then(|category| category.decimal("Percent"));
    let code = vat.map(|category| category.value("ID"));
    found.require(BASE, subtotal.has("TaxableAmount"), subject);
    found.require(TAX_AMOUNT, subtotal.has("TaxAmount"), subject);
    found.require(CATEGORY, vat.is_some_and(|category| category.has("ID")), subject);
    found.require(RATE, rate.is_some() || code.as_deref() == Some("O"), subject);
    let (base, tax) = (subtotal.decimal("TaxableAmount"), subtotal.decimal("TaxAmount"));
    let holds = base.zip(tax).is_some_and(|(base, tax)| is_tax_of(base, rate, tax));
    found.require(TAX, holds, subject);
}

/// Whether `tax` is `base` times `rate` to the öre. The official rule lets a krona pass; no document here needs it.
pub(super) fn is_tax_of(base: Decimal, rate: Option<Decimal>, tax: Decimal) -> bool {
    base.checked_mul(rate.unwrap_or(Decimal::ZERO))
        .and_then(|hundredfold| hundredfold.checked_div(Decimal::ONE_HUNDRED))
        .map(|exact| exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
        .is_some_and(|rounded| rounded == tax)
}
