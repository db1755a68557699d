//! What the set-up lacks, as clients see it.

use async_graphql::{Enum, SimpleObject};
use books::Missing;
use graph::Municipality;
use tenancy::Municipalities;

use super::shared::LineKind;

/// What kind of thing is missing.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MissingKind {
    /// Who sells.
    Seller,
    /// The seller's VAT number, which what is taxed or exempt needs.
    VatNumber,
    /// How a charge stands to VAT.
    Vat,
    /// Where a municipality wants a kind of charge.
    Recipient,
}

/// Something that is to be set up.
#[derive(SimpleObject)]
pub(super) struct MissingSetup {
    kind: MissingKind,
    municipality: Option<Municipality>,
    charge: Option<LineKind>,
    /// The component's code, or the yearly cost's name.
    code: Option<String>,
}

impl MissingSetup {
    pub(super) fn show(missing: &Missing, names: &Municipalities) -> Self {
        let of = |kind| Self { kind, municipality: None, charge: None, code: None };
        match missing {
            Missing::Seller => of(MissingKind::Seller),
            Missing::VatNumber => of(MissingKind::VatNumber),
            Missing::Vat { charge, code } => Self {
                charge: Some((*charge).into()),
                code: Some(code.clone()),
                ..of(MissingKind::Vat)
            },
            Missing::Recipient { municipality, charge } => Self {
                municipality: Some(Municipality::named(*municipality, names)),
                charge: Some((*charge).into()),
                ..of(MissingKind::Recipient)
            },
        }
    }
}
