//! How many decimals an amount may have: two (BR-DEC-*, UBL-DT-01).

use super::reading::Reading;
use super::violation::{Findings, Rule, fatal};

/// Every amount but prices.
const ANY_AMOUNT: Rule = fatal("UBL-DT-01", "Amounts shall be decimal up to two fraction digits.");

/// Those amounts that a rule of their own names, by their parent's name and their own.
const NAMED: [(&str, &str, Rule); 8] = [
    (
        "LegalMonetaryTotal",
        "LineExtensionAmount",
        fatal(
            "BR-DEC-09",
            "The maximum number of decimals for the Sum of Invoice line net amount (BT-106) is 2.",
        ),
    ),
    (
        "LegalMonetaryTotal",
        "TaxExclusiveAmount",
        fatal(
            "BR-DEC-12",
            "The maximum number of decimals for the Invoice total amount without VAT (BT-109) is 2.",
        ),
    ),
    (
        "LegalMonetaryTotal",
        "TaxInclusiveAmount",
        fatal(
            "BR-DEC-14",
            "The maximum number of decimals for the Invoice total amount with VAT (BT-112) is 2.",
        ),
    ),
    (
        "LegalMonetaryTotal",
        "PayableRoundingAmount",
        fatal("BR-DEC-17", "The maximum number of decimals for the Rounding amount (BT-114) is 2."),
    ),
    (
        "LegalMonetaryTotal",
        "PayableAmount",
        fatal(
            "BR-DEC-18",
            "The maximum number of decimals for the Amount due for payment (BT-115) is 2.",
        ),
    ),
    (
        "TaxSubtotal",
        "TaxableAmount",
        fatal(
            "BR-DEC-19",
            "The maximum number of decimals for the VAT category taxable amount (BT-116) is 2.",
        ),
    ),
    (
        "TaxSubtotal",
        "TaxAmount",
        fatal(
            "BR-DEC-20",
            "The maximum number of decimals for the VAT category tax amount (BT-117) is 2.",
        ),
    ),
    (
        "InvoiceLine",
        "LineExtensionAmount",
        fatal(
            "BR-DEC-23",
            "The maximum number of decimals for the Invoice line net amount (BT-131) is 2.",
        ),
    ),
];

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    for part in reading.elements() {
        let name = part.name();
        if !name.ends_with("Amount") || name == "PriceAmount" {
            continue;
        }
        let text = part.text();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if decimals <= 2 {
            continue;
        }
        found.require_at(ANY_AMOUNT, false, part);
        let parent = match part.parent().map_or("", |parent| parent.name()) {
            "CreditNoteLine" => "InvoiceLine",
            parent => parent,
        };
        let own = NAMED.iter().find(|(above, own, _)| (*above, *own) == (parent, name));
        if let Some((_, _, rule)) = own {
            found.require_at(*rule, false, part);
        }
    }
}
