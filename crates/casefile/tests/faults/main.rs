//! What can be wrong with a case, each with its file, row and column; and cases that come back as
//! they were written.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may fail loudly"
)]

mod anything;
mod case;
mod changes;
mod duplicates;
mod encodings;
mod files;
mod round_trip;
mod rows;
mod several;
