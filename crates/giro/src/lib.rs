//! What the bank tells of money that came in: bankgiro's `BgMax` files, read and added up.
//!
//! Owns: the records of a `BgMax` file, their order, and that their counts and sums agree.
//! Publishes: [`read()`], [`PaymentFile`] and its parts.
//! Deliberately absent: input and output, the clock, and what a reference stands for: it knows no document.
#![deny(missing_docs, clippy::arithmetic_side_effects)]

mod payment_file;
mod read;
mod record;

pub use payment_file::{Deposit, Payment, PaymentFile, PaymentKind};
pub use read::{ReadFault, Why, read};
