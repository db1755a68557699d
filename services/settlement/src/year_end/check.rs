//! Holding what documents and costs come to against what the ledger says of the same year, account by account. Pure.

use std::collections::BTreeMap;

use books::Account;
use domain::{Money, MoneyOverflow};
use settle::DocumentKind;

use crate::SettlementFault;
use crate::charged::Charged;
use crate::cost::Cost;
use crate::store::balances::Balance;
use crate::store::charged::Added;

/// What an account comes to by both; VAT is one account, whatever its rates. A debit is positive.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Checked {
    pub(crate) account: Option<Account>,
    /// When the year began.
    pub(crate) opening: Money,
    /// What documents and costs come to.
    pub(crate) due: Money,
    /// What the ledger says of those.
    pub(crate) posted: Money,
    /// What else moved money: payments.
    pub(crate) other: Money,
    /// When the year ended.
    pub(crate) closing: Money,
}

type ByAccount = BTreeMap<Account, Checked>;

/// Every account that has anything, by number.
pub(crate) fn check<'a>(
    charged: impl Iterator<Item = &'a Charged>,
    added: &Added,
    costs: impl Iterator<Item = &'a Cost>,
    posted: Vec<Balance>,
) -> Result<Vec<Checked>, SettlementFault> {
    let mut accounts = ByAccount::new();
    for one in charged {
        owe(&mut accounts, whole(one.document), one.amount)?;
        owe(&mut accounts, one.account, one.amount.negated()?)?;
    }
    for ((_, document), (vat, rounding)) in added {
        owe(&mut accounts, whole(*document), vat.plus(*rounding)?)?;
        owe(&mut accounts, Account::Vat25, vat.negated()?)?;
        owe(&mut accounts, Account::Rounding, rounding.negated()?)?;
    }
    for cost in costs {
        owe(&mut accounts, cost.paid_by.account(), cost.amount)?;
        owe(&mut accounts, Account::CostsOwed, cost.amount.negated()?)?;
    }
    for balance in posted {
        let own = at(&mut accounts, balance.account);
        own.opening = own.opening.plus(balance.opening)?;
        own.closing = own.closing.plus(balance.opening)?.plus(balance.moved)?;
        if balance.is_told {
            own.posted = own.posted.plus(balance.moved)?;
        } else {
            own.other = own.other.plus(balance.moved)?;
        }
    }
    let told = accounts.into_iter().map(|(account, own)| Checked { account: Some(account), ..own });
    let none = |own: &Checked| {
        [own.opening, own.due, own.posted, own.other].iter().all(|amount| amount.is_zero())
    };
    Ok(told.filter(|own| !none(own)).collect())
}

/// What a document is posted on as a whole.
const fn whole(document: DocumentKind) -> Account {
    match document {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    }
}

fn owe(accounts: &mut ByAccount, account: Account, amount: Money) -> Result<(), MoneyOverflow> {
    let own = at(accounts, account);
    own.due = own.due.plus(amount)?;
    Ok(())
}

fn at(accounts: &mut ByAccount, account: Account) -> &mut Checked {
    let account = match account {
        Account::Vat25 | Account::Vat12 | Account::Vat6 => Account::Vat25,
        other => other,
    };
    accounts.entry(account).or_default()
}
