//! Documents that the product writes break no rule, and each rule finds what breaks it.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may fail loudly"
)]

mod any;
mod broken;
mod documents;
mod every_rule;
mod totals;
mod written;
