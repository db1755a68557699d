//! `document_lines`: never changed once written.

use std::collections::{BTreeMap, BTreeSet};

use books::Account;
use domain::{
    AgreementId, CourseDayId, Date, DocumentId, DocumentLineId, Money, MunicipalityCode,
    course_date_at,
};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{Order, QueryResult, Value};
use settle::{Line, LineKey, LineKind, Quantity};
use tenancy::{InRegion, RegionTx, StoreFault, parsed};
use uuid::Uuid;

use super::line_key;
use crate::record::{DocumentNumber, LineRecord};

/// A line to write.
pub(crate) struct NewLine {
    pub(crate) document: DocumentId,
    pub(crate) line: Line,
    /// What it is posted on.
    pub(crate) account: Account,
    /// The line that it takes back by hand.
    pub(crate) credits: Option<DocumentLineId>,
    pub(crate) day: Option<CourseDayId>,
    /// As JSON.
    pub(crate) vat: Option<String>,
    /// As JSON.
    pub(crate) explanation: String,
}

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

type ByDocument = BTreeMap<DocumentId, Vec<LineRecord>>;

/// The lines of these documents, in order.
pub(crate) async fn of_documents(
    store: &impl InRegion,
    documents: &[Uuid],
) -> Result<ByDocument, StoreFault> {
    let mut lines = ByDocument::new();
    for some in documents.chunks(AT_A_TIME) {
        let mut select = select();
        select.and_where(Expr::col("document_id").is_in(some.iter().copied()));
        lines.extend(grouped(&store.query_all(&select).await?)?);
    }
    Ok(lines)
}

/// All lines, in order.
pub(crate) async fn all(store: &impl InRegion) -> Result<ByDocument, StoreFault> {
    grouped(&store.query_all(&select()).await?)
}

/// The line with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: DocumentLineId,
) -> Result<Option<LineRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(line).transpose()
}

/// The latest line of each pot share, by agreement and calendar year.
pub(crate) type PotLines = BTreeMap<(AgreementId, i32), BTreeMap<MunicipalityCode, DocumentLineId>>;

/// Where pot shares were issued.
pub(crate) async fn of_pots(store: &impl InRegion) -> Result<PotLines, StoreFault> {
    let select = Query::select()
        .columns([("l", "id"), ("l", "year"), ("d", "agreement_id"), ("d", "municipality_code")])
        .from_as("document_lines", "l")
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("l", "document_id")),
        )
        .and_where(Expr::col(("l", "kind")).eq(LineKind::TrainerPot.word()))
        .order_by(("d", "number_year"), Order::Asc)
        .order_by(("d", "number"), Order::Asc)
        .to_owned();
    let mut lines = PotLines::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let agreement = AgreementId::from_uuid(row.try_get("", "agreement_id")?);
        let municipality = parsed(&row, "documents", "municipality_code", &id)?;
        let year = lines.entry((agreement, row.try_get("", "year")?)).or_default();
        year.insert(municipality, DocumentLineId::from_uuid(id));
    }
    Ok(lines)
}

/// Under which numbers, and when, each of these municipalities was charged for what.
pub(crate) type Charged = BTreeMap<(MunicipalityCode, LineKey), BTreeSet<(DocumentNumber, Date)>>;

/// What these municipalities were charged for under an agreement, and by which documents.
pub(crate) async fn charged(
    store: &impl InRegion,
    agreement: AgreementId,
    municipalities: &BTreeSet<MunicipalityCode>,
) -> Result<Charged, StoreFault> {
    let document = ["municipality_code", "number_year", "number", "issued_at"];
    let select = Query::select()
        .column(("l", "id"))
        .columns(line_key::COLUMNS.map(|column| ("l", column)))
        .columns(document.map(|column| ("d", column)))
        .from_as("document_lines", "l")
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("l", "document_id")),
        )
        .and_where(Expr::col(("d", "agreement_id")).eq(agreement.uuid()))
        .and_where(
            Expr::col(("d", "municipality_code"))
                .is_in(municipalities.iter().map(ToString::to_string)),
        )
        .to_owned();
    let mut charged = Charged::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let municipality = parsed(&row, "documents", "municipality_code", &id)?;
        let (year, number) = (row.try_get("", "number_year")?, row.try_get("", "number")?);
        let issued = course_date_at(row.try_get("", "issued_at")?);
        let key = (municipality, line_key::key(&row, &id)?);
        charged.entry(key).or_default().insert((DocumentNumber { year, number }, issued));
    }
    Ok(charged)
}

/// Writes new lines, in their documents' order.
pub(crate) async fn insert_many(tx: &RegionTx, lines: Vec<NewLine>) -> Result<(), StoreFault> {
    let columns = [
        "id",
        "document_id",
        "position",
        "kind",
        "code",
        "day_code",
        "year",
        "month",
        "name",
        "course_day_id",
        "quantity_thousandths",
        "unit_price_ore",
        "amount_ore",
        "adjusts",
        "vat",
        "explanation",
        "account",
        "credits_line_id",
    ];
    let scope = tx.scope();
    let rows: Vec<[Value; 18]> = (0_i32..)
        .zip(lines)
        .map(|(position, NewLine { document, line, account, credits, day, vat, explanation })| {
            let [kind, code, day_code, year, month] = line_key::values(&line.key, line.year);
            [
                DocumentLineId::next(scope.ids()).uuid().into(),
                document.uuid().into(),
                position.into(),
                kind,
                code,
                day_code,
                year,
                month,
                line.name.into(),
                day.map(CourseDayId::uuid).into(),
                line.quantity.thousandths().into(),
                line.unit_price.map(Money::ore).into(),
                line.amount.ore().into(),
                line.adjusts.into(),
                vat.into(),
                explanation.into(),
                account.code().into(),
                credits.map(DocumentLineId::uuid).into(),
            ]
        })
        .collect();
    tx.insert_rows("document_lines", columns, rows).await
}

fn select() -> SelectStatement {
    let columns = [
        "id",
        "document_id",
        "name",
        "quantity_thousandths",
        "unit_price_ore",
        "amount_ore",
        "adjusts",
        "vat",
        "explanation",
        "account",
    ];
    Query::select()
        .columns(columns)
        .columns(line_key::COLUMNS)
        .from("document_lines")
        .order_by("position", Order::Asc)
        .to_owned()
}

fn grouped(rows: &[QueryResult]) -> Result<ByDocument, StoreFault> {
    let mut lines = ByDocument::new();
    for row in rows {
        let line = line(row)?;
        lines.entry(line.document).or_default().push(line);
    }
    Ok(lines)
}

fn line(row: &QueryResult) -> Result<LineRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let unit_price: Option<i64> = row.try_get("", "unit_price_ore")?;
    Ok(LineRecord {
        id: DocumentLineId::from_uuid(id),
        document: DocumentId::from_uuid(row.try_get("", "document_id")?),
        key: line_key::key(row, &id)?,
        year: row.try_get("", "year")?,
        name: row.try_get("", "name")?,
        quantity: Quantity::from_thousandths(row.try_get("", "quantity_thousandths")?),
        unit_price: unit_price.map(Money::from_ore),
        amount: Money::from_ore(row.try_get("", "amount_ore")?),
        adjusts: row.try_get("", "adjusts")?,
        account: account(row, &id)?,
        vat: row.try_get("", "vat")?,
        explanation: row.try_get("", "explanation")?,
    })
}

/// Lines that were issued before accounts were kept with them have none.
fn account(row: &QueryResult, id: &Uuid) -> Result<Option<Account>, StoreFault> {
    let code: Option<String> = row.try_get("", "account")?;
    let account = code.map(|code| {
        Account::of_code(&code).map_err(|_| StoreFault::row("document_lines", "account", id))
    });
    account.transpose()
}
