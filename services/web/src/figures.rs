//! Counts as the API gives them, written for Swedish readers.

use domain::swedish;

/// A count, grouped. Counts are never negative.
pub(crate) fn count(number: i64) -> String {
    swedish::grouped(number.unsigned_abs())
}

/// A count with its noun in the right number: `1 rad`, `2 rader`.
pub(crate) fn counted(number: i64, one: &str, several: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { several })
}
