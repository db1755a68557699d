//! What goes with a document for ever: seller, recipient, due date and references as they were when it was issued.

use domain::{Date, OcrReference};
use serde::{Deserialize, Serialize};

use crate::{StatedRecipient, StatedSeller};

/// What a document was issued with. Kept as it was, whatever is set up later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Who sells.
    pub seller: StatedSeller,
    /// Where it goes; `None` where nobody had said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<StatedRecipient>,
    /// The day by which it is to be paid.
    pub due: Date,
    /// What the payer states: digits with their check digit.
    pub payment_reference: String,
    /// The documents that it corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preceding: Vec<Preceding>,
}

/// A document that came before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Preceding {
    /// Its number.
    pub number: String,
    /// The day when it was issued.
    pub issued: Date,
}

impl Envelope {
    /// The payment reference of a document: year and number, with a check digit.
    pub fn reference_of(year: i32, number: i64) -> Option<OcrReference> {
        OcrReference::of(&format!("{year}{number:06}")).ok()
    }
}
