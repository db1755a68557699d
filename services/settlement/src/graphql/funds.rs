//! The buffer and the trainer pot as funds, as clients see them.

use async_graphql::SimpleObject;
use domain::swedish;
use graph::{Money, Municipality};
use tenancy::Municipalities;

use super::costs::Cost;
use crate::funds;

/// What is saved up, and not income.
#[derive(SimpleObject)]
pub(super) struct Funds {
    /// The code of the component that is saved up as a buffer from the next run on; null where none is.
    buffer_component: Option<String>,
    /// Latest year first.
    buffer: Vec<FundYear>,
    /// Latest year first.
    trainer_pot: Vec<FundYear>,
}

/// What a fund got and gave in a year, by the dates of documents and costs.
#[derive(SimpleObject)]
struct FundYear {
    year: i32,
    collected: Money,
    /// What it paid for, or shared out.
    used: Money,
    /// What it held when the year ended.
    balance: Money,
    /// What each municipality put in, by name.
    municipalities: Vec<FundShare>,
    /// What it paid for, latest first.
    costs: Vec<Cost>,
}

/// What a municipality put in.
#[derive(SimpleObject)]
struct FundShare {
    municipality: Municipality,
    amount: Money,
}

impl Funds {
    pub(super) fn show(told: funds::Funds, names: &Municipalities) -> Self {
        let years = |years: Vec<funds::FundYear>| {
            years.into_iter().map(|year| FundYear::show(year, names)).collect()
        };
        Self {
            buffer_component: told.component,
            buffer: years(told.buffer),
            trainer_pot: years(told.pot),
        }
    }
}

impl FundYear {
    fn show(told: funds::FundYear, names: &Municipalities) -> Self {
        let share = |(code, amount)| FundShare {
            municipality: Municipality::named(code, names),
            amount: Money(amount),
        };
        let mut municipalities: Vec<_> = told.by_municipality.into_iter().map(share).collect();
        municipalities.sort_by_cached_key(|share| swedish::sort_key(&share.municipality.name));
        Self {
            year: told.year,
            collected: Money(told.collected),
            used: Money(told.used),
            balance: Money(told.balance),
            municipalities,
            costs: told.costs.into_iter().map(Cost::show).collect(),
        }
    }
}
