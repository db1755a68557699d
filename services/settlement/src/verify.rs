//! Holding the ledger, the documents and the number series against each other: what an auditor would add up.

use std::collections::{BTreeMap, BTreeSet};

use books::Account;
use domain::{AgreementId, ComponentCode, Money};
use identity::Permission;
use settle::{DocumentKind, LineKey};
use tenancy::RegionScope;

use crate::ledger::Posting;
use crate::record::{DocumentRecord, LineRecord};
use crate::{SettlementFault, facts, store};

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

type Pots = BTreeMap<AgreementId, ComponentCode>;

/// Holds everything that was ever issued in a region against everything that was posted. Changes nothing.
pub async fn verify(scope: &RegionScope) -> Result<Verified, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let documents = store::documents::all(&tx).await?;
    let mut lines = store::lines::all(&tx).await?;
    let ids: Vec<_> = documents.iter().map(|document| document.id.uuid()).collect();
    let mut postings = store::ledger::of_documents(&tx, &ids).await?;
    let posted = store::ledger::sums(&tx).await?;
    let entries = store::ledger::entries_by_document(&tx).await?;
    let series = store::numbers::all(&tx).await?;
    let agreements = facts::load(&tx).await?.agreements;
    tx.rollback().await?;

    let pots: Pots = agreements
        .into_iter()
        .filter_map(|one| Some((one.id, one.terms.agreement.trainer_pot?.component)))
        .collect();
    let mut verified = Verified { documents: documents.len(), ..Verified::default() };
    let mut accounts: BTreeMap<Account, Money> = BTreeMap::new();
    for document in &documents {
        let own_lines = lines.remove(&document.id).unwrap_or_default();
        let own = postings.remove(&document.id).unwrap_or_default();
        let expected = expected(document, &own_lines, &pots)?;
        for (account, amount) in &expected {
            let sum = accounts.entry(*account).or_insert(Money::ZERO);
            *sum = sum.plus(*amount)?;
        }
        let breaches = of_document(document, &own_lines, &own, &expected)?;
        let told = breaches.into_iter().map(|breach| format!("{}: {breach}", document.number));
        verified.breaches.extend(told);
        match entries.get(&document.id) {
            Some(1) => {}
            found => {
                let count = found.copied().unwrap_or_default();
                verified
                    .breaches
                    .push(format!("{}: {count} entries, and not one", document.number));
            }
        }
        verified.payable = verified.payable.plus(document.payable()?)?;
    }
    for sum in posted.into_iter().filter(|sum| !is_vat(sum.account)) {
        let balance = sum.debit.minus(sum.credit)?;
        let expected = accounts.remove(&sum.account).unwrap_or_default();
        if balance != expected {
            let code = sum.account.code();
            let told = format!("account {code}: {balance}, and the documents come to {expected}");
            verified.breaches.push(told);
        }
    }
    let left = accounts.into_iter().filter(|(_, amount)| !amount.is_zero());
    verified.breaches.extend(left.map(|(account, amount)| {
        format!("account {}: nothing, and the documents come to {amount}", account.code())
    }));
    verified.breaches.extend(numbers(&documents, &series));
    Ok(verified)
}

/// What is to be posted of a document, by account, from its own lines and figures.
fn expected(
    document: &DocumentRecord,
    lines: &[LineRecord],
    pots: &Pots,
) -> Result<BTreeMap<Account, Money>, SettlementFault> {
    let whole = match document.kind {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    };
    let mut sums = BTreeMap::from([(whole, document.payable()?)]);
    let mut add = |account, amount: Money| -> Result<(), SettlementFault> {
        let sum = sums.entry(account).or_insert(Money::ZERO);
        *sum = sum.minus(amount)?;
        Ok(())
    };
    let pot = pots.get(&document.agreement);
    for line in lines {
        let account = match &line.key {
            LineKey::CourseFee { component, .. } if Some(component) == pot => Account::TrainerPot,
            LineKey::CourseFee { .. } => Account::CourseFees,
            LineKey::FixedCost { .. } => Account::FixedCosts,
            LineKey::TrainerPot { .. } => Account::TrainerPot,
        };
        add(account, line.amount)?;
    }
    add(Account::Rounding, document.rounding)?;
    Ok(sums)
}

fn of_document(
    document: &DocumentRecord,
    lines: &[LineRecord],
    postings: &[Posting],
    expected: &BTreeMap<Account, Money>,
) -> Result<Vec<String>, SettlementFault> {
    let mut breaches = Vec::new();
    let total = Money::sum(lines.iter().map(|line| line.amount))?;
    if total != document.total {
        breaches.push(format!("its lines come to {total}, and not to {}", document.total));
    }
    let balance = Money::sum(postings.iter().map(|posting| posting.amount))?;
    if !balance.is_zero() {
        breaches.push(format!("its entry is {balance} from balance"));
    }
    let vat = Money::sum(postings.iter().filter(|one| is_vat(one.account)).map(|one| one.amount))?;
    if vat.negated()? != document.vat {
        breaches.push(format!("its VAT is posted as {vat}, and is {}", document.vat));
    }
    let accounts: BTreeSet<Account> =
        expected.keys().copied().chain(postings.iter().map(|one| one.account)).collect();
    for account in accounts.into_iter().filter(|account| !is_vat(*account)) {
        let own = postings.iter().filter(|posting| posting.account == account);
        let posted = Money::sum(own.map(|posting| posting.amount))?;
        let expected = expected.get(&account).copied().unwrap_or_default();
        if posted != expected {
            let code = account.code();
            breaches
                .push(format!("{posted} is posted on {code}, and its lines come to {expected}"));
        }
    }
    Ok(breaches)
}

/// VAT is held against each document's own sum, whatever its rates.
const fn is_vat(account: Account) -> bool {
    matches!(account, Account::Vat25 | Account::Vat12 | Account::Vat6)
}

/// Years whose numbers have gaps, or go on after the last that was given.
fn numbers(documents: &[DocumentRecord], series: &BTreeMap<i32, i64>) -> Vec<String> {
    let mut given: BTreeMap<i32, BTreeSet<i64>> = BTreeMap::new();
    for document in documents {
        given.entry(document.number.year).or_default().insert(document.number.number);
    }
    let years: BTreeSet<i32> = given.keys().chain(series.keys()).copied().collect();
    let mut breaches = Vec::new();
    for year in years {
        let own = given.remove(&year).unwrap_or_default();
        let last = series.get(&year).copied().unwrap_or_default();
        let missing = (1..=last).filter(|number| !own.contains(number)).count();
        let beyond = own.iter().filter(|number| **number > last).count();
        if missing > 0 || beyond > 0 {
            breaches.push(format!(
                "numbers of {year}: {missing} are missing, and {beyond} come after the last given"
            ));
        }
    }
    breaches
}
