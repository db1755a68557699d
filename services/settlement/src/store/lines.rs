//! `document_lines`: never changed once written.

use std::collections::BTreeMap;

use domain::{AgreementId, CourseDayId, DocumentId, DocumentLineId, Money, MunicipalityCode};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{Order, QueryResult, Value};
use settle::{Line, LineKind, Quantity};
use tenancy::{InRegion, RegionTx, StoreFault, parsed};
use uuid::Uuid;

use super::line_key;
use crate::record::LineRecord;

/// A line to write: its document, the line, its course day, and its explanation as JSON.
pub(crate) type NewLine = (DocumentId, Line, Option<CourseDayId>, String);

type ByDocument = BTreeMap<DocumentId, Vec<LineRecord>>;

/// The lines of these documents, in order.
pub(crate) async fn of_documents(
    store: &impl InRegion,
    documents: &[Uuid],
) -> Result<ByDocument, StoreFault> {
    if documents.is_empty() {
        return Ok(ByDocument::new());
    }
    let mut select = select();
    select.and_where(Expr::col("document_id").is_in(documents.iter().copied()));
    grouped(&store.query_all(&select).await?)
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
        "explanation",
    ];
    let scope = tx.scope();
    let rows: Vec<[Value; 15]> = (0_i32..)
        .zip(lines)
        .map(|(position, (document, line, day, explanation))| {
            let [kind, code, day_code, year, month] = line_key::values(&line.key);
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
                explanation.into(),
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
        "explanation",
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
        name: row.try_get("", "name")?,
        quantity: Quantity::from_thousandths(row.try_get("", "quantity_thousandths")?),
        unit_price: unit_price.map(Money::from_ore),
        amount: Money::from_ore(row.try_get("", "amount_ore")?),
        adjusts: row.try_get("", "adjusts")?,
        explanation: row.try_get("", "explanation")?,
    })
}
