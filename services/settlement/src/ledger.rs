//! What issuing a document means for the books: a balanced double entry. Pure.

use books::{Account, Prepared};
use domain::{
    AgreementTerms, ComponentCode, CostId, Date, DocumentId, Money, MunicipalityCode, PaymentId,
};
use settle::{DocumentKind, LineKey, LineKind};
use uuid::Uuid;

use crate::SettlementFault;

/// What moved money. It has one entry, and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    /// A document was issued.
    Document(DocumentId),
    /// A document was paid, or that was taken back.
    Payment(PaymentId),
    /// A cost was recorded, or reversed.
    Cost(CostId),
}

impl Cause {
    /// The word and the id that stand for it in columns.
    pub(crate) const fn columns(self) -> (&'static str, Uuid) {
        match self {
            Self::Document(id) => ("document", id.uuid()),
            Self::Payment(id) => ("payment", id.uuid()),
            Self::Cost(id) => ("cost", id.uuid()),
        }
    }

    /// What the columns stand for.
    pub(crate) fn of_columns(word: &str, id: Uuid) -> Option<Self> {
        match word {
            "document" => Some(Self::Document(DocumentId::from_uuid(id))),
            "payment" => Some(Self::Payment(PaymentId::from_uuid(id))),
            "cost" => Some(Self::Cost(CostId::from_uuid(id))),
            _ => None,
        }
    }
}

/// An entry; its postings add up to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) cause: Cause,
    pub(crate) date: Date,
    /// In Swedish, as in a journal.
    pub(crate) description: String,
    pub(crate) postings: Vec<Posting>,
}

impl Entry {
    /// An entry; refused where it does not balance. Postings of nothing are left out.
    pub(crate) fn try_new(
        cause: Cause,
        date: Date,
        description: String,
        mut postings: Vec<Posting>,
    ) -> Result<Self, SettlementFault> {
        postings.retain(|posting| !posting.amount.is_zero());
        let balance = Money::sum(postings.iter().map(|posting| posting.amount))?;
        if balance.is_zero() {
            Ok(Self { cause, date, description, postings })
        } else {
            Err(SettlementFault::Broken("the postings of an entry add up to nothing"))
        }
    }
}

/// A posting: a debit is positive, a credit negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) account: Account,
    pub(crate) municipality: Option<MunicipalityCode>,
    /// The component's code, the yearly cost's name, or the kind of cost.
    pub(crate) code: Option<String>,
    pub(crate) amount: Money,
}

/// The components that are saved up, and not income.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Saved<'a> {
    pub(crate) pot: Option<&'a ComponentCode>,
    pub(crate) buffer: Option<&'a ComponentCode>,
}

impl<'a> Saved<'a> {
    /// What is saved up under an agreement, `buffer` being the region's choice.
    pub(crate) fn of(terms: &'a AgreementTerms, buffer: Option<&'a ComponentCode>) -> Self {
        Self { pot: terms.agreement.trainer_pot.as_ref().map(|pot| &pot.component), buffer }
    }

    /// The account that a line's charge is posted on.
    pub(crate) fn account(self, key: &LineKey) -> Account {
        match key {
            LineKey::CourseFee { component, .. } if Some(component) == self.pot => {
                Account::TrainerPot
            }
            LineKey::CourseFee { component, .. } if Some(component) == self.buffer => {
                Account::BufferFund
            }
            LineKey::CourseFee { .. } => Account::CourseFees,
            LineKey::FixedCost { .. } => Account::FixedCosts,
            LineKey::TrainerPot { .. } => Account::TrainerPot,
        }
    }
}

/// The postings of a document whose lines are charged on these accounts. A pot share that is netted keeps a leg of its
/// own beside what is charged.
pub(crate) fn postings(
    prepared: &Prepared,
    accounts: &[Account],
) -> Result<Vec<Posting>, SettlementFault> {
    let key = &prepared.document.key;
    let municipality = Some(key.municipality);
    let whole = match key.kind {
        DocumentKind::Invoice => Account::Receivables,
        DocumentKind::Payout => Account::Payables,
    };
    let mut charged =
        Posting { account: whole, municipality, code: None, amount: prepared.payable };
    let mut netted: Option<Posting> = None;
    let mut sums: Vec<Posting> = Vec::new();
    for (line, account) in prepared.document.lines.iter().zip(accounts) {
        let code = Some(line.key.code().to_owned());
        if line.key.kind() == LineKind::TrainerPot && key.kind == DocumentKind::Invoice {
            let leg = netted.get_or_insert_with(|| Posting {
                account: whole,
                municipality,
                code: code.clone(),
                amount: Money::ZERO,
            });
            leg.amount = leg.amount.plus(line.amount)?;
            charged.amount = charged.amount.minus(line.amount)?;
        }
        let amount = line.amount.negated()?;
        add(&mut sums, Posting { account: *account, municipality, code, amount })?;
    }
    for vat in &prepared.vat {
        let amount = vat.amount.negated()?;
        add(&mut sums, Posting { account: vat.account, municipality, code: None, amount })?;
    }
    let amount = prepared.rounding.negated()?;
    add(&mut sums, Posting { account: Account::Rounding, municipality, code: None, amount })?;
    Ok([charged].into_iter().chain(netted).chain(sums).collect())
}

fn add(sums: &mut Vec<Posting>, posting: Posting) -> Result<(), SettlementFault> {
    let same = |sum: &&mut Posting| sum.account == posting.account && sum.code == posting.code;
    match sums.iter_mut().find(same) {
        Some(sum) => sum.amount = sum.amount.plus(posting.amount)?,
        None => sums.push(posting),
    }
    Ok(())
}
