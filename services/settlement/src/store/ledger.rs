//! `ledger_entries` and `ledger_postings`: added to, never changed.

use std::collections::BTreeMap;

use books::Account;
use domain::{DocumentId, LedgerEntryId, Money, RunId};
use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

use crate::SettlementFault;
use crate::ledger::Posting;
use crate::record::DocumentRecord;

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

/// What was posted on an account.
pub(crate) struct AccountSums {
    pub(crate) account: Account,
    pub(crate) debit: Money,
    pub(crate) credit: Money,
}

/// Writes an entry with its postings for each document.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    entries: &[(DocumentRecord, Vec<Posting>)],
) -> Result<(), StoreFault> {
    let scope = tx.scope();
    let (mut entry_rows, mut posting_rows) = (Vec::new(), Vec::new());
    for (document, postings) in entries {
        let id = LedgerEntryId::next(scope.ids()).uuid();
        entry_rows.push([
            id.into(),
            document.id.uuid().into(),
            document.date.into(),
            document.issued_at.into(),
            format!("Underlag {}", document.number).into(),
        ]);
        posting_rows.extend(postings.iter().map(|posting| {
            [
                scope.ids().next().into(),
                id.into(),
                posting.account.code().into(),
                document.municipality.to_string().into(),
                posting.amount.ore().into(),
            ]
        }));
    }
    let columns = ["id", "document_id", "date", "posted_at", "description"];
    tx.insert_rows("ledger_entries", columns, entry_rows).await?;
    let columns = ["id", "entry_id", "account", "municipality_code", "amount_ore"];
    tx.insert_rows("ledger_postings", columns, posting_rows).await
}

/// The postings of these documents.
pub(crate) async fn of_documents(
    store: &impl InRegion,
    documents: &[Uuid],
) -> Result<BTreeMap<DocumentId, Vec<Posting>>, StoreFault> {
    let mut found: BTreeMap<DocumentId, Vec<Posting>> = BTreeMap::new();
    for some in documents.chunks(AT_A_TIME) {
        let select = Query::select()
            .columns([("p", "account"), ("p", "amount_ore")])
            .column(("e", "document_id"))
            .from_as("ledger_postings", "p")
            .join_as(
                JoinType::InnerJoin,
                "ledger_entries",
                "e",
                Expr::col(("e", "id")).equals(("p", "entry_id")),
            )
            .and_where(Expr::col(("e", "document_id")).is_in(some.iter().copied()))
            .order_by(("p", "account"), Order::Asc)
            .to_owned();
        for row in store.query_all(&select).await? {
            let code: String = row.try_get("", "account")?;
            let account = Account::of_code(&code)
                .map_err(|_| StoreFault::row("ledger_postings", "account", &code))?;
            let amount = Money::from_ore(row.try_get("", "amount_ore")?);
            let document = DocumentId::from_uuid(row.try_get("", "document_id")?);
            found.entry(document).or_default().push(Posting { account, amount });
        }
    }
    Ok(found)
}

/// How many entries each document has.
pub(crate) async fn entries_by_document(
    store: &impl InRegion,
) -> Result<BTreeMap<DocumentId, i64>, StoreFault> {
    let select = Query::select()
        .column("document_id")
        .expr_as(Expr::col("id").count(), "entries")
        .from("ledger_entries")
        .group_by_col("document_id")
        .to_owned();
    let mut found = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let document = DocumentId::from_uuid(row.try_get("", "document_id")?);
        found.insert(document, row.try_get("", "entries")?);
    }
    Ok(found)
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
            Expr::col(("d", "id")).equals(("e", "document_id")),
        )
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
