//! The ledger's sums, as clients see them.

use async_graphql::SimpleObject;
use graph::{Money, Refusal};

use crate::SettlementFault;
use crate::store::ledger::AccountSums;

/// Sums of the ledger's accounts.
#[derive(SimpleObject)]
pub(super) struct Ledger {
    /// Whether debits equal credits.
    balanced: bool,
    /// By number.
    accounts: Vec<LedgerAccount>,
}

/// What was posted on an account.
#[derive(SimpleObject)]
struct LedgerAccount {
    code: String,
    name: String,
    debit: Money,
    credit: Money,
    /// Debit less credit.
    balance: Money,
}

impl Ledger {
    pub(super) fn show(sums: &[AccountSums]) -> Result<Self, Refusal> {
        let mut balance = domain::Money::ZERO;
        let mut accounts = Vec::with_capacity(sums.len());
        for sum in sums {
            let own = sum.debit.minus(sum.credit).map_err(SettlementFault::from)?;
            balance = balance.plus(own).map_err(SettlementFault::from)?;
            accounts.push(LedgerAccount {
                code: sum.account.code().to_owned(),
                name: sum.account.name().to_owned(),
                debit: Money(sum.debit),
                credit: Money(sum.credit),
                balance: Money(own),
            });
        }
        Ok(Self { balanced: balance.is_zero(), accounts })
    }
}
