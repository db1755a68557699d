//! What kind of thing the set-up of the books lacks, as the API names it.

use serde::Deserialize;

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum MissingKind {
    Seller,
    VatNumber,
    Vat,
    Recipient,
}
