//! Counts as the API gives them, written for Swedish readers.

use domain::swedish;

/// A count, grouped. Counts are never negative.
pub(crate) fn count(number: i64) -> String {
    swedish::grouped(number.unsigned_abs())
}
