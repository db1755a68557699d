//! Category O, outside the scope of VAT (BR-O-*).

use rust_decimal::Decimal;

use super::parties::vat_numbers;
use super::reading::{Part, Reading};
use super::subject::{LineField, Subject, TotalField};
use super::vat_standard::{base_of_lines, is_category};
use super::violation::{Findings, Rule, fatal};

const BROKEN_DOWN: Rule = fatal(
    "BR-O-01",
    "An Invoice that contains an Invoice line where the VAT category code is \"Not subject to VAT\" shall contain exactly \
     one VAT breakdown group (BG-23) with the VAT category code equal to \"Not subject to VAT\".",
);
const NO_NUMBER: Rule = fatal(
    "BR-O-02",
    "An Invoice that contains an Invoice line where the VAT category code is \"Not subject to VAT\" shall not contain the \
     Seller VAT identifier (BT-31) or the Buyer VAT identifier (BT-46).",
);
const NO_RATE: Rule = fatal(
    "BR-O-05",
    "An Invoice line where the VAT category code is \"Not subject to VAT\" shall not contain an Invoiced item VAT rate \
     (BT-152).",
);
const BASE: Rule = fatal(
    "BR-O-08",
    "In a VAT breakdown where the VAT category code is \"Not subject to VAT\" the VAT category taxable amount (BT-116) shall \
     equal the sum of Invoice line net amounts that are \"Not subject to VAT\".",
);
const NO_TAX: Rule = fatal(
    "BR-O-09",
    "The VAT category tax amount (BT-117) where the VAT category code is \"Not subject to VAT\" shall be 0 (zero).",
);
const REASON: Rule = fatal(
    "BR-O-10",
    "A VAT breakdown with VAT Category code \"Not subject to VAT\" shall have a VAT exemption reason code (BT-121) or text \
     (BT-120).",
);
const ALONE: Rule = fatal(
    "BR-O-11",
    "An Invoice that contains a VAT breakdown group with a VAT category code \"Not subject to VAT\" shall not contain other \
     VAT breakdown groups.",
);
const ALONE_ON_LINES: Rule = fatal(
    "BR-O-12",
    "An Invoice that contains a VAT breakdown group with a VAT category code \"Not subject to VAT\" shall not contain an \
     Invoice line where the VAT category code is not \"Not subject to VAT\".",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let outside = |part: Part<'_>| is_category(part, "O");
    let lines = reading.line_categories();
    let breakdown = reading.broken_down();
    let on_lines = lines.iter().filter(|(_, part)| outside(*part));
    let broken_down: Vec<_> = breakdown.iter().filter(|(_, part)| outside(*part)).collect();
    let is_on_lines = on_lines.clone().next().is_some();
    let holds = (!is_on_lines && broken_down.is_empty()) || broken_down.len() == 1;
    found.require(BROKEN_DOWN, holds, Subject::Total(TotalField::Vat));
    if is_on_lines {
        for number in reading.seller().into_iter().chain(reading.buyer()).flat_map(vat_numbers) {
            found.require_at(NO_NUMBER, false, number);
        }
    }
    for (position, category) in on_lines {
        let subject = Subject::Line { position: *position, field: LineField::Vat };
        found.require(NO_RATE, !category.has("Percent"), subject);
    }
    for (position, category) in &broken_down {
        let subject = Subject::Vat { position: *position };
        let explained =
            category.has("TaxExemptionReason") || category.has("TaxExemptionReasonCode");
        found.require(REASON, explained, subject);
        let Some(subtotal) = category.parent() else { continue };
        let base = subtotal.decimal("TaxableAmount");
        found.require(BASE, base.is_some() && base == base_of_lines(reading, outside), subject);
        let zero = subtotal.decimal("TaxAmount") == Some(Decimal::ZERO);
        found.require(NO_TAX, zero, subject);
    }
    if !broken_down.is_empty() {
        let holds = breakdown.iter().all(|(_, part)| outside(*part));
        found.require(ALONE, holds, Subject::Total(TotalField::Vat));
        for (position, _) in lines.iter().filter(|(_, part)| !outside(*part)) {
            let subject = Subject::Line { position: *position, field: LineField::Vat };
            found.require(ALONE_ON_LINES, false, subject);
        }
    }
}
