//! Issued lines as the rules compare them with what should be charged.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::{AgreementId, Money, OccasionCode};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, JoinType, Query};
use settle::{DocumentKey, IssuedLine, Quantity};
use tenancy::{InRegion, StoreFault, parsed};
use uuid::Uuid;

use super::line_key;
use crate::facts::{AgreementFacts, Issued, Reach};

/// What was issued under these agreements.
pub(crate) async fn by_agreement(
    store: &impl InRegion,
    agreements: &[AgreementFacts],
    reach: Reach,
) -> Result<BTreeMap<AgreementId, Issued>, StoreFault> {
    let mut select = Query::select()
        .columns(
            ["id", "name", "quantity_thousandths", "amount_ore", "vat"].map(|column| ("l", column)),
        )
        .columns(line_key::COLUMNS.map(|column| ("l", column)))
        .columns(
            ["agreement_id", "date", "occasion_code", "municipality_code"]
                .map(|column| ("d", column)),
        )
        .expr_as(Expr::col(("d", "kind")), "document_kind")
        .from_as("document_lines", "l")
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("l", "document_id")),
        )
        .expr_as(Expr::col(("c", "cancels")), "cancels")
        .join_as(
            JoinType::LeftJoin,
            "credits",
            "c",
            Expr::col(("c", "id")).equals(("d", "credit_id")),
        )
        .to_owned();
    if reach == Reach::Open {
        select.cond_where(open_years(agreements));
    }
    let mut issued: BTreeMap<AgreementId, Issued> = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let occasion: Option<String> = row.try_get("", "occasion_code")?;
        let document = DocumentKey {
            date: row.try_get("", "date")?,
            occasion: occasion.map(OccasionCode),
            municipality: parsed(&row, "documents", "municipality_code", &id)?,
            kind: parsed(&row, "documents", "document_kind", &id)?,
        };
        let year: Option<i32> = row.try_get("", "year")?;
        let cancels: Option<bool> = row.try_get("", "cancels")?;
        let line = IssuedLine {
            key: line_key::key(&row, &id)?,
            // What was taken back before lines had years, of a day that is gone.
            year: year.unwrap_or_else(|| document.date.year()),
            name: row.try_get("", "name")?,
            quantity: Quantity::from_thousandths(row.try_get("", "quantity_thousandths")?),
            amount: Money::from_ore(row.try_get("", "amount_ore")?),
            reduces: cancels == Some(false),
            document,
        };
        let agreement = AgreementId::from_uuid(row.try_get("", "agreement_id")?);
        let own = issued.entry(agreement).or_default();
        own.lines.push(line);
        own.vat.push(row.try_get("", "vat")?);
    }
    Ok(issued)
}

/// Lines without a year are of no year that could be left out.
fn open_years(agreements: &[AgreementFacts]) -> Condition {
    let mut any = Condition::any().add(Expr::val(false));
    for one in agreements {
        let own = Expr::col(("d", "agreement_id")).eq(one.id.uuid());
        any = any.add(match &one.earlier {
            Some(earlier) => own.and(
                Expr::col(("l", "year")).gte(earlier.from).or(Expr::col(("l", "year")).is_null()),
            ),
            None => own,
        });
    }
    any
}
