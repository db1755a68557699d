//! What is wrong with a set-up, and where.

use crate::expected::{self, Expected};
use domain::Date;

/// Something in a set-up that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: expected {}", expected.english)]
pub struct BooksFault {
    /// Where: `seller.bankgiro`, `recipients[3].peppol`.
    pub path: String,
    /// What was expected there.
    pub expected: Expected,
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(crate) struct Faults(pub(crate) Vec<BooksFault>);

impl Faults {
    pub(crate) fn add(&mut self, path: &str, expected: Expected) {
        self.0.push(BooksFault { path: path.to_owned(), expected });
    }

    /// The value, or a fault at `path`.
    pub(crate) fn read<T, E>(
        &mut self,
        path: &str,
        expected: Expected,
        read: Result<T, E>,
    ) -> Option<T> {
        if read.is_err() {
            self.add(path, expected);
        }
        read.ok()
    }

    /// The value of what may be left out.
    pub(crate) fn read_some<T, E>(
        &mut self,
        path: &str,
        expected: Expected,
        text: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.read(path, expected, read(text))
    }

    /// Both ends, the last not before the first.
    pub(crate) fn term(&mut self, path: &str, from: Option<Date>, to: Option<Date>) {
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.add(path, expected::LAST_DAY);
        }
    }
}
