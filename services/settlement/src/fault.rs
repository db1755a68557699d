//! Why something was not done. One enum for all use cases: what a caller can do is the same for each.

use books::BooksFault;
use domain::MoneyOverflow;
use graph::{FieldFault, Refusal};
use settle::SettleFault;
use tenancy::{GateFault, StoreFault};

use crate::recipients_file::FileFault;

/// Why a use case of settlement refused.
#[derive(Debug, thiserror::Error)]
pub enum SettlementFault {
    /// The gate or the database refused.
    #[error(transparent)]
    Gate(#[from] GateFault),
    /// The preview that was approved is not what would be issued now.
    #[error("something has changed since the preview; look at it again")]
    Changed,
    /// What is asked for cannot be.
    #[error("what is asked for is not valid")]
    Refused(Vec<FieldFault>),
    /// What was set up cannot be.
    #[error("the set-up is not valid")]
    Books(Vec<BooksFault>),
    /// A file of recipients is at fault.
    #[error("the file of recipients is not valid")]
    RecipientsFile(Vec<FileFault>),
    /// The region has two persons for each run, and nobody else has attested this one.
    #[error("somebody else must attest it first")]
    NotAttested,
    /// Something else was asked for under the same idempotency key.
    #[error("something else was asked for under that idempotency key")]
    OtherRequest,
    /// What was said in a field of the input cannot be.
    #[error("{0}: {1}")]
    Input(&'static str, &'static str),
    /// The cost is reversed already, or reverses another.
    #[error("it is reversed already, or reverses another")]
    Reversed,
    /// The set-up lacks what the documents need.
    #[error("the set-up lacks what the documents need; the preview tells what")]
    Incomplete,
    /// It is in another state by now.
    #[error("{0}")]
    Conflict(&'static str),
    /// The facts or the terms cannot be settled.
    #[error("the agreement cannot be settled")]
    Unsettled(#[from] SettleFault),
    /// An explanation cannot be written as JSON.
    #[error("an explanation cannot be written")]
    Unwritable(#[from] serde_json::Error),
    /// A document cannot be set on paper.
    #[error("a document cannot be set on paper")]
    Paper(#[from] paper::PaperFault),
    /// What would be written contradicts itself: nothing was.
    #[error("an invariant does not hold: {0}")]
    Broken(&'static str),
}

impl SettlementFault {
    /// A single fault of a single field of what was asked for.
    pub(crate) fn field(path: impl Into<String>, expected: &'static str) -> Self {
        Self::Refused(vec![FieldFault::new(path, expected)])
    }
}

impl From<StoreFault> for SettlementFault {
    fn from(fault: StoreFault) -> Self {
        Self::Gate(fault.into())
    }
}

impl From<MoneyOverflow> for SettlementFault {
    fn from(fault: MoneyOverflow) -> Self {
        Self::Unsettled(fault.into())
    }
}

impl From<SettlementFault> for Refusal {
    fn from(fault: SettlementFault) -> Self {
        match fault {
            SettlementFault::Gate(fault) => fault.into(),
            SettlementFault::Changed => {
                Self::Conflict("something has changed since the preview; look at it again")
            }
            SettlementFault::Books(faults) => {
                let field = |fault: BooksFault| {
                    FieldFault::new(in_input(&fault.path), fault.expected.english)
                };
                Self::InvalidInput(faults.into_iter().map(field).collect())
            }
            SettlementFault::Refused(faults) => Self::InvalidInput(faults),
            SettlementFault::RecipientsFile(faults) => {
                let field =
                    |fault: FileFault| FieldFault::new(in_file(&fault), fault.expected.english);
                Self::InvalidInput(faults.into_iter().map(field).collect())
            }
            SettlementFault::NotAttested => Self::Conflict("somebody else must attest it first"),
            SettlementFault::OtherRequest => {
                let expected = "expected a new key: something else was asked for under this one";
                Self::field("input.idempotencyKey", expected)
            }
            SettlementFault::Input(path, expected) => Self::field(path, expected),
            SettlementFault::Reversed => {
                Self::Conflict("it is reversed already, or reverses another")
            }
            SettlementFault::Incomplete => {
                Self::Conflict("the set-up lacks what the documents need; the preview tells what")
            }
            SettlementFault::Conflict(text) => Self::Conflict(text),
            SettlementFault::Unsettled(_)
            | SettlementFault::Unwritable(_)
            | SettlementFault::Paper(_)
            | SettlementFault::Broken(_) => Self::internal(fault),
        }
    }
}

/// `input.content[3].peppol`: the row of the file, and its column.
fn in_file(fault: &FileFault) -> String {
    let row = fault.row.map(|row| format!("[{row}]")).unwrap_or_default();
    let column = fault.column.as_ref().map(|column| format!(".{column}")).unwrap_or_default();
    format!("input.content{row}{column}")
}

/// `recipients[3].order_reference` as the API names it: `input.recipients[3].orderReference`.
fn in_input(path: &str) -> String {
    let mut named = "input.".to_owned();
    let mut upper = false;
    for letter in path.chars() {
        match letter {
            '_' => upper = true,
            letter if std::mem::take(&mut upper) => named.extend(letter.to_uppercase()),
            letter => named.push(letter),
        }
    }
    named
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_are_named_as_in_the_api() {
        let named = super::in_input("recipients[3].order_reference");
        assert_eq!(named, "input.recipients[3].orderReference");
    }
}
