//! The ageing list: what each municipality has not paid on a day, by how long ago it should have been, held against the
//! ledger.

use std::collections::BTreeMap;

use books::Account;
use domain::{Date, Money, MoneyOverflow, MunicipalityCode};
use identity::Permission;
use tenancy::RegionScope;

use super::{Standing, owed_on};
use crate::{SettlementFault, store};

/// The ages, by the last day of each: not due, 1–30, 31–60, 61–90, over 90 days late.
const AGES: [Option<i64>; 5] = [Some(0), Some(30), Some(60), Some(90), None];

/// What is owed the region by its municipalities, on a day.
pub(crate) struct Ageing {
    pub(crate) at: Date,
    /// Those of which something is left.
    pub(crate) municipalities: Vec<AgedMunicipality>,
    /// Of all of them, by age.
    pub(crate) sums: [Money; 5],
    pub(crate) total: Money,
    /// The balance of the receivables in the ledger on that day.
    pub(crate) ledger: Money,
}

/// What is left of a municipality's documents.
pub(crate) struct AgedMunicipality {
    pub(crate) code: MunicipalityCode,
    /// As on its latest document.
    pub(crate) name: String,
    pub(crate) by_age: [Money; 5],
    pub(crate) total: Money,
}

/// The ageing list at the end of a day. What was credited is below zero.
pub(crate) async fn ageing(scope: &RegionScope, at: Date) -> Result<Ageing, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let documents = store::documents::all(&tx).await?;
    let paid = store::payments::sums_until(&tx, at).await?;
    let ledger = store::ledger::balance(&tx, Account::Receivables, at).await?;
    tx.rollback().await?;
    let mut own: BTreeMap<MunicipalityCode, AgedMunicipality> = BTreeMap::new();
    let owed = |kind| owed_on(kind) == Account::Receivables;
    for document in documents.iter().filter(|document| owed(document.kind)) {
        let paid = paid.get(&document.id).copied().unwrap_or_default();
        let mut standing = Standing::of(document, paid)?;
        if document.date > at {
            standing.payable = Money::ZERO;
        }
        let left = standing.left()?;
        if left.is_zero() {
            continue;
        }
        let row = own.entry(document.municipality).or_insert_with(|| AgedMunicipality {
            code: document.municipality,
            name: String::new(),
            by_age: [Money::ZERO; 5],
            total: Money::ZERO,
        });
        row.name.clone_from(&document.municipality_name);
        add(&mut row.by_age, age(standing.due, at), left)?;
        row.total = row.total.plus(left)?;
    }
    let municipalities: Vec<_> = own.into_values().collect();
    let mut sums = [Money::ZERO; 5];
    for row in &municipalities {
        for (at, amount) in row.by_age.into_iter().enumerate() {
            add(&mut sums, at, amount)?;
        }
    }
    Ok(Ageing { at, municipalities, sums, total: Money::sum(sums)?, ledger })
}

/// Which of the ages it is; what nobody has said a due date of is not due.
fn age(due: Option<Date>, at: Date) -> usize {
    let late = due.map_or(0, |due| at.signed_duration_since(due).num_days());
    let within = |last: &Option<i64>| last.is_none_or(|last| late <= last);
    AGES.iter().position(within).unwrap_or_default()
}

fn add(sums: &mut [Money; 5], at: usize, amount: Money) -> Result<(), MoneyOverflow> {
    if let Some(sum) = sums.get_mut(at) {
        *sum = sum.plus(amount)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_begin_the_day_after() {
        let day = |day| Date::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(day);
        let due = Some(day(0));
        for (days, expected) in
            [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4)]
        {
            assert_eq!(age(due, day(days)), expected, "{days}");
        }
        assert_eq!(age(None, day(365)), 0);
    }
}
