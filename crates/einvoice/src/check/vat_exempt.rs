//! Category E, exempt (BR-E-*).

use rust_decimal::Decimal;

use super::reading::{Part, Reading};
use super::subject::{LineField, PartyField, Subject, TotalField};
use super::vat_standard::{base_of_lines, is_category, seller_is_registered};
use super::violation::{Findings, Rule, fatal};

const BROKEN_DOWN: Rule = fatal(
    "BR-E-01",
    "An Invoice that contains an Invoice line where the VAT category code is \"Exempt from VAT\" shall contain exactly one \
     VAT breakdown (BG-23) with the VAT category code equal to \"Exempt from VAT\".",
);
const SELLER: Rule = fatal(
    "BR-E-02",
    "An Invoice that contains an Invoice line where the VAT category code is \"Exempt from VAT\" shall contain the Seller \
     VAT Identifier (BT-31) or the Seller tax registration identifier (BT-32).",
);
const RATE: Rule = fatal(
    "BR-E-05",
    "In an Invoice line where the VAT category code is \"Exempt from VAT\", the VAT rate (BT-152) shall be 0 (zero).",
);
const BASE: Rule = fatal(
    "BR-E-08",
    "In a VAT breakdown where the VAT category code is \"Exempt from VAT\" the VAT category taxable amount (BT-116) shall \
     equal the sum of Invoice line net amounts that are \"Exempt from VAT\".",
);
const NO_TAX: Rule = fatal(
    "BR-E-09",
    "The VAT category tax amount (BT-117) where the VAT category code equals \"Exempt from VAT\" shall equal 0 (zero).",
);
const REASON: Rule = fatal(
    "BR-E-10",
    "A VAT breakdown with VAT Category code \"Exempt from VAT\" shall have a VAT exemption reason code (BT-121) or text \
     (BT-120).",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let exempt = |part: Part<'_>| is_category(part, "E");
    let on_lines: Vec<_> =
        reading.line_categories().into_iter().filter(|(_, part)| exempt(*part)).collect();
    let broken_down: Vec<_> =
        reading.broken_down().into_iter().filter(|(_, part)| exempt(*part)).collect();
    let holds = (on_lines.is_empty() && broken_down.is_empty()) || broken_down.len() == 1;
    found.require(BROKEN_DOWN, holds, Subject::Total(TotalField::Vat));
    let holds = on_lines.is_empty() || seller_is_registered(reading);
    found.require(SELLER, holds, Subject::Seller(PartyField::VatNumber));
    for (position, category) in on_lines {
        let zero = category.decimal("Percent") == Some(Decimal::ZERO);
        found.require(RATE, zero, Subject::Line { position, field: LineField::Vat });
    }
    for (position, category) in broken_down {
        let subject = Subject::Vat { position };
        let explained =
            category.has("TaxExemptionReason") || category.has("TaxExemptionReasonCode");
        found.require(REASON, explained, subject);
        let Some(subtotal) = category.parent() else { continue };
        let base = subtotal.decimal("TaxableAmount");
        found.require(BASE, base.is_some() && base == base_of_lines(reading, exempt), subject);
        let zero = subtotal.decimal("TaxAmount") == Some(Decimal::ZERO);
        found.require(NO_TAX, zero, subject);
    }
}
