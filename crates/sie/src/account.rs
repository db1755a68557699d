//! Accounts, and what they are divided by.

use std::fmt;

/// An account of the region's chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub number: AccountNumber,
    /// Its name.
    pub name: String,
}

/// The number of an account: digits, as many as the chart has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(String);

/// Why a text is no account number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an account number is one to ten digits")]
pub struct AccountFault;

impl AccountNumber {
    /// The account number in `text`.
    pub fn parse(text: &str) -> Result<Self, AccountFault> {
        let is_number =
            (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { Ok(Self(text.to_owned())) } else { Err(AccountFault) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What amounts are divided by besides accounts, as cost centres (1) or projects (6); from 20 they are free to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
}

/// One of a dimension's parts, as a certain project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// The dimension's number.
    pub dimension: u32,
    /// The object's code.
    pub code: String,
    /// The object's name.
    pub name: String,
}
