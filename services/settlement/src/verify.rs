//! Holding the ledger, the documents, the number series and the facts against each other: what an auditor would add up.

use std::collections::{BTreeMap, BTreeSet};

use books::Account;
use domain::{Money, MoneyOverflow};
use identity::Permission;
use tenancy::RegionScope;

use crate::ledger::{Cause, Entry};
use crate::store::costs::CostFilter;
use crate::store::ledger::AccountSums;
use crate::{SettlementFault, store};

mod costs;
mod documents;
mod facts;
mod numbers;
mod payments;

/// What was held against each other, and what does not agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many documents there are, each with an entry of its own.
    pub documents: usize,
    /// What municipalities have been charged and paid in all, with VAT.
    pub payable: Money,
    /// What does not agree, by document or account.
    pub breaches: Vec<String>,
}

impl Verified {
    /// Whether all agrees.
    pub const fn is_clean(&self) -> bool {
        self.breaches.is_empty()
    }
}

/// What is to be posted of something, by account; VAT is one sum, whatever its rates.
#[derive(Clone, Debug, Default)]
struct Sums(BTreeMap<Account, Money>);

/// What moved money, by its name, with what is to be posted of it.
type Expected = BTreeMap<Cause, (String, Sums)>;

impl Sums {
    fn add(&mut self, account: Account, amount: Money) -> Result<(), MoneyOverflow> {
        let account = match account {
            Account::Vat25 | Account::Vat12 | Account::Vat6 => Account::Vat25,
            other => other,
        };
        let sum = self.0.entry(account).or_insert(Money::ZERO);
        *sum = sum.plus(amount)?;
        Ok(())
    }

    /// Where two differ: the account, what one has, and what the other.
    fn differences<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (Account, Money, Money)> + 'a {
        let accounts: BTreeSet<Account> = self.0.keys().chain(other.0.keys()).copied().collect();
        let of = |sums: &Self, account| sums.0.get(&account).copied().unwrap_or_default();
        let both = accounts
            .into_iter()
            .map(move |account| (account, of(self, account), of(other, account)));
        both.filter(|(_, own, other)| own != other)
    }
}

/// Holds everything that was ever issued in a region against everything that was posted. Changes nothing.
pub async fn verify(scope: &RegionScope) -> Result<Verified, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let documents = store::documents::all(&tx).await?;
    let lines = store::lines::all(&tx).await?;
    let costs = store::costs::all(&tx, &CostFilter::default()).await?;
    let entries = store::ledger::all(&tx).await?;
    let posted = store::ledger::sums(&tx).await?;
    let series = store::numbers::all(&tx).await?;
    let facts = crate::facts::load(&tx).await?;
    let settled = store::settled_years::all(&tx).await?;
    let paid = store::payments::all(&tx).await?;
    tx.rollback().await?;

    let mut verified = Verified { documents: documents.len(), ..Verified::default() };
    for document in &documents {
        verified.payable = verified.payable.plus(document.payable()?)?;
    }
    let mut expected = Expected::new();
    verified.breaches.extend(documents::expect(
        &documents,
        lines,
        &facts.agreements,
        &mut expected,
    )?);
    verified.breaches.extend(payments::expect(&documents, &paid, &entries, &mut expected)?);
    costs::expect(&costs, &mut expected)?;
    verified.breaches.extend(compared(&expected, &entries)?);
    verified.breaches.extend(totals(&expected, posted)?);
    verified.breaches.extend(numbers::breaches(&documents, &series));
    verified.breaches.extend(facts::breaches(&facts, &settled)?);
    Ok(verified)
}

/// Each cause has one entry, which balances and is posted as expected; and each entry has a cause.
fn compared(expected: &Expected, entries: &[Entry]) -> Result<Vec<String>, MoneyOverflow> {
    let mut breaches = Vec::new();
    let mut counts: BTreeMap<Cause, usize> = BTreeMap::new();
    for entry in entries {
        let count = counts.entry(entry.cause).or_default();
        *count = count.saturating_add(1);
        let Some((name, due)) = expected.get(&entry.cause) else {
            breaches.push(format!("“{}” is posted, and is nothing", entry.description));
            continue;
        };
        let balance = Money::sum(entry.postings.iter().map(|posting| posting.amount))?;
        if !balance.is_zero() {
            breaches.push(format!("{name}: its entry is {balance} from balance"));
        }
        let mut own = Sums::default();
        for posting in &entry.postings {
            own.add(posting.account, posting.amount)?;
        }
        breaches.extend(own.differences(due).map(|(account, posted, due)| {
            format!("{name}: {posted} is posted on {}, and it comes to {due}", account.code())
        }));
    }
    for (cause, (name, _)) in expected {
        match counts.get(cause).copied().unwrap_or_default() {
            1 => {}
            count => breaches.push(format!("{name}: {count} entries, and not one")),
        }
    }
    Ok(breaches)
}

/// What each account comes to by the database's own addition.
fn totals(expected: &Expected, posted: Vec<AccountSums>) -> Result<Vec<String>, MoneyOverflow> {
    let (mut due, mut own) = (Sums::default(), Sums::default());
    for (account, amount) in expected.values().flat_map(|(_, sums)| &sums.0) {
        due.add(*account, *amount)?;
    }
    for sum in posted {
        own.add(sum.account, sum.debit.minus(sum.credit)?)?;
    }
    let told = own.differences(&due).map(|(account, own, due)| {
        format!("account {}: {own}, and all that moved money comes to {due}", account.code())
    });
    Ok(told.collect())
}

#[cfg(test)]
mod tests {
    use domain::{Date, DocumentId};
    use uuid::Uuid;

    use super::*;

    /// A day more and another less of the same price make a document of nothing.
    #[test]
    fn what_comes_to_nothing_has_an_entry_without_postings() {
        let cause = Cause::Document(DocumentId::from_uuid(Uuid::nil()));
        let entry = Entry::try_new(cause, Date::default(), "Underlag 1".to_owned(), Vec::new());
        let entries = [entry.unwrap()];
        let mut expected = Expected::from([(cause, ("1".to_owned(), Sums::default()))]);
        assert_eq!(compared(&expected, &entries).unwrap(), [""; 0]);
        assert_eq!(compared(&expected, &[]).unwrap(), ["1: 0 entries, and not one"]);
        let (_, due) = expected.get_mut(&cause).unwrap();
        due.add(Account::Receivables, Money::from_ore(100)).unwrap();
        assert_eq!(compared(&expected, &entries).unwrap().len(), 1, "its postings are missing");
    }
}
