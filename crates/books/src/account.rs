//! The ledger's accounts, and what they are called in the region's own accounting system.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sie::AccountNumber;

use crate::expected;
use crate::fault::Faults;

/// An account of the ledger. Its number is that of the BAS chart of accounts, until the region says another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// What municipalities owe.
    Receivables,
    /// What has been paid, by the bank.
    Bank,
    /// What municipalities are owed.
    Payables,
    /// VAT of 25 per cent that is owed to the state.
    Vat25,
    /// VAT of 12 per cent.
    Vat12,
    /// VAT of 6 per cent.
    Vat6,
    /// What has been collected for lent trainers and not been shared out.
    TrainerPot,
    /// What has been collected as a buffer and not been used.
    BufferFund,
    /// What occasions have cost and is paid from the region's own books.
    CostsOwed,
    /// Course fees but what is saved up.
    CourseFees,
    /// Parts of yearly costs.
    FixedCosts,
    /// What the region has taken off a charge, and bears itself.
    Reductions,
    /// What rounding to whole kronor adds or takes away.
    Rounding,
    /// What occasions have cost.
    ProjectCosts,
}

/// A text that names no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ledger has no such account")]
pub struct UnknownAccount;

impl Account {
    /// Every account, by number.
    pub const ALL: [Self; 14] = [
        Self::Receivables,
        Self::Bank,
        Self::Payables,
        Self::Vat25,
        Self::Vat12,
        Self::Vat6,
        Self::TrainerPot,
        Self::BufferFund,
        Self::CostsOwed,
        Self::CourseFees,
        Self::FixedCosts,
        Self::Reductions,
        Self::Rounding,
        Self::ProjectCosts,
    ];

    /// The account's number in the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receivables => "1510",
            Self::Bank => "1930",
            Self::Payables => "2440",
            Self::Vat25 => "2611",
            Self::Vat12 => "2621",
            Self::Vat6 => "2631",
            Self::TrainerPot => "2890",
            Self::BufferFund => "2895",
            Self::CostsOwed => "2990",
            Self::CourseFees => "3010",
            Self::FixedCosts => "3020",
            Self::Reductions => "3730",
            Self::Rounding => "3740",
            Self::ProjectCosts => "4010",
        }
    }

    /// The account's name, in Swedish as on a chart of accounts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receivables => "Fordringar på kommuner",
            Self::Bank => "Bank",
            Self::Payables => "Skulder till kommuner",
            Self::Vat25 => "Utgående moms 25 %",
            Self::Vat12 => "Utgående moms 12 %",
            Self::Vat6 => "Utgående moms 6 %",
            Self::TrainerPot => "Utbildarpott",
            Self::BufferFund => "Buffert",
            Self::CostsOwed => "Kostnader att betala",
            Self::CourseFees => "Kursavgifter",
            Self::FixedCosts => "Fasta kostnader",
            Self::Reductions => "Nedsättningar",
            Self::Rounding => "Öresavrundning",
            Self::ProjectCosts => "Kostnader för kurstillfällen",
        }
    }

    /// The account with this number in the ledger.
    pub fn of_code(code: &str) -> Result<Self, UnknownAccount> {
        Self::ALL.into_iter().find(|account| account.code() == code).ok_or(UnknownAccount)
    }
}

/// What an account is called in the region's own accounting system, as files and forms state it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedAccount {
    /// Which.
    pub account: Account,
    /// Its number there: digits.
    pub number: String,
    /// What goes with each posting: the number of the dimension and the object's, `1 = "4711"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dimensions: BTreeMap<String, String>,
}

/// What an account is called in the region's own accounting system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRule {
    /// Which.
    pub account: Account,
    /// Its number there.
    pub number: AccountNumber,
    /// Dimensions and objects, by the dimension's number.
    pub dimensions: BTreeMap<u32, String>,
}

impl AccountRule {
    pub(crate) fn parse(stated: &StatedAccount, path: &str, faults: &mut Faults) -> Option<Self> {
        let number = AccountNumber::parse(stated.number.trim());
        let number = faults.read(&format!("{path}.number"), expected::ACCOUNT_NUMBER, number);
        let mut dimensions = BTreeMap::new();
        for (dimension, object) in &stated.dimensions {
            let at = format!("{path}.dimensions");
            let parsed = faults.read(&at, expected::DIMENSION, dimension.parse());
            if let Some(dimension) = parsed {
                dimensions.insert(dimension, object.trim().to_owned());
            }
        }
        Some(Self { account: stated.account, number: number?, dimensions })
    }
}
