//! The ledger's entries, as clients see them: what was posted where, and what caused it.

use async_graphql::{Enum, ID, Object, SimpleObject};
use books::Account;
use chrono::{DateTime, Utc};
use domain::LedgerEntryId;
use graph::{
    Cursor, Date, FieldFault, Money, Municipality, PageInfo, PageRequest, Refusal,
    municipality_code,
};
use tenancy::{Municipalities, RegionScope};

use crate::browse;
use crate::ledger::{Cause, Posting};
use crate::store::entries::{Place, Posted, PostingFilter};

/// What moved money.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LedgerCause {
    /// A document was issued.
    Document,
    /// A document was paid, or that was taken back.
    Payment,
    /// A cost was recorded, or reversed.
    Cost,
}

/// Entries, latest date first.
#[derive(SimpleObject)]
pub(super) struct LedgerEntryConnection {
    /// The page's nodes, in order.
    nodes: Vec<LedgerEntry>,
    /// Whether there is more.
    page_info: PageInfo,
    /// How many there are on all pages.
    total_count: i64,
    /// What all postings that match come to, not only those of this page.
    debit: Money,
    credit: Money,
    /// Debit less credit.
    balance: Money,
}

/// What one thing moved; its postings add up to nothing. Never changes.
#[derive(SimpleObject)]
pub(super) struct LedgerEntry {
    id: ID,
    date: Date,
    posted_at: DateTime<Utc>,
    description: String,
    cause: LedgerCause,
    /// The id of that: a document's, a payment's, or a cost's.
    cause_id: String,
    /// The document that was issued or paid.
    document: Option<ID>,
    /// What the postings that were asked for come to: debit less credit.
    amount: Money,
    postings: Vec<LedgerPosting>,
}

/// What was posted on an account.
#[derive(SimpleObject)]
struct LedgerPosting {
    account: LedgerAccountName,
    municipality: Option<Municipality>,
    /// A component's code, a yearly cost's name, or a kind of cost.
    code: Option<String>,
    /// A debit is positive, a credit negative.
    amount: Money,
}

/// An account by number and name.
#[derive(SimpleObject)]
pub(super) struct LedgerAccountName {
    pub(super) code: String,
    pub(super) name: String,
}

impl LedgerAccountName {
    pub(super) fn of(account: Account) -> Self {
        Self { code: account.code().to_owned(), name: account.name().to_owned() }
    }
}

impl PostingFilter {
    fn matches(&self, posting: &Posting) -> bool {
        self.account.is_none_or(|account| account == posting.account)
            && self.municipality.is_none_or(|code| posting.municipality == Some(code))
            && self.code.as_ref().is_none_or(|code| posting.code.as_ref() == Some(code))
    }
}

impl LedgerEntry {
    fn show(
        posted: Posted,
        names: &Municipalities,
        filter: &PostingFilter,
    ) -> Result<Self, Refusal> {
        let Posted { id, at, document, entry } = posted;
        let asked = entry.postings.iter().filter(|posting| filter.matches(posting));
        let amount = domain::Money::sum(asked.map(|posting| posting.amount));
        let (cause, cause_id) = match entry.cause {
            Cause::Document(id) => (LedgerCause::Document, id.to_string()),
            Cause::Payment(id) => (LedgerCause::Payment, id.to_string()),
            Cause::Cost(id) => (LedgerCause::Cost, id.to_string()),
        };
        let posting = |posting: Posting| LedgerPosting {
            account: LedgerAccountName::of(posting.account),
            municipality: posting.municipality.map(|code| Municipality::named(code, names)),
            code: posting.code,
            amount: Money(posting.amount),
        };
        Ok(Self {
            id: id.to_string().into(),
            date: Date(entry.date),
            posted_at: at,
            description: entry.description,
            cause,
            cause_id,
            document: document.map(|id| id.to_string().into()),
            amount: Money(amount.map_err(Refusal::internal)?),
            postings: entry.postings.into_iter().map(posting).collect(),
        })
    }
}

/// What the ledger's entries add to a region.
pub struct RegionLedger {
    scope: RegionScope,
}

impl RegionLedger {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionLedger {
    /// Entries with a posting that matches, latest date first: on the account with this number, of this municipality,
    /// of this component, yearly cost or kind of cost, in this year of their date.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn ledger_entries(
        &self,
        account: Option<String>,
        municipality: Option<String>,
        code: Option<String>,
        year: Option<i32>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<LedgerEntryConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(place).transpose()?;
        let account = account.map(|code| {
            let expected = "expected an account's number, as 1510";
            Account::of_code(&code).map_err(|_| Refusal::field("account", expected))
        });
        let municipality = municipality.as_deref().map(municipality_code);
        let filter = PostingFilter {
            account: account.transpose()?,
            municipality: municipality.transpose()?,
            code,
            year,
        };
        let found = browse::entries(&self.scope, &filter, after, page.limit()).await;
        let mut found = found.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let page_info = page.cut(&mut found.entries, |posted| {
            Cursor(vec![posted.entry.date.to_string(), posted.id.to_string()])
        });
        let nodes = found.entries.into_iter().map(|one| LedgerEntry::show(one, &names, &filter));
        let balance = found.debit.minus(found.credit).map_err(Refusal::internal)?;
        Ok(LedgerEntryConnection {
            nodes: nodes.collect::<Result<_, _>>()?,
            page_info,
            total_count: found.count,
            debit: Money(found.debit),
            credit: Money(found.credit),
            balance: Money(balance),
        })
    }

    /// The entry with this id.
    async fn ledger_entry(&self, id: ID) -> async_graphql::Result<Option<LedgerEntry>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = browse::entry(&self.scope, id).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let found = found.ok_or(Refusal::NotFound)?;
        Ok(Some(LedgerEntry::show(found, &names, &PostingFilter::default())?))
    }
}

/// The place that a cursor stands for.
fn place(cursor: &Cursor) -> Result<Place, Refusal> {
    let foreign = || {
        let expected = "expected a cursor from an earlier page";
        Refusal::InvalidInput(vec![FieldFault::new("after", expected)])
    };
    let [date, id] = cursor.keys::<2>()?;
    let id: LedgerEntryId = id.parse().map_err(|_| foreign())?;
    Ok((date.parse().map_err(|_| foreign())?, id))
}
