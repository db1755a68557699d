//! What nobody has chosen, and what a document cannot do without.

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
