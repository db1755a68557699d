//! Shares of trainer pots, as runs issued them: `document_lines` with their `documents`.

use std::collections::BTreeSet;

use domain::{AgreementId, RunId};
use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use settle::LineKind;
use tenancy::{InRegion, StoreFault};

/// A share as it was issued.
pub(crate) struct PotShareRecord {
    pub(crate) run: RunId,
    pub(crate) agreement: AgreementId,
    pub(crate) municipality_name: String,
    /// As JSON of `StoredExplanation`.
    pub(crate) explanation: String,
}

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

/// Every share that these runs issued, by document number.
pub(crate) async fn of_runs(
    store: &impl InRegion,
    runs: &BTreeSet<RunId>,
) -> Result<Vec<PotShareRecord>, StoreFault> {
    let runs: Vec<_> = runs.iter().map(|run| run.uuid()).collect();
    let mut shares = Vec::new();
    for some in runs.chunks(AT_A_TIME) {
        let select = Query::select()
            .column(("l", "explanation"))
            .columns(["run_id", "agreement_id", "municipality_name"].map(|column| ("d", column)))
            .from_as("document_lines", "l")
            .join_as(
                JoinType::InnerJoin,
                "documents",
                "d",
                Expr::col(("d", "id")).equals(("l", "document_id")),
            )
            .and_where(Expr::col(("l", "kind")).eq(LineKind::TrainerPot.word()))
            .and_where(Expr::col(("d", "run_id")).is_in(some.iter().copied()))
            .order_by(("d", "number_year"), Order::Asc)
            .order_by(("d", "number"), Order::Asc)
            .to_owned();
        for row in store.query_all(&select).await? {
            shares.push(PotShareRecord {
                run: RunId::from_uuid(row.try_get("", "run_id")?),
                agreement: AgreementId::from_uuid(row.try_get("", "agreement_id")?),
                municipality_name: row.try_get("", "municipality_name")?,
                explanation: row.try_get("", "explanation")?,
            });
        }
    }
    Ok(shares)
}
