//! A file of vouchers, whole.

use domain::{Date, Money, MoneyOverflow, OrgNumber, Period};
use rust_decimal::Decimal;

use crate::{Account, AccountNumber, Dimension, Object};

/// A file of vouchers for another program to take in (type 4I).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherFile {
    /// What wrote it.
    pub program: Program,
    /// The day when it was written.
    pub generated: Date,
    /// The company that the vouchers are of.
    pub company: String,
    /// Its organisation number.
    pub org_number: OrgNumber,
    /// The year of accounts that the vouchers fall in.
    pub fiscal_year: Period,
    /// The kind of chart of accounts, as `BAS2025`.
    pub chart: Option<String>,
    /// Every account that a transaction names, and further ones.
    pub accounts: Vec<Account>,
    /// Every dimension that an object is of.
    pub dimensions: Vec<Dimension>,
    /// Every object that a transaction names.
    pub objects: Vec<Object>,
    /// The vouchers.
    pub vouchers: Vec<Voucher>,
}

/// What wrote a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A voucher: transactions that sum to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// The series; empty lets the reader choose.
    pub series: String,
    /// The number within the series; none lets the reader give the next.
    pub number: Option<u64>,
    /// The day that it counts for.
    pub date: Date,
    /// What it is.
    pub text: String,
    /// Its rows.
    pub transactions: Vec<Transaction>,
}

impl Voucher {
    /// The sum of its rows: nothing, if it balances.
    pub fn balance(&self) -> Result<Money, MoneyOverflow> {
        Money::sum(self.transactions.iter().map(|row| row.amount))
    }
}

/// A row of a voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// The account.
    pub account: AccountNumber,
    /// The objects: a dimension's number and the object's code each.
    pub objects: Vec<(u32, String)>,
    /// Debit above zero, credit below.
    pub amount: Money,
    /// The day of the row, where it is another than the voucher's.
    pub date: Option<Date>,
    /// What it is, where it is more than the voucher's text.
    pub text: Option<String>,
    /// How many or how much, as a number of participants.
    pub quantity: Option<Decimal>,
}
