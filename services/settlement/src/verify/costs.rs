//! What is to be posted of each cost.

use books::Account;
use domain::MoneyOverflow;

use super::{Expected, Sums};
use crate::cost::Cost;
use crate::ledger::Cause;

/// Adds what is expected.
pub(super) fn expect(costs: &[Cost], expected: &mut Expected) -> Result<(), MoneyOverflow> {
    for cost in costs {
        let mut sums = Sums::default();
        sums.add(cost.paid_by.account(), cost.amount)?;
        sums.add(Account::CostsOwed, cost.amount.negated()?)?;
        expected.insert(Cause::Cost(cost.id), (format!("cost of {}", cost.date), sums));
    }
    Ok(())
}
