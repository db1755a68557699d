//! What a file tells, once it has been read and its sums have been found to agree.

use domain::{Date, Money};

/// A file of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFile {
    /// Whether it says of itself that it is a test.
    pub is_test: bool,
    /// What was put into accounts, in the file's order.
    pub deposits: Vec<Deposit>,
}

impl PaymentFile {
    /// Every payment with the deposit that it came in by, in the file's order.
    pub fn payments(&self) -> impl Iterator<Item = (&Deposit, &Payment)> {
        self.deposits
            .iter()
            .flat_map(|deposit| deposit.payments.iter().map(move |payment| (deposit, payment)))
    }
}

/// What was put into an account on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// The receiver's bankgiro number: its digits, without zeros before them.
    pub bankgiro: String,
    /// The day.
    pub date: Date,
    /// How much in all: the payments less the deductions.
    pub amount: Money,
    /// The payments.
    pub payments: Vec<Payment>,
}

/// Whether money came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentKind {
    /// It came.
    Paid,
    /// It was taken off: the payer has used a credit.
    Deducted,
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The line of the file that it begins on; the first is 1.
    pub line: usize,
    /// Whether money came or went.
    pub kind: PaymentKind,
    /// What the payer states, as it stands; empty where nothing does.
    pub reference: String,
    /// Whether more references follow, so that it cannot be told what is paid by how much.
    pub has_more_references: bool,
    /// How much; never below zero.
    pub amount: Money,
    /// The bank's own number of it, where it has one.
    pub serial: Option<String>,
    /// Who pays, where the file says so.
    pub payer: Option<String>,
}
