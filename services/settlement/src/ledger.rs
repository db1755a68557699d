//! What issuing a document means for the books: a balanced double entry. Pure.

use books::{Account, Prepared};
use domain::{ComponentCode, Money};
use settle::{DocumentKind, LineKey};

use crate::SettlementFault;

/// A posting: a debit is positive, a credit negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) account: Account,
    pub(crate) amount: Money,
}

/// The postings of a document; they add up to nothing. `pot` is the component that is saved up.
pub(crate) fn postings(
    prepared: &Prepared,
    pot: Option<&ComponentCode>,
) -> Result<Vec<Posting>, SettlementFault> {
    let whole = match prepared.document.key.kind {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    };
    let mut sums = vec![Posting { account: whole, amount: prepared.payable }];
    for line in &prepared.document.lines {
        let account = match &line.key {
            LineKey::CourseFee { component, .. } if Some(component) == pot => Account::TrainerPot,
            LineKey::CourseFee { .. } => Account::CourseFees,
            LineKey::FixedCost { .. } => Account::FixedCosts,
            LineKey::TrainerPot { .. } => Account::TrainerPot,
        };
        add(&mut sums, account, line.amount.negated()?)?;
    }
    for vat in &prepared.vat {
        add(&mut sums, vat.account, vat.amount.negated()?)?;
    }
    add(&mut sums, Account::Rounding, prepared.rounding.negated()?)?;
    sums.retain(|posting| !posting.amount.is_zero());
    let balance = Money::sum(sums.iter().map(|posting| posting.amount))?;
    if balance.is_zero() {
        Ok(sums)
    } else {
        Err(SettlementFault::Broken("the postings of a document add up to nothing"))
    }
}

fn add(sums: &mut Vec<Posting>, account: Account, amount: Money) -> Result<(), SettlementFault> {
    match sums.iter_mut().find(|posting| posting.account == account) {
        Some(posting) => posting.amount = posting.amount.plus(amount)?,
        None => sums.push(Posting { account, amount }),
    }
    Ok(())
}
