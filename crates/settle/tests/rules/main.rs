//! The rules of settlement as properties, and the three cases as they must come out.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests may fail loudly"
)]

mod cases;
mod difference;
mod scenario;
mod settling;
mod sharing;
