//! Where a municipality wants its documents: by kind of charge, and from when to when.

use domain::{Date, Gln, MunicipalityCode, OrgNumber};
use einvoice::{Address, Contact, ElectronicAddress, Text};
use serde::{Deserialize, Serialize};
use settle::LineKind;

use crate::expected;
use crate::fault::Faults;

/// A recipient, as files and forms state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedRecipient {
    /// SCB code.
    pub municipality: String,
    /// The unit that pays, as its address names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The kind of charge that goes here; without one, all that goes nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<LineKind>,
    /// The first invoice date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last invoice date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The organisation number, where it is not the one in the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_number: Option<String>,
    /// The registered name, where it is not the municipality's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where e-invoices go: `0007:2120002742` or `0088:7350000000009`.
    pub peppol: String,
    /// The buyer's own reference; this or an order reference must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_reference: Option<String>,
    /// The number of the buyer's order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_reference: Option<String>,
    /// The agreement in the buyer's own register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_reference: Option<String>,
    /// What it is about in the buyer's own books.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoiced_object: Option<String>,
    /// Where to ask, and where a PDF goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Street or box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Post town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
}

/// Where documents go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Whose.
    pub municipality: MunicipalityCode,
    /// For which kind of charge; `None` for all that goes nowhere else.
    pub charge: Option<LineKind>,
    from: Option<Date>,
    to: Option<Date>,
    /// The organisation number, where it is another than the agreement's.
    pub org_number: Option<OrgNumber>,
    /// The name, where it is another than the municipality's.
    pub name: Option<Text>,
    /// Where e-invoices go.
    pub electronic_address: ElectronicAddress,
    /// The buyer's own reference.
    pub buyer_reference: Option<Text>,
    /// The number of the buyer's order.
    pub order_reference: Option<Text>,
    /// The agreement in the buyer's own register.
    pub contract_reference: Option<Text>,
    /// What it is about in the buyer's own books.
    pub invoiced_object: Option<Text>,
    /// The postal address.
    pub address: Address,
    /// Whom to ask.
    pub contact: Contact,
    /// As it was stated.
    pub stated: StatedRecipient,
}

impl Recipient {
    pub(crate) fn parse(stated: &StatedRecipient, path: &str, faults: &mut Faults) -> Option<Self> {
        let at = |name: &str| format!("{path}.{name}");
        let code = stated.municipality.trim().parse();
        let municipality = faults.read(&at("municipality"), expected::MUNICIPALITY, code);
        faults.term(&at("to"), stated.from, stated.to);
        let org_number = stated.org_number.as_deref();
        let expected = expected::ORG_NUMBER;
        let org_number =
            faults.read_some(&at("org_number"), expected, org_number, OrgNumber::parse);
        let peppol = electronic_address(&stated.peppol, &at("peppol"), faults);
        let buyer_reference = text(stated.buyer_reference.as_deref());
        let order_reference = text(stated.order_reference.as_deref());
        if buyer_reference.is_none() && order_reference.is_none() {
            faults.add(&at("buyer_reference"), expected::REFERENCE);
        }
        Some(Self {
            municipality: municipality?,
            charge: stated.charge,
            from: stated.from,
            to: stated.to,
            org_number,
            name: text(stated.name.as_deref()),
            electronic_address: peppol?,
            buyer_reference,
            order_reference,
            contract_reference: text(stated.contract_reference.as_deref()),
            invoiced_object: text(stated.invoiced_object.as_deref()),
            address: Address {
                street: text(stated.street.as_deref()),
                second_line: text(stated.unit.as_deref()),
                town: text(stated.town.as_deref()),
                postcode: text(stated.postcode.as_deref()),
            },
            contact: Contact { email: text(stated.email.as_deref()), ..Contact::default() },
            stated: stated.clone(),
        })
    }

    /// Whether it holds on this invoice date.
    pub(crate) fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether both are for the same, on some day.
    pub(crate) fn clashes_with(&self, other: &Self) -> bool {
        let (first, last) = (Date::MIN, Date::MAX);
        let begins_in_time = self.from.unwrap_or(first) <= other.to.unwrap_or(last);
        let ends_late_enough = other.from.unwrap_or(first) <= self.to.unwrap_or(last);
        self.municipality == other.municipality
            && self.charge == other.charge
            && begins_in_time
            && ends_late_enough
    }
}

pub(crate) fn text(stated: Option<&str>) -> Option<Text> {
    stated.and_then(|text| Text::parse(text).ok())
}

/// `0007:` and an organisation number, or `0088:` and a location number.
pub(crate) fn electronic_address(
    stated: &str,
    path: &str,
    faults: &mut Faults,
) -> Option<ElectronicAddress> {
    let address = match stated.trim().split_once(':') {
        Some(("0007", number)) => OrgNumber::parse(number).ok().map(ElectronicAddress::OrgNumber),
        Some(("0088", number)) => Gln::parse(number).ok().map(ElectronicAddress::Gln),
        _ => None,
    };
    if address.is_none() {
        faults.add(path, expected::PEPPOL);
    }
    address
}
