//! Issued lines as the rules compare them with what should be charged.

use std::collections::BTreeMap;

use domain::{AgreementId, Money, OccasionCode};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use settle::{DocumentKey, IssuedLine, Quantity};
use tenancy::{InRegion, StoreFault, parsed};
use uuid::Uuid;

use super::line_key;

/// All lines ever issued in the region.
pub(crate) async fn by_agreement(
    store: &impl InRegion,
) -> Result<BTreeMap<AgreementId, Vec<IssuedLine>>, StoreFault> {
    let select = Query::select()
        .columns(["id", "name", "quantity_thousandths", "amount_ore"].map(|column| ("l", column)))
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
    let mut issued: BTreeMap<AgreementId, Vec<IssuedLine>> = BTreeMap::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        let occasion: Option<String> = row.try_get("", "occasion_code")?;
        let document = DocumentKey {
            date: row.try_get("", "date")?,
            occasion: occasion.map(OccasionCode),
            municipality: parsed(&row, "documents", "municipality_code", &id)?,
            kind: parsed(&row, "documents", "document_kind", &id)?,
        };
        let cancels: Option<bool> = row.try_get("", "cancels")?;
        let line = IssuedLine {
            document,
            key: line_key::key(&row, &id)?,
            name: row.try_get("", "name")?,
            quantity: Quantity::from_thousandths(row.try_get("", "quantity_thousandths")?),
            amount: Money::from_ore(row.try_get("", "amount_ore")?),
            reduces: cancels == Some(false),
        };
        let agreement = AgreementId::from_uuid(row.try_get("", "agreement_id")?);
        issued.entry(agreement).or_default().push(line);
    }
    Ok(issued)
}
