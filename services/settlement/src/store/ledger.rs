//! `ledger_entries` and `ledger_postings`: added to, never changed.

use std::collections::BTreeMap;

use books::Account;
use domain::{Date, DocumentId, LedgerEntryId, Money, RunId};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, parsed_opt};
use uuid::Uuid;

use crate::SettlementFault;
use crate::ledger::{Cause, Entry, Posting};

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

/// What was posted on an account.
pub(crate) struct AccountSums {
    pub(crate) account: Account,
    pub(crate) debit: Money,
    pub(crate) credit: Money,
}

/// Writes entries with their postings, as of now.
pub(crate) async fn insert_many(tx: &RegionTx, entries: &[Entry]) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let (mut entry_rows, mut posting_rows) = (Vec::new(), Vec::new());
    for entry in entries {
        let id = LedgerEntryId::next(scope.ids()).uuid();
        let (cause, cause_id) = entry.cause.columns();
        entry_rows.push([
            id.into(),
            cause.into(),
            cause_id.into(),
            entry.date.into(),
            scope.now().into(),
            entry.description.as_str().into(),
        ]);
        posting_rows.extend(entry.postings.iter().map(|posting| {
            [
                scope.ids().next().into(),
                id.into(),
                posting.account.code().into(),
                posting.municipality.map(|code| code.to_string()).into(),
                posting.code.clone().into(),
                posting.amount.ore().into(),
            ]
        }));
    }
    let columns = ["id", "cause", "cause_id", "date", "posted_at", "description"];
    tx.insert_rows("ledger_entries", columns, entry_rows).await?;
    let columns = ["id", "entry_id", "account", "municipality_code", "code", "amount_ore"];
    tx.insert_rows("ledger_postings", columns, posting_rows).await
}

/// The postings of these documents, in the order in which they were written.
pub(crate) async fn of_documents(
    store: &impl InRegion,
    documents: &[Uuid],
) -> Result<BTreeMap<DocumentId, Vec<Posting>>, StoreFault> {
    let mut found: BTreeMap<DocumentId, Vec<Posting>> = BTreeMap::new();
    for some in documents.chunks(AT_A_TIME) {
        let mut select = select();
        select
            .and_where(Expr::col(("e", "cause")).eq("document"))
            .and_where(Expr::col(("e", "cause_id")).is_in(some.iter().copied()));
        for row in store.query_all(&select).await? {
            let document = DocumentId::from_uuid(row.try_get("", "cause_id")?);
            found.entry(document).or_default().push(posting(&row)?);
        }
    }
    Ok(found)
}

/// Every entry with its postings: none where it comes to nothing on every account.
pub(crate) async fn all(store: &impl InRegion) -> Result<Vec<Entry>, StoreFault> {
    let every = Query::select()
        .columns(["id", "cause", "cause_id", "date", "description"])
        .from("ledger_entries")
        .to_owned();
    let mut entries: BTreeMap<Uuid, Entry> = BTreeMap::new();
    for row in store.query_all(&every).await? {
        let id: Uuid = row.try_get("", "id")?;
        let word: String = row.try_get("", "cause")?;
        let cause = Cause::of_columns(&word, row.try_get("", "cause_id")?);
        let entry = Entry {
            cause: cause.ok_or_else(|| StoreFault::row("ledger_entries", "cause", &id))?,
            date: row.try_get("", "date")?,
            description: row.try_get("", "description")?,
            postings: Vec::new(),
        };
        entries.insert(id, entry);
    }
    for row in store.query_all(&select()).await? {
        let id: Uuid = row.try_get("", "entry_id")?;
        let entry = entries.get_mut(&id);
        let entry = entry.ok_or_else(|| StoreFault::row("ledger_postings", "entry_id", &id))?;
        entry.postings.push(posting(&row)?);
    }
    Ok(entries.into_values().collect())
}

/// Postings with their entries, in the order in which they were written.
fn select() -> SelectStatement {
    Query::select()
        .columns(
            ["entry_id", "account", "municipality_code", "code", "amount_ore"]
                .map(|column| ("p", column)),
        )
        .column(("e", "cause_id"))
        .from_as("ledger_postings", "p")
        .join_as(
            JoinType::InnerJoin,
            "ledger_entries",
            "e",
            Expr::col(("e", "id")).equals(("p", "entry_id")),
        )
        .order_by(("p", "entry_id"), Order::Asc)
        .order_by(("p", "id"), Order::Asc)
        .to_owned()
}

pub(super) fn posting(row: &QueryResult) -> Result<Posting, StoreFault> {
    let entry: Uuid = row.try_get("", "entry_id")?;
    let code: String = row.try_get("", "account")?;
    let account = Account::of_code(&code);
    Ok(Posting {
        account: account.map_err(|_| StoreFault::row("ledger_postings", "account", &entry))?,
        municipality: parsed_opt(row, "ledger_postings", "municipality_code", &entry)?,
        code: row.try_get("", "code")?,
        amount: Money::from_ore(row.try_get("", "amount_ore")?),
    })
}

/// Refuses where the entries of a run, as they were written, do not add up to nothing.
pub(crate) async fn check_balance(tx: &RegionTx, run: RunId) -> Result<(), SettlementFault> {
    let select = Query::select()
        .expr_as(Expr::col(("p", "amount_ore")).sum().cast_as("bigint"), "balance")
        .from_as("ledger_postings", "p")
        .join_as(
            JoinType::InnerJoin,
            "ledger_entries",
            "e",
            Expr::col(("e", "id")).equals(("p", "entry_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("e", "cause_id")),
        )
        .and_where(Expr::col(("e", "cause")).eq("document"))
        .and_where(Expr::col(("d", "run_id")).eq(run.uuid()))
        .group_by_col(("e", "id"))
        .to_owned();
    let rows = sea_orm::ConnectionTrait::query_all(tx, &select).await.map_err(StoreFault::from)?;
    for row in rows {
        let balance: i64 = row.try_get("", "balance").map_err(StoreFault::from)?;
        if balance != 0 {
            return Err(SettlementFault::Broken("every ledger entry balances"));
        }
    }
    Ok(())
}

/// The balance of an account at the end of a day: debit less credit.
pub(crate) async fn balance(
    store: &impl InRegion,
    account: Account,
    until: Date,
) -> Result<Money, StoreFault> {
    let select = Query::select()
        .expr_as(Expr::col(("p", "amount_ore")).sum().cast_as("bigint"), "balance")
        .from_as("ledger_postings", "p")
        .join_as(
            JoinType::InnerJoin,
            "ledger_entries",
            "e",
            Expr::col(("e", "id")).equals(("p", "entry_id")),
        )
        .and_where(Expr::col(("p", "account")).eq(account.code()))
        .and_where(Expr::col(("e", "date")).lte(until))
        .to_owned();
    let balance: Option<i64> = match store.query_one(&select).await? {
        Some(row) => row.try_get("", "balance")?,
        None => None,
    };
    Ok(Money::from_ore(balance.unwrap_or_default()))
}

/// The sums of each account that has postings, by number.
pub(crate) async fn sums(store: &impl InRegion) -> Result<Vec<AccountSums>, StoreFault> {
    let side = |positive: bool| {
        let amount = || Expr::col("amount_ore");
        let counted = if positive { amount().gt(0) } else { amount().lt(0) };
        let sum = Expr::case(counted, amount()).finally(0);
        // The sum of bigints is numeric on PostgreSQL.
        Expr::expr(sum).sum().cast_as("bigint")
    };
    let select = Query::select()
        .column("account")
        .expr_as(side(true), "debit")
        .expr_as(side(false), "credit")
        .from("ledger_postings")
        .group_by_col("account")
        .order_by("account", Order::Asc)
        .to_owned();
    let mut sums = Vec::new();
    for row in store.query_all(&select).await? {
        let code: String = row.try_get("", "account")?;
        let account = Account::of_code(&code);
        let account = account.map_err(|_| StoreFault::row("ledger_postings", "account", &code))?;
        let credit: i64 = row.try_get("", "credit")?;
        sums.push(AccountSums {
            account,
            debit: Money::from_ore(row.try_get("", "debit")?),
            credit: Money::from_ore(credit.saturating_neg()),
        });
    }
    Ok(sums)
}
