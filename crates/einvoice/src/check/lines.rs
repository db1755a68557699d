//! What a line must have (BR-21 to BR-27, BR-CO-04).

use rust_decimal::Decimal;

use super::reading::Reading;
use super::subject::{LineField, Subject};
use super::violation::{Findings, Rule, fatal};

const ID: Rule =
    fatal("BR-21", "Each Invoice line (BG-25) shall have an Invoice line identifier (BT-126).");
const QUANTITY: Rule =
    fatal("BR-22", "Each Invoice line (BG-25) shall have an Invoiced quantity (BT-129).");
const UNIT: Rule = fatal(
    "BR-23",
    "An Invoice line (BG-25) shall have an Invoiced quantity unit of measure code (BT-130).",
);
const NET: Rule =
    fatal("BR-24", "Each Invoice line (BG-25) shall have an Invoice line net amount (BT-131).");
const NAME: Rule =
    fatal("BR-25", "Each Invoice line (BG-25) shall contain the Item name (BT-153).");
const PRICE: Rule =
    fatal("BR-26", "Each Invoice line (BG-25) shall contain the Item net price (BT-146).");
const PRICE_SIGN: Rule = fatal("BR-27", "The Item net price (BT-146) shall NOT be negative.");
const CATEGORY: Rule = fatal(
    "BR-CO-04",
    "Each Invoice line (BG-25) shall be categorized with an Invoiced item VAT category code (BT-151).",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let quantity_name = reading.quantity_name();
    for (position, line) in (1..).zip(&reading.lines) {
        let at = |field| Subject::Line { position, field };
        let quantity = line.first(quantity_name);
        let unit = quantity.and_then(|quantity| quantity.attribute("unitCode"));
        let price = line.decimal("Price/PriceAmount");
        let categories = line.all("Item/ClassifiedTaxCategory");
        let categorised = categories.iter().any(|part| part.is_vat() && part.filled("ID"));
        found.require(ID, line.filled("ID"), at(LineField::Id));
        found.require(QUANTITY, quantity.is_some(), at(LineField::Quantity));
        found.require(UNIT, unit.is_some(), at(LineField::Unit));
        found.require(NET, line.has("LineExtensionAmount"), at(LineField::NetAmount));
        found.require(NAME, line.filled("Item/Name"), at(LineField::Name));
        found.require(PRICE, line.has("Price/PriceAmount"), at(LineField::Price));
        let not_negative = price.is_some_and(|price| price >= Decimal::ZERO);
        found.require(PRICE_SIGN, not_negative, at(LineField::Price));
        found.require(CATEGORY, categorised, at(LineField::Vat));
    }
}
