//! Vouchers for accounting systems: SIE 4I files, written, and read back to prove them.
//!
//! Owns: vouchers with their accounts, dimensions and objects; the file's records and their order; code page 437.
//! Publishes: [`VoucherFile`] and its parts, [`write()`], [`read()`], [`clean`].
//! Deliberately absent: input and output, the clock, charts of accounts (each region has its own), balances and
//! everything else that only full exports (4E) have.
#![deny(missing_docs, clippy::arithmetic_side_effects)]

mod account;
mod codepage;
mod fields;
mod read;
mod text;
mod voucher;
mod write;

pub use account::{Account, AccountFault, AccountNumber, Dimension, Object};
pub use read::{ReadFault, read};
pub use text::clean;
pub use voucher::{Program, Transaction, Voucher, VoucherFile};
pub use write::{WriteFault, write};
