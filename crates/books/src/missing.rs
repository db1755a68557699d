//! What nobody has chosen, and what a document cannot do without.

use std::fmt;

use domain::MunicipalityCode;
use settle::LineKind;

/// Something that is to be chosen before a document is issued.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Who sells.
    Seller,
    /// The seller's VAT number, which what is taxed or exempt needs.
    VatNumber,
    /// How a charge stands to VAT.
    Vat {
        /// Its kind.
        charge: LineKind,
        /// The component's code, or the yearly cost's name.
        code: String,
    },
    /// Where a municipality wants a kind of charge.
    Recipient {
        /// Whose.
        municipality: MunicipalityCode,
        /// Which.
        charge: LineKind,
    },
}

/// For whoever runs commands: what to set up, by its key in a case.
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seller => write!(f, "books.seller is missing"),
            Self::VatNumber => write!(f, "books.seller.vat_number is missing"),
            Self::Vat { charge, code } => {
                write!(f, "books.vat is missing for {}, code {code}", charge.word())
            }
            Self::Recipient { municipality, charge } => {
                write!(f, "books.recipients is missing for {municipality}, {}", charge.word())
            }
        }
    }
}
