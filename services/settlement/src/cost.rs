//! What an occasion, or the whole undertaking, has cost, and what that means for the books. Pure.

use books::Account;
use chrono::{DateTime, Utc};
use domain::{AgreementId, CostId, Date, Money};

use crate::SettlementFault;
use crate::ledger::{Cause, Entry, Posting};
use crate::record::OccasionName;

/// What was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CostKind {
    /// Rooms.
    Venue,
    /// Food and drink.
    Catering,
    /// What is handed out or used up.
    Material,
    /// A trainer whom nobody has lent.
    ProcuredTrainer,
    /// Anything else.
    Other,
}

/// What pays a cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CostPayer {
    /// What the year brings in.
    Income,
    /// What has been saved up as a buffer.
    Buffer,
}

impl CostKind {
    /// Every kind, in the order in which they are listed.
    pub(crate) const ALL: [Self; 5] =
        [Self::Venue, Self::Catering, Self::Material, Self::ProcuredTrainer, Self::Other];

    /// The word in columns, and the code of its postings.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Catering => "catering",
            Self::Material => "material",
            Self::ProcuredTrainer => "procured_trainer",
            Self::Other => "other",
        }
    }

    /// The kind that a column's word stands for.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl CostPayer {
    /// The word in columns.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Income => "income",
            Self::Buffer => "buffer",
        }
    }

    /// What a column's word stands for.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::Income, Self::Buffer].into_iter().find(|payer| payer.word() == word)
    }

    /// The account that the cost is taken from.
    pub(crate) const fn account(self) -> Account {
        match self {
            Self::Income => Account::ProjectCosts,
            Self::Buffer => Account::BufferFund,
        }
    }
}

/// A cost as it was recorded. Never changes: what was wrong is reversed.
#[derive(Clone, Debug)]
pub(crate) struct Cost {
    pub(crate) id: CostId,
    pub(crate) date: Date,
    pub(crate) kind: CostKind,
    pub(crate) description: String,
    /// An organisation.
    pub(crate) supplier: String,
    /// Without VAT; below zero where it reverses another.
    pub(crate) amount: Money,
    pub(crate) agreement: Option<AgreementId>,
    pub(crate) occasion: Option<OccasionName>,
    pub(crate) paid_by: CostPayer,
    pub(crate) recorded_at: DateTime<Utc>,
    /// By name; empty where they are erased, and before it is written.
    pub(crate) recorded_by: String,
    pub(crate) reverses: Option<CostId>,
    pub(crate) reversed_by: Option<CostId>,
}

impl Cost {
    /// Whether the buffer pays it.
    pub(crate) fn is_of_buffer(&self) -> bool {
        self.paid_by == CostPayer::Buffer
    }

    /// What is posted: what it was for, against what is owed for it.
    pub(crate) fn entry(&self) -> Result<Entry, SettlementFault> {
        let posting = |account, amount| Posting {
            account,
            municipality: None,
            code: Some(self.kind.word().to_owned()),
            amount,
        };
        let description = format!("{}, {}", self.description, self.supplier);
        let owed = self.amount.negated()?;
        let postings =
            vec![posting(self.paid_by.account(), self.amount), posting(Account::CostsOwed, owed)];
        Entry::try_new(Cause::Cost(self.id), self.date, description, postings)
    }
}

/// What a fund has held at the least on a day and ever since, by what was put in and taken out on which day, in order.
pub(crate) fn least_since(day: Date, moves: &[(Date, Money)]) -> Result<Money, SettlementFault> {
    let mut held = Money::ZERO;
    let mut least: Option<Money> = None;
    for (date, amount) in moves {
        if *date > day {
            least = Some(least.map_or(held, |least| least.min(held)));
        }
        held = held.plus(*amount)?;
    }
    Ok(least.map_or(held, |least| least.min(held)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fund_holds_the_least_that_it_comes_to() {
        let day = |day| Date::from_ymd_opt(2026, 1, day).unwrap();
        let moves = [(2, 100), (4, -60), (6, 30)].map(|(at, ore)| (day(at), Money::from_ore(ore)));
        for (at, least) in [(1, 0), (2, 40), (3, 40), (4, 40), (5, 40), (6, 70), (9, 70)] {
            assert_eq!(least_since(day(at), &moves).unwrap(), Money::from_ore(least), "{at}");
        }
        assert_eq!(least_since(day(1), &[]).unwrap(), Money::ZERO);
    }
}
