//! What issuing a document means for the books: a balanced double entry. Pure.

use domain::{ComponentCode, Money};
use settle::{Document, DocumentKind, LineKey};

use crate::SettlementFault;

/// An account of the ledger, numbered as in the BAS chart of accounts that Swedish municipalities' partners use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Account {
    /// What municipalities owe.
    Receivables,
    /// What municipalities are owed.
    Payables,
    /// What has been collected for lent trainers and not been shared out.
    TrainerPot,
    /// Course fees but the pot's component.
    CourseFees,
    /// Parts of yearly costs.
    FixedCosts,
}

impl Account {
    pub(crate) const ALL: [Self; 5] =
        [Self::Receivables, Self::Payables, Self::TrainerPot, Self::CourseFees, Self::FixedCosts];

    /// The account's number.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Receivables => "1510",
            Self::Payables => "2440",
            Self::TrainerPot => "2890",
            Self::CourseFees => "3010",
            Self::FixedCosts => "3020",
        }
    }

    /// The account's name, in Swedish as on a chart of accounts.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Receivables => "Fordringar på kommuner",
            Self::Payables => "Skulder till kommuner",
            Self::TrainerPot => "Utbildarpott",
            Self::CourseFees => "Kursavgifter",
            Self::FixedCosts => "Fasta kostnader",
        }
    }
}

/// A posting: a debit is positive, a credit negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) account: Account,
    pub(crate) amount: Money,
}

/// The postings of a document; they add up to nothing. `pot` is the component that is saved up.
pub(crate) fn postings(
    document: &Document,
    pot: Option<&ComponentCode>,
) -> Result<Vec<Posting>, SettlementFault> {
    let whole = match document.key.kind {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    };
    let mut sums = vec![Posting { account: whole, amount: document.total()? }];
    for line in &document.lines {
        let account = match &line.key {
            LineKey::CourseFee { component, .. } if Some(component) == pot => Account::TrainerPot,
            LineKey::CourseFee { .. } => Account::CourseFees,
            LineKey::FixedCost { .. } => Account::FixedCosts,
            LineKey::TrainerPot { .. } => Account::TrainerPot,
        };
        add(&mut sums, account, line.amount.negated()?)?;
    }
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
