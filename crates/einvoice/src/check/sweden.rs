//! The Swedish rules, for sellers in Sweden (SE-R-*).

use domain::OrgNumber;
use rust_decimal::Decimal;

use super::parties::vat_numbers;
use super::place::place;
use super::reading::{Part, Reading};
use super::violation::{Findings, Rule, fatal, warning};

const VAT_LENGTH: Rule =
    fatal("SE-R-001", "For Swedish suppliers, Swedish VAT-numbers must consist of 14 characters.");
const VAT_DIGITS: Rule = fatal(
    "SE-R-002",
    "For Swedish suppliers, the Swedish VAT-numbers must have the trailing 12 characters in numeric form",
);
const ORG_DIGITS: Rule = fatal("SE-R-003", "Swedish organisation numbers should be numeric.");
const ORG_LENGTH: Rule =
    fatal("SE-R-004", "Swedish organisation numbers consist of 10 characters.");
const F_TAX: Rule = fatal(
    "SE-R-005",
    "For Swedish suppliers, when using Seller tax registration identifier, 'Godkänd för F-skatt' must be stated",
);
const RATES: Rule =
    fatal("SE-R-006", "For Swedish suppliers, only standard VAT rate of 6, 12 or 25 are used");
const PLUSGIRO_DIGITS: Rule =
    warning("SE-R-007", "For Swedish suppliers using Plusgiro, the Account ID must be numeric");
const BANKGIRO_DIGITS: Rule =
    warning("SE-R-008", "For Swedish suppliers using Bankgiro, the Account ID must be numeric");
const BANKGIRO_LENGTH: Rule = warning(
    "SE-R-009",
    "For Swedish suppliers using Bankgiro, the Account ID must have 7-8 characters",
);
const PLUSGIRO_LENGTH: Rule = warning(
    "SE-R-010",
    "For Swedish suppliers using Plusgiro, the Account ID must have 2-8 characters",
);
const GIRO_CODES: Rule = warning(
    "SE-R-011",
    "For Swedish suppliers using Swedish Bankgiro or Plusgiro, the proper way to indicate this is to use Code 30 for \
     PaymentMeans and FinancialInstitutionBranch ID with code SE:BANKGIRO or SE:PLUSGIRO",
);
const DOMESTIC: Rule = warning(
    "SE-R-012",
    "For domestic transactions between Swedish trading partners, credit transfer should be indicated by \
     PaymentMeansCode=\"30\"",
);
const ORG_CHECK: Rule = fatal(
    "SE-R-013",
    "The last digit of a Swedish organization number must be valid according to the Luhn algorithm.",
);

fn is_swedish(party: Part<'_>) -> bool {
    party.value("PostalAddress/Country/IdentificationCode") == "SE"
}

fn is_numeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    let Some(seller) = reading.seller().filter(|seller| is_swedish(*seller)) else { return };
    let swedish: Vec<Part<'_>> =
        vat_numbers(seller).into_iter().filter(|number| number.text().starts_with("SE")).collect();
    for number in &swedish {
        let text = number.text();
        found.require_at(VAT_LENGTH, text.chars().count() == 14, *number);
        let digits: String = text.chars().skip(2).take(12).collect();
        found.require_at(VAT_DIGITS, is_numeric(&digits), *number);
    }
    for number in seller.all("PartyLegalEntity/CompanyID") {
        let text = number.text();
        found.require_at(ORG_DIGITS, is_numeric(&text), number);
        found.require_at(ORG_LENGTH, text.chars().count() == 10, number);
        let checked = !text.contains('-') && OrgNumber::parse(&text).is_ok();
        found.require_at(ORG_CHECK, checked, number);
    }
    if seller.has("PartyLegalEntity/CompanyID") {
        hold_f_tax(seller, found);
    }
    if !swedish.is_empty() {
        let categories = reading.line_categories().into_iter().chain(reading.broken_down());
        for (_, category) in categories.filter(|(_, part)| part.value("ID") == "S") {
            let rates = [25, 12, 6].map(|rate| Some(Decimal::from(rate)));
            found.require_at(RATES, rates.contains(&category.decimal("Percent")), category);
        }
    }
    hold_payment(reading, found);
}

fn hold_f_tax(seller: Part<'_>, found: &mut Findings) {
    for scheme in seller.all("PartyTaxScheme").into_iter().filter(|scheme| !scheme.is_vat()) {
        if let Some(number) = scheme.first("CompanyID") {
            let holds = number.text().to_uppercase() == "GODKÄND FÖR F-SKATT";
            found.require_at(F_TAX, holds, number);
        }
    }
}

fn hold_payment(reading: &Reading<'_>, found: &mut Findings) {
    let domestic = reading.buyer().is_some_and(is_swedish);
    for means in reading.root.all("PaymentMeans") {
        let code = means.value("PaymentMeansCode");
        found.require(GIRO_CODES, !matches!(&*code, "50" | "56"), place(means));
        found.require(DOMESTIC, !domestic || code != "31", place(means));
        let Some(account) = means.first("PayeeFinancialAccount/ID").filter(|_| code == "30") else {
            continue;
        };
        let (text, length) = (account.text(), account.text().chars().count());
        match &*means.value("PayeeFinancialAccount/FinancialInstitutionBranch/ID") {
            "SE:PLUSGIRO" => {
                found.require_at(PLUSGIRO_DIGITS, is_numeric(&text), account);
                found.require_at(PLUSGIRO_LENGTH, (2..=8).contains(&length), account);
            }
            "SE:BANKGIRO" => {
                found.require_at(BANKGIRO_DIGITS, is_numeric(&text), account);
                found.require_at(BANKGIRO_LENGTH, (7..=8).contains(&length), account);
            }
            _ => {}
        }
    }
}
