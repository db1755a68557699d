//! Category S, taxed (BR-S-*).

use rust_decimal::Decimal;

use super::reading::{Part, Reading};
use super::subject::{LineField, PartyField, Subject, TotalField};
use super::sums::{is_tax_of, sum};
use super::violation::{Findings, Rule, fatal};

const BROKEN_DOWN: Rule = fatal(
    "BR-S-01",
    "An Invoice that contains an Invoice line where the VAT category code is \"Standard rated\" shall contain in the VAT \
     breakdown (BG-23) at least one VAT category code equal with \"Standard rated\", and the other way round.",
);
const SELLER: Rule = fatal(
    "BR-S-02",
    "An Invoice that contains an Invoice line where the VAT category code is \"Standard rated\" shall contain the Seller VAT \
     Identifier (BT-31) or the Seller tax registration identifier (BT-32).",
);
const RATE: Rule = fatal(
    "BR-S-05",
    "In an Invoice line where the VAT category code is \"Standard rated\" the VAT rate (BT-152) shall be greater than zero.",
);
const BASE: Rule = fatal(
    "BR-S-08",
    "For each different value of VAT category rate where the VAT category code is \"Standard rated\", the VAT category \
     taxable amount (BT-116) shall equal the sum of Invoice line net amounts at that rate.",
);
const TAX: Rule = fatal(
    "BR-S-09",
    "The VAT category tax amount (BT-117) where VAT category code is \"Standard rated\" shall equal the VAT category \
     taxable amount multiplied by the VAT category rate.",
);
const NO_REASON: Rule = fatal(
    "BR-S-10",
    "A VAT breakdown with VAT Category code \"Standard rate\" shall not have a VAT exemption reason code or text.",
);

pub(super) fn is_category(part: Part<'_>, code: &str) -> bool {
    part.value("ID") == code
}

/// Whether the seller states a VAT number or another tax registration.
pub(super) fn seller_is_registered(reading: &Reading<'_>) -> bool {
    reading.seller().is_some_and(|seller| seller.has("PartyTaxScheme/CompanyID"))
}

/// The net amounts of the lines whose category `holds` together.
pub(super) fn base_of_lines(
    reading: &Reading<'_>,
    holds: impl Fn(Part<'_>) -> bool,
) -> Option<Decimal> {
    let own = reading
        .lines
        .iter()
        .filter(|line| line.all("Item/ClassifiedTaxCategory").into_iter().any(&holds));
    sum(own.map(|line| line.decimal("LineExtensionAmount")))
}

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let on_lines: Vec<(usize, Part<'_>)> =
        reading.line_categories().into_iter().filter(|(_, part)| is_category(*part, "S")).collect();
    let broken_down: Vec<(usize, Part<'_>)> =
        reading.broken_down().into_iter().filter(|(_, part)| is_category(*part, "S")).collect();
    let holds = on_lines.is_empty() == broken_down.is_empty();
    found.require(BROKEN_DOWN, holds, Subject::Total(TotalField::Vat));
    let holds = on_lines.is_empty() || seller_is_registered(reading);
    found.require(SELLER, holds, Subject::Seller(PartyField::VatNumber));
    for (position, category) in &on_lines {
        let positive = category.decimal("Percent").is_some_and(|percent| percent > Decimal::ZERO);
        let subject = Subject::Line { position: *position, field: LineField::Vat };
        found.require(RATE, positive, subject);
    }
    for (position, category) in &broken_down {
        hold_breakdown(reading, *category, Subject::Vat { position: *position }, found);
    }
}

fn hold_breakdown(
    reading: &Reading<'_>,
    category: Part<'_>,
    subject: Subject,
    found: &mut Findings,
) {
    let unexplained =
        !category.has("TaxExemptionReason") && !category.has("TaxExemptionReasonCode");
    found.require(NO_REASON, unexplained, subject);
    let Some(subtotal) = category.parent() else { return };
    let (base, tax) = (subtotal.decimal("TaxableAmount"), subtotal.decimal("TaxAmount"));
    let percent = category.decimal("Percent");
    if percent.is_some() {
        let lines = base_of_lines(reading, |part| {
            is_category(part, "S") && part.decimal("Percent") == percent
        });
        found.require(BASE, base.is_some() && base == lines, subject);
    }
    let holds =
        percent.is_some() && base.zip(tax).is_some_and(|(base, tax)| is_tax_of(base, percent, tax));
    found.require(TAX, holds, subject);
}
