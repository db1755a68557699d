//! `documents`: never changed once written.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AgreementId, AgreementVersionId, CreditId, Date, DocumentId, Money, MunicipalityCode,
    OccasionCode, OccasionId, RunId,
};
use identity::Reach;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Order, QueryResult, Value};
use tenancy::{InRegion, RegionTx, StoreFault, parsed};
use uuid::Uuid;

use crate::record::{DocumentNumber, DocumentRecord, OccasionName};

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

const COLUMNS: [&str; 22] = [
    "id",
    "run_id",
    "agreement_id",
    "agreement_version_id",
    "agreement_title",
    "number_year",
    "number",
    "kind",
    "municipality_code",
    "municipality_name",
    "org_number",
    "date",
    "occasion_id",
    "occasion_code",
    "occasion_course",
    "adjusts",
    "total_ore",
    "vat_ore",
    "rounding_ore",
    "envelope",
    "credit_id",
    "issued_at",
];

/// Which documents to list.
pub(crate) struct DocumentFilter {
    pub(crate) reach: Reach,
    pub(crate) municipality: Option<MunicipalityCode>,
    /// Of the invoice date.
    pub(crate) year: Option<i32>,
}

impl DocumentFilter {
    fn condition(&self) -> Cond {
        let mut condition = Cond::all();
        if let Some(own) = self.reach.limit() {
            let own = own.iter().map(ToString::to_string);
            condition = condition.add(Expr::col("municipality_code").is_in(own));
        }
        if let Some(code) = self.municipality {
            condition = condition.add(Expr::col("municipality_code").eq(code.to_string()));
        }
        let first_day = |year: i32| Date::from_ymd_opt(year, 1, 1);
        if let Some((from, to)) =
            self.year.and_then(|year| first_day(year).zip(first_day(year.checked_add(1)?)))
        {
            condition = condition.add(Expr::col("date").gte(from)).add(Expr::col("date").lt(to));
        }
        condition
    }
}

/// A page of documents, with the sums of all that match.
pub(crate) struct DocumentPage {
    pub(crate) documents: Vec<DocumentRecord>,
    pub(crate) count: i64,
    pub(crate) total: Money,
}

/// A page of documents, latest number first. Two statements.
pub(crate) async fn page(
    store: &impl InRegion,
    filter: &DocumentFilter,
    after: Option<DocumentNumber>,
    limit: u64,
) -> Result<DocumentPage, StoreFault> {
    let sums = Query::select()
        .expr_as(Expr::col("id").count(), "documents")
        // The sum of bigints is numeric on PostgreSQL, and of no rows there is none.
        .expr_as(Expr::col("total_ore").sum().cast_as("bigint"), "total")
        .from("documents")
        .cond_where(filter.condition())
        .to_owned();
    let (count, total): (i64, Option<i64>) = match store.query_one(&sums).await? {
        Some(row) => (row.try_get("", "documents")?, row.try_get("", "total")?),
        None => (0, None),
    };
    let mut select = select();
    select
        .cond_where(filter.condition())
        .order_by("number_year", Order::Desc)
        .order_by("number", Order::Desc)
        .limit(limit);
    if let Some(after) = after {
        let same_year =
            Expr::col("number_year").eq(after.year).and(Expr::col("number").lt(after.number));
        select.cond_where(Cond::any().add(Expr::col("number_year").lt(after.year)).add(same_year));
    }
    let rows = store.query_all(&select).await?;
    Ok(DocumentPage {
        documents: rows.iter().map(document).collect::<Result<_, _>>()?,
        count,
        total: Money::from_ore(total.unwrap_or_default()),
    })
}

/// The document with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: DocumentId,
) -> Result<Option<DocumentRecord>, StoreFault> {
    Ok(with_ids(store, &[id.uuid()]).await?.pop())
}

/// The documents with these ids, at most a page of them.
pub(crate) async fn with_ids(
    store: &impl InRegion,
    ids: &[Uuid],
) -> Result<Vec<DocumentRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").is_in(ids.iter().copied()));
    store.query_all(&select).await?.iter().map(document).collect()
}

/// All documents, by number.
pub(crate) async fn all(store: &impl InRegion) -> Result<Vec<DocumentRecord>, StoreFault> {
    let mut select = select();
    select.order_by("number_year", Order::Asc).order_by("number", Order::Asc);
    store.query_all(&select).await?.iter().map(document).collect()
}

/// How many documents bear a number of each year's series.
pub(crate) async fn numbers_borne(store: &impl InRegion) -> Result<BTreeMap<i32, i64>, StoreFault> {
    let select = Query::select()
        .column("number_year")
        .expr_as(Expr::col("id").count(), "documents")
        .from("documents")
        .group_by_col("number_year")
        .to_owned();
    let rows = store.query_all(&select).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "number_year")?, row.try_get("", "documents")?)))
        .collect()
}

/// What a run issued, by number.
pub(crate) async fn of_run(
    store: &impl InRegion,
    run: RunId,
) -> Result<Vec<DocumentRecord>, StoreFault> {
    store.query_all(&select_of_run(run)).await?.iter().map(document).collect()
}

/// Some of what a run issued, by number, after so many others.
pub(crate) async fn some_of_run(
    store: &impl InRegion,
    run: RunId,
    skip: u64,
    limit: u64,
) -> Result<Vec<DocumentRecord>, StoreFault> {
    let mut select = select_of_run(run);
    select.offset(skip).limit(limit);
    store.query_all(&select).await?.iter().map(document).collect()
}

fn select_of_run(run: RunId) -> SelectStatement {
    let mut select = select();
    select
        .and_where(Expr::col("run_id").eq(run.uuid()))
        .order_by("number_year", Order::Asc)
        .order_by("number", Order::Asc);
    select
}

/// The documents that match, by number.
pub(crate) async fn matching(
    store: &impl InRegion,
    filter: &DocumentFilter,
) -> Result<Vec<DocumentRecord>, StoreFault> {
    let mut select = select();
    select
        .cond_where(filter.condition())
        .order_by("number_year", Order::Asc)
        .order_by("number", Order::Asc);
    store.query_all(&select).await?.iter().map(document).collect()
}

/// The documents with these numbers, by number.
pub(crate) async fn numbered(
    store: &impl InRegion,
    numbers: &BTreeSet<DocumentNumber>,
) -> Result<Vec<DocumentRecord>, StoreFault> {
    let mut found = Vec::with_capacity(numbers.len());
    let all: Vec<&DocumentNumber> = numbers.iter().collect();
    // By number, those of a year come together.
    for same_year in all.chunk_by(|one, next| one.year == next.year) {
        for some in same_year.chunks(AT_A_TIME) {
            let Some(first) = some.first() else { continue };
            let mut select = select();
            select
                .and_where(Expr::col("number_year").eq(first.year))
                .and_where(Expr::col("number").is_in(some.iter().map(|one| one.number)))
                .order_by("number", Order::Asc);
            let rows = store.query_all(&select).await?;
            for row in &rows {
                found.push(document(row)?);
            }
        }
    }
    Ok(found)
}

/// Writes new documents.
pub(crate) async fn insert_many(
    tx: &RegionTx,
    documents: &[DocumentRecord],
) -> Result<(), StoreFault> {
    tx.insert_rows("documents", COLUMNS, documents.iter().map(values).collect()).await
}

fn values(document: &DocumentRecord) -> [Value; 22] {
    let occasion = document.occasion.as_ref();
    [
        document.id.uuid().into(),
        document.run.uuid().into(),
        document.agreement.uuid().into(),
        document.agreement_version.uuid().into(),
        document.agreement_title.as_str().into(),
        document.number.year.into(),
        document.number.number.into(),
        document.kind.word().into(),
        document.municipality.to_string().into(),
        document.municipality_name.as_str().into(),
        document.org_number.to_string().into(),
        document.date.into(),
        occasion.map(|occasion| occasion.id.uuid()).into(),
        occasion.map(|occasion| occasion.code.0.clone()).into(),
        occasion.map(|occasion| occasion.course.clone()).into(),
        document.adjusts.into(),
        document.total.ore().into(),
        document.vat.ore().into(),
        document.rounding.ore().into(),
        document.envelope.clone().into(),
        document.credit.map(CreditId::uuid).into(),
        document.issued_at.into(),
    ]
}

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from("documents").to_owned()
}

fn document(row: &QueryResult) -> Result<DocumentRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let credit: Option<Uuid> = row.try_get("", "credit_id")?;
    let occasion: Option<Uuid> = row.try_get("", "occasion_id")?;
    let occasion = match occasion {
        Some(occasion) => Some(OccasionName {
            id: OccasionId::from_uuid(occasion),
            code: OccasionCode(row.try_get("", "occasion_code")?),
            course: row.try_get("", "occasion_course")?,
        }),
        None => None,
    };
    Ok(DocumentRecord {
        id: DocumentId::from_uuid(id),
        run: RunId::from_uuid(row.try_get("", "run_id")?),
        agreement: AgreementId::from_uuid(row.try_get("", "agreement_id")?),
        agreement_version: AgreementVersionId::from_uuid(row.try_get("", "agreement_version_id")?),
        agreement_title: row.try_get("", "agreement_title")?,
        number: DocumentNumber {
            year: row.try_get("", "number_year")?,
            number: row.try_get("", "number")?,
        },
        kind: parsed(row, "documents", "kind", &id)?,
        municipality: parsed(row, "documents", "municipality_code", &id)?,
        municipality_name: row.try_get("", "municipality_name")?,
        org_number: parsed(row, "documents", "org_number", &id)?,
        date: row.try_get("", "date")?,
        occasion,
        adjusts: row.try_get("", "adjusts")?,
        total: Money::from_ore(row.try_get("", "total_ore")?),
        vat: Money::from_ore(row.try_get("", "vat_ore")?),
        rounding: Money::from_ore(row.try_get("", "rounding_ore")?),
        envelope: row.try_get("", "envelope")?,
        credit: credit.map(CreditId::from_uuid),
        issued_at: row.try_get("", "issued_at")?,
    })
}
