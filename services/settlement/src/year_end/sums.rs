//! What was charged by kind and component, and what was paid by kind of cost. Pure.

use books::Account;
use domain::Money;
use settle::LineKind;

use crate::SettlementFault;
use crate::charged::Charged;
use crate::cost::{Cost, CostKind, CostPayer};

/// What a component, a yearly cost or the pot's shares came to.
#[derive(Clone, Debug)]
pub(crate) struct ChargedSum {
    pub(crate) kind: LineKind,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) account: Account,
    pub(crate) amount: Money,
}

impl ChargedSum {
    /// Whether it is neither saved up nor shared out.
    pub(crate) const fn is_income(&self) -> bool {
        !matches!(self.account, Account::TrainerPot | Account::BufferFund)
    }

    /// Whether it is what the region has taken off.
    pub(crate) const fn is_reduction(&self) -> bool {
        matches!(self.account, Account::Reductions)
    }
}

/// By kind, account and code, in order.
pub(crate) fn charged_sums<'a>(
    charged: impl Iterator<Item = &'a Charged>,
) -> Result<Vec<ChargedSum>, SettlementFault> {
    let mut sums: Vec<ChargedSum> = Vec::new();
    for one in charged {
        let same = |sum: &&mut ChargedSum| {
            sum.kind == one.kind && sum.code == one.code && sum.account == one.account
        };
        match sums.iter_mut().find(same) {
            Some(sum) => sum.amount = sum.amount.plus(one.amount)?,
            None => sums.push(ChargedSum {
                kind: one.kind,
                code: one.code.clone(),
                name: one.name.clone(),
                account: one.account,
                amount: one.amount,
            }),
        }
    }
    sums.sort_by(|a, b| (a.account, a.kind, &a.code).cmp(&(b.account, b.kind, &b.code)));
    Ok(sums)
}

/// What the income has paid for; kinds of which there is nothing are left out.
pub(crate) fn costs<'a>(
    costs: impl Iterator<Item = &'a Cost>,
) -> Result<Vec<(CostKind, Money)>, SettlementFault> {
    let paid: Vec<&Cost> = costs.filter(|cost| cost.paid_by == CostPayer::Income).collect();
    let mut sums = Vec::new();
    for kind in CostKind::ALL {
        let own = paid.iter().filter(|cost| cost.kind == kind);
        let sum = Money::sum(own.map(|cost| cost.amount))?;
        if !sum.is_zero() {
            sums.push((kind, sum));
        }
    }
    Ok(sums)
}
