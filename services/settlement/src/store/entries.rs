//! Entries of the ledger, page by page: each with all of its postings.

use std::collections::BTreeMap;

use books::Account;
use chrono::{DateTime, Utc};
use domain::{Date, DocumentId, LedgerEntryId, Money, MunicipalityCode};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{Order, QueryResult};
use tenancy::{InRegion, StoreFault};
use uuid::Uuid;

use super::ledger::posting;
use crate::ledger::{Cause, Entry};

/// Which postings to look for; an entry is listed where it has one.
#[derive(Clone, Debug, Default)]
pub(crate) struct PostingFilter {
    pub(crate) account: Option<Account>,
    pub(crate) municipality: Option<MunicipalityCode>,
    /// A component's code, a yearly cost's name, or a kind of cost.
    pub(crate) code: Option<String>,
    /// Of the entry's date.
    pub(crate) year: Option<i32>,
}

/// An entry as it was written.
pub(crate) struct Posted {
    pub(crate) id: LedgerEntryId,
    pub(crate) at: DateTime<Utc>,
    /// That was issued or paid.
    pub(crate) document: Option<DocumentId>,
    pub(crate) entry: Entry,
}

/// A page of entries, with the sums of all postings that match.
pub(crate) struct EntryPage {
    pub(crate) entries: Vec<Posted>,
    pub(crate) count: i64,
    pub(crate) debit: Money,
    pub(crate) credit: Money,
}

/// A place in the list: the date and the id of its last entry.
pub(crate) type Place = (Date, LedgerEntryId);

/// The first and the last day of a year; `None` of one that has none.
pub(crate) fn days_of(year: i32) -> Option<(Date, Date)> {
    Date::from_ymd_opt(year, 1, 1).zip(Date::from_ymd_opt(year, 12, 31))
}

impl PostingFilter {
    fn condition(&self) -> Cond {
        let code = self.code.as_deref();
        let mut condition = Cond::all()
            .add_option(self.account.map(|one| Expr::col(("p", "account")).eq(one.code())))
            .add_option(
                self.municipality
                    .map(|one| Expr::col(("p", "municipality_code")).eq(one.to_string())),
            )
            .add_option(code.map(|code| Expr::col(("p", "code")).eq(code)));
        if let Some((first, last)) = self.year.and_then(days_of) {
            condition = condition.add(Expr::col(("e", "date")).between(first, last));
        }
        condition
    }
}

/// A page of entries, latest date first. Three statements, however long.
pub(crate) async fn page(
    store: &impl InRegion,
    filter: &PostingFilter,
    after: Option<Place>,
    limit: u64,
) -> Result<EntryPage, StoreFault> {
    let side = |positive: bool| {
        let amount = || Expr::col(("p", "amount_ore"));
        let counted = if positive { amount().gt(0) } else { amount().lt(0) };
        // The sum of bigints is numeric on PostgreSQL, and of no rows there is none.
        Expr::expr(Expr::case(counted, amount()).finally(0)).sum().cast_as("bigint")
    };
    let mut sums = joined();
    sums.expr_as(Expr::col(("e", "id")).count_distinct(), "entries")
        .expr_as(side(true), "debit")
        .expr_as(side(false), "credit")
        .cond_where(filter.condition());
    let (count, debit, credit): (i64, Option<i64>, Option<i64>) =
        match store.query_one(&sums).await? {
            Some(row) => {
                (row.try_get("", "entries")?, row.try_get("", "debit")?, row.try_get("", "credit")?)
            }
            None => (0, None, None),
        };
    let mut select = joined();
    select
        .distinct()
        .columns(["id", "date"].map(|column| ("e", column)))
        .cond_where(filter.condition())
        .order_by(("e", "date"), Order::Desc)
        .order_by(("e", "id"), Order::Desc)
        .limit(limit);
    if let Some((date, id)) = after {
        let same_day = Expr::col(("e", "date")).eq(date).and(Expr::col(("e", "id")).lt(id.uuid()));
        select.cond_where(Cond::any().add(Expr::col(("e", "date")).lt(date)).add(same_day));
    }
    let mut places = Vec::new();
    for row in store.query_all(&select).await? {
        places.push(row.try_get::<Uuid>("", "id")?);
    }
    let mut found = of_ids(store, &places).await?;
    Ok(EntryPage {
        entries: places.iter().filter_map(|id| found.remove(id)).collect(),
        count,
        debit: Money::from_ore(debit.unwrap_or_default()),
        credit: Money::from_ore(credit.unwrap_or_default().saturating_neg()),
    })
}

/// The entry with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: LedgerEntryId,
) -> Result<Option<Posted>, StoreFault> {
    Ok(of_ids(store, &[id.uuid()]).await?.remove(&id.uuid()))
}

/// What a fund got and gave, by day, in order: what it got is positive.
pub(crate) async fn by_day(
    store: &impl InRegion,
    account: Account,
) -> Result<Vec<(Date, Money)>, StoreFault> {
    let mut select = joined();
    select
        .column(("e", "date"))
        .expr_as(Expr::col(("p", "amount_ore")).sum().cast_as("bigint"), "amount")
        .and_where(Expr::col(("p", "account")).eq(account.code()))
        .group_by_col(("e", "date"))
        .order_by(("e", "date"), Order::Asc);
    let mut moves = Vec::new();
    for row in store.query_all(&select).await? {
        let debit: i64 = row.try_get("", "amount")?;
        moves.push((row.try_get("", "date")?, Money::from_ore(debit.saturating_neg())));
    }
    Ok(moves)
}

/// The years that have entries, latest first.
pub(crate) async fn years(store: &impl InRegion) -> Result<Vec<i32>, StoreFault> {
    use chrono::Datelike;
    let select = Query::select()
        .expr_as(Expr::col("date").min(), "first")
        .expr_as(Expr::col("date").max(), "last")
        .from("ledger_entries")
        .to_owned();
    let Some(row) = store.query_one(&select).await? else { return Ok(Vec::new()) };
    let ends: (Option<Date>, Option<Date>) = (row.try_get("", "first")?, row.try_get("", "last")?);
    let (Some(first), Some(last)) = ends else { return Ok(Vec::new()) };
    Ok((first.year()..=last.year()).rev().collect())
}

async fn of_ids(store: &impl InRegion, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Posted>, StoreFault> {
    let mut select = joined();
    select
        .columns(
            ["entry_id", "account", "municipality_code", "code", "amount_ore"]
                .map(|column| ("p", column)),
        )
        .columns(
            ["cause", "cause_id", "date", "posted_at", "description"].map(|column| ("e", column)),
        )
        .expr_as(Expr::col(("y", "document_id")), "paid_document")
        .join_as(
            JoinType::LeftJoin,
            "payments",
            "y",
            Expr::col(("y", "id")).equals(("e", "cause_id")),
        )
        .and_where(Expr::col(("e", "id")).is_in(ids.iter().copied()))
        .order_by(("p", "id"), Order::Asc);
    let mut found: BTreeMap<Uuid, Posted> = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "entry_id")?;
        let posting = posting(&row)?;
        if let Some(posted) = found.get_mut(&id) {
            posted.entry.postings.push(posting);
            continue;
        }
        let entry = entry(&row, &id, posting)?;
        let at = row.try_get("", "posted_at")?;
        let paid: Option<Uuid> = row.try_get("", "paid_document")?;
        let document = match entry.cause {
            Cause::Document(id) => Some(id),
            Cause::Payment(_) => paid.map(DocumentId::from_uuid),
            Cause::Cost(_) => None,
        };
        found.insert(id, Posted { id: LedgerEntryId::from_uuid(id), at, document, entry });
    }
    Ok(found)
}

fn entry(
    row: &QueryResult,
    id: &Uuid,
    posting: crate::ledger::Posting,
) -> Result<Entry, StoreFault> {
    let word: String = row.try_get("", "cause")?;
    let cause = Cause::of_columns(&word, row.try_get("", "cause_id")?);
    Ok(Entry {
        cause: cause.ok_or_else(|| StoreFault::row("ledger_entries", "cause", id))?,
        date: row.try_get("", "date")?,
        description: row.try_get("", "description")?,
        postings: vec![posting],
    })
}

fn joined() -> SelectStatement {
    Query::select()
        .from_as("ledger_postings", "p")
        .join_as(
            JoinType::InnerJoin,
            "ledger_entries",
            "e",
            Expr::col(("e", "id")).equals(("p", "entry_id")),
        )
        .to_owned()
}
