//! Who sells and who buys: names, numbers, addresses. All are in Sweden.

use std::fmt;

use domain::{Gln, OrgNumber};

use crate::Text;

/// A party of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The registered name.
    pub name: Text,
    /// The organisation number.
    pub org_number: OrgNumber,
    /// The VAT number; left out of documents outside the scope of VAT, which must not name any (BR-O-02).
    pub vat_number: Option<VatNumber>,
    /// Where the document is sent, or comes from, on the Peppol network.
    pub electronic_address: ElectronicAddress,
    /// The postal address.
    pub address: Address,
    /// Whom to ask.
    pub contact: Contact,
}

/// The party that sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// The party.
    pub party: Party,
    /// Whether it is approved for F-tax, which the document then says (SE-R-005).
    pub f_tax: bool,
}

/// An address on the Peppol network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ElectronicAddress {
    /// By organisation number (0007).
    OrgNumber(OrgNumber),
    /// By location number (0088).
    Gln(Gln),
}

impl ElectronicAddress {
    /// The scheme's number in the list of electronic address schemes.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::OrgNumber(_) => "0007",
            Self::Gln(_) => "0088",
        }
    }

    /// The address within its scheme, digits only.
    pub fn value(self) -> String {
        match self {
            Self::OrgNumber(number) => number.digits(),
            Self::Gln(number) => number.to_string(),
        }
    }
}

/// A postal address in Sweden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street or box.
    pub street: Option<Text>,
    /// A second line, as a unit or a reference.
    pub second_line: Option<Text>,
    /// The post town.
    pub town: Option<Text>,
    /// The postcode.
    pub postcode: Option<Text>,
}

/// Whom to ask about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A person or an office.
    pub name: Option<Text>,
    /// Telephone.
    pub phone: Option<Text>,
    /// E-mail.
    pub email: Option<Text>,
}

/// A Swedish VAT number: SE, an organisation number and two digits, nearly always 01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VatNumber {
    org_number: OrgNumber,
    suffix: u8,
}

/// Why a text is not a Swedish VAT number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a Swedish VAT number is SE, the organisation number and two digits, SE212000265001")]
pub struct VatNumberFault;

impl VatNumber {
    /// The number that the holder of `org_number` has when it has one.
    pub const fn of(org_number: OrgNumber) -> Self {
        Self { org_number, suffix: 1 }
    }

    /// The VAT number in `text`.
    pub fn parse(text: &str) -> Result<Self, VatNumberFault> {
        let digits = text.strip_prefix("SE").ok_or(VatNumberFault)?;
        if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(VatNumberFault);
        }
        let (org_number, suffix) = digits.split_at_checked(10).ok_or(VatNumberFault)?;
        Ok(Self {
            org_number: OrgNumber::parse(org_number).map_err(|_| VatNumberFault)?,
            suffix: suffix.parse().map_err(|_| VatNumberFault)?,
        })
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SE{}{:02}", self.org_number.digits(), self.suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vat_numbers_hold_an_organisation_number() {
        let number = VatNumber::parse("SE212000265001").unwrap();
        assert_eq!(number.to_string(), "SE212000265001");
        assert_eq!(number, VatNumber::of(OrgNumber::parse("212000-2650").unwrap()));
        for text in ["", "SE", "212000265001", "SE212000265101", "SE2120002650", "SE21200026500é"]
        {
            assert_eq!(VatNumber::parse(text), Err(VatNumberFault), "{text}");
        }
    }
}
