//! Who sells: the region's body, as its documents name it, and how it wants to be paid.

use domain::{Bankgiro, OrgNumber};
use einvoice::{Address, Contact, Party, Rounding, Text, VatNumber};
use serde::{Deserialize, Serialize};

use crate::expected;
use crate::fault::Faults;
use crate::recipient::{electronic_address, text};

/// The seller, as files and forms state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedSeller {
    /// The registered name.
    pub name: String,
    /// The organisation number.
    pub org_number: String,
    /// The VAT number, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Whether it is approved for F-tax.
    #[serde(default)]
    pub f_tax: bool,
    /// Where e-invoices come from: `0007:2220001234` or `0088:7350000000009`.
    pub peppol: String,
    /// Street or box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Post town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// Whom to ask: a person or an office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Their telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The bankgiro to pay to.
    pub bankgiro: String,
    /// Days from issue to the due date.
    #[serde(default = "thirty")]
    pub payment_days: u16,
    /// Whether the amount to pay is rounded to whole kronor.
    #[serde(default)]
    pub whole_kronor: bool,
}

const fn thirty() -> u16 {
    30
}

/// Who sells, and how it is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// As documents name it.
    pub party: einvoice::Seller,
    /// Where it is paid to.
    pub bankgiro: Bankgiro,
    /// Days from issue to the due date.
    pub payment_days: u16,
    /// Whether the amount to pay is rounded.
    pub rounding: Rounding,
    /// As it was stated.
    pub stated: StatedSeller,
}

impl Seller {
    pub(crate) fn parse(stated: &StatedSeller, faults: &mut Faults) -> Option<Self> {
        let at = |name: &str| format!("seller.{name}");
        let name = faults.read(&at("name"), expected::NAME, Text::parse(&stated.name));
        let org_number = OrgNumber::parse(stated.org_number.trim());
        let org_number = faults.read(&at("org_number"), expected::ORG_NUMBER, org_number);
        let vat_number = stated.vat_number.as_deref();
        let expected = expected::VAT_NUMBER;
        let vat_number =
            faults.read_some(&at("vat_number"), expected, vat_number, VatNumber::parse);
        let peppol = electronic_address(&stated.peppol, &at("peppol"), faults);
        let bankgiro = Bankgiro::parse(stated.bankgiro.trim());
        let bankgiro = faults.read(&at("bankgiro"), expected::BANKGIRO, bankgiro);
        if !(1..=365).contains(&stated.payment_days) {
            faults.add(&at("payment_days"), expected::PAYMENT_DAYS);
        }
        let party = Party {
            name: name?,
            org_number: org_number?,
            vat_number,
            electronic_address: peppol?,
            address: Address {
                street: text(stated.street.as_deref()),
                second_line: None,
                town: text(stated.town.as_deref()),
                postcode: text(stated.postcode.as_deref()),
            },
            contact: Contact {
                name: text(stated.contact.as_deref()),
                phone: text(stated.phone.as_deref()),
                email: text(stated.email.as_deref()),
            },
        };
        Some(Self {
            party: einvoice::Seller { party, f_tax: stated.f_tax },
            bankgiro: bankgiro?,
            payment_days: stated.payment_days,
            stated: stated.clone(),
            rounding: if stated.whole_kronor { Rounding::WholeKronor } else { Rounding::Exact },
        })
    }
}
