//! What issued lines come to, by date, municipality and component: what a year's end and the funds are told by.

use std::collections::BTreeMap;

use books::Account;
use domain::{AgreementId, Date, Money, MunicipalityCode, OccasionId};
use sea_orm::QueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use settle::{DocumentKind, LineKind};
use tenancy::{InRegion, StoreFault, parsed};
use uuid::Uuid;

use crate::charged::Charged;
use crate::facts::AgreementFacts;

/// What was issued with a date from the first to the last of these days; all that was ever issued, without.
pub(crate) async fn within(
    store: &impl InRegion,
    days: Option<(Date, Date)>,
    agreements: &[AgreementFacts],
) -> Result<Vec<Charged>, StoreFault> {
    let mut select = grouped();
    if let Some((first, last)) = days {
        select.and_where(Expr::col(("d", "date")).between(first, last));
    }
    let rows = store.query_all(&select).await?;
    rows.iter().map(|row| charged(row, agreements)).collect()
}

/// What the closed days of an occasion were charged.
pub(crate) async fn of_occasion(
    store: &impl InRegion,
    occasion: OccasionId,
    agreements: &[AgreementFacts],
) -> Result<Vec<Charged>, StoreFault> {
    let mut select = grouped();
    select
        .join_as(
            JoinType::InnerJoin,
            "delivered_days",
            "v",
            Expr::col(("v", "course_day_id")).equals(("l", "course_day_id")),
        )
        .and_where(Expr::col(("v", "occasion_id")).eq(occasion.uuid()));
    let rows = store.query_all(&select).await?;
    rows.iter().map(|row| charged(row, agreements)).collect()
}

/// What documents come to beside their lines, by municipality and kind of document: VAT, and rounding.
pub(crate) type Added = BTreeMap<(MunicipalityCode, DocumentKind), (Money, Money)>;

/// VAT and rounding of the documents with a date from the first to the last of these days.
pub(crate) async fn added(
    store: &impl InRegion,
    (first, last): (Date, Date),
) -> Result<Added, StoreFault> {
    let sum = |column: &'static str| Expr::col(column).sum().cast_as("bigint");
    let select = Query::select()
        .columns(["municipality_code", "kind"])
        .expr_as(sum("vat_ore"), "vat")
        .expr_as(sum("rounding_ore"), "rounding")
        .from("documents")
        .and_where(Expr::col("date").between(first, last))
        .group_by_columns(["municipality_code", "kind"])
        .to_owned();
    let mut added = Added::new();
    for row in store.query_all(&select).await? {
        // A sum of several rows has no id of its own.
        let none = Uuid::nil();
        let municipality = parsed(&row, "documents", "municipality_code", &none)?;
        let kind = parsed(&row, "documents", "kind", &none)?;
        let vat = Money::from_ore(row.try_get("", "vat")?);
        let rounding = Money::from_ore(row.try_get("", "rounding")?);
        added.insert((municipality, kind), (vat, rounding));
    }
    Ok(added)
}

fn grouped() -> SelectStatement {
    let document = ["date", "agreement_id", "municipality_code"].map(|column| ("d", column));
    let line = ["kind", "code", "account"].map(|column| ("l", column));
    Query::select()
        .columns(document)
        .columns(line)
        .expr_as(Expr::col(("d", "kind")), "document_kind")
        .expr_as(Expr::col(("l", "name")).max(), "name")
        // The sum of bigints is numeric on PostgreSQL.
        .expr_as(Expr::col(("l", "amount_ore")).sum().cast_as("bigint"), "amount")
        .from_as("document_lines", "l")
        .join_as(
            JoinType::InnerJoin,
            "documents",
            "d",
            Expr::col(("d", "id")).equals(("l", "document_id")),
        )
        .group_by_columns(document)
        .group_by_columns(line)
        .group_by_col(("d", "kind"))
        .to_owned()
}

fn charged(row: &QueryResult, agreements: &[AgreementFacts]) -> Result<Charged, StoreFault> {
    let agreement: Uuid = row.try_get("", "agreement_id")?;
    let fault = |column| StoreFault::row("document_lines", column, &agreement);
    let word: String = row.try_get("", "kind")?;
    let kinds = [LineKind::CourseFee, LineKind::FixedCost, LineKind::TrainerPot];
    let kind = kinds.into_iter().find(|kind| kind.word() == word).ok_or_else(|| fault("kind"))?;
    let code: String = row.try_get("", "code")?;
    let account: Option<String> = row.try_get("", "account")?;
    let account = match account {
        Some(account) => Account::of_code(&account).map_err(|_| fault("account"))?,
        None => by_terms(kind, &code, AgreementId::from_uuid(agreement), agreements),
    };
    Ok(Charged {
        date: row.try_get("", "date")?,
        municipality: parsed(row, "documents", "municipality_code", &agreement)?,
        document: parsed(row, "documents", "document_kind", &agreement)?,
        kind,
        code,
        name: row.try_get("", "name")?,
        account,
        amount: Money::from_ore(row.try_get("", "amount")?),
    })
}

/// Before accounts were kept with lines, the agreement alone decided.
fn by_terms(
    kind: LineKind,
    code: &str,
    agreement: AgreementId,
    agreements: &[AgreementFacts],
) -> Account {
    let facts = agreements.iter().find(|facts| facts.id == agreement);
    let pot = facts.and_then(|facts| facts.terms.agreement.trainer_pot.as_ref());
    match kind {
        LineKind::TrainerPot => Account::TrainerPot,
        LineKind::FixedCost => Account::FixedCosts,
        LineKind::CourseFee if pot.is_some_and(|pot| pot.component.0 == code) => {
            Account::TrainerPot
        }
        LineKind::CourseFee => Account::CourseFees,
    }
}
