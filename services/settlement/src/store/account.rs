//! What a municipality's lines come to, by day and what they are charged for: added up by the database.

use domain::{AgreementId, Money, MunicipalityCode};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use sea_orm::{Order, QueryResult};
use settle::LineKind;
use tenancy::{InRegion, StoreFault};
use uuid::Uuid;

use crate::payments::Charged;

/// What was charged of a municipality, by the dates of its documents.
pub(crate) async fn charged(
    store: &impl InRegion,
    municipality: MunicipalityCode,
) -> Result<Vec<Charged>, StoreFault> {
    let line = ["kind", "code", "account"].map(|column| ("l", column));
    let document = ["agreement_id", "date"].map(|column| ("d", column));
    let select = Query::select()
        .columns(line)
        .columns(document)
        // The sum of bigints is numeric on PostgreSQL.
        .expr_as(Expr::col(("l", "amount_ore")).sum().cast_as("bigint"), "amount")
        .from_as("document_lines", "l")
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("l", "document_id")),
        )
        .and_where(Expr::col(("d", "municipality_code")).eq(municipality.to_string()))
        .group_by_columns(line)
        .group_by_columns(document)
        .order_by(("d", "date"), Order::Asc)
        .to_owned();
    let mut all = Vec::new();
    for row in store.query_all(&select).await? {
        let agreement: Uuid = row.try_get("", "agreement_id")?;
        let account: Option<String> = row.try_get("", "account")?;
        let account = account.map(|code| books::Account::of_code(&code)).transpose();
        all.push(Charged {
            agreement: AgreementId::from_uuid(agreement),
            date: row.try_get("", "date")?,
            kind: kind(&row, &agreement)?,
            code: row.try_get("", "code")?,
            account: account
                .map_err(|_| StoreFault::row("document_lines", "account", &agreement))?,
            amount: Money::from_ore(row.try_get("", "amount")?),
        });
    }
    Ok(all)
}

fn kind(row: &QueryResult, key: &Uuid) -> Result<LineKind, StoreFault> {
    let word: String = row.try_get("", "kind")?;
    let all = [LineKind::CourseFee, LineKind::FixedCost, LineKind::TrainerPot];
    let kind = all.into_iter().find(|kind| kind.word() == word);
    kind.ok_or_else(|| StoreFault::row("document_lines", "kind", key))
}
