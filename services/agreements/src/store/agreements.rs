//! `agreements` and `agreement_versions`.

use chrono::{DateTime, Utc};
use domain::{AgreementId, AgreementVersionId};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, Query};
use tenancy::{InRegion, RegionTx, StoreFault};

use crate::{AgreementRecord, Status};

/// Every version of every agreement.
pub(crate) async fn all_versions(
    store: &impl InRegion,
) -> Result<Vec<AgreementRecord>, StoreFault> {
    let select = Query::select()
        .expr_as(Expr::col(("v", "id")), "version_id")
        .columns([
            ("v", "agreement_id"),
            ("v", "version"),
            ("v", "status"),
            ("v", "terms"),
            ("v", "terms_sha256"),
        ])
        .from_as("agreement_versions", "v")
        .order_by(("v", "version"), sea_orm::Order::Asc)
        .to_owned();
    store.query_all(&select).await?.iter().map(record).collect()
}

fn record(row: &sea_orm::QueryResult) -> Result<AgreementRecord, StoreFault> {
    let version_id: uuid::Uuid = row.try_get("", "version_id")?;
    let fault = |column| StoreFault::row("agreement_versions", column, &version_id);
    let status: String = row.try_get("", "status")?;
    let terms: String = row.try_get("", "terms")?;
    Ok(AgreementRecord {
        id: AgreementId::from_uuid(row.try_get("", "agreement_id")?),
        version_id: AgreementVersionId::from_uuid(version_id),
        version: row.try_get("", "version")?,
        status: parse_status(&status).ok_or_else(|| fault("status"))?,
        terms: serde_json::from_str(&terms).map_err(|_| fault("terms"))?,
        terms_sha256: row.try_get("", "terms_sha256")?,
    })
}

/// Writes a new agreement with its first version, `terms` being its JSON.
pub(crate) async fn insert(
    tx: &RegionTx,
    record: &AgreementRecord,
    terms: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreFault> {
    let agreement = &record.terms.agreement;
    let insert = Query::insert()
        .into_table("agreements")
        .columns(["id", "title", "starts_on", "ends_on", "created_at"])
        .values_panic([
            record.id.uuid().into(),
            agreement.title.as_str().into(),
            agreement.from.into(),
            agreement.to.into(),
            now.into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    let insert = Query::insert()
        .into_table("agreement_versions")
        .columns(["id", "agreement_id", "version", "status", "terms", "terms_sha256", "created_at"])
        .values_panic([
            record.version_id.uuid().into(),
            record.id.uuid().into(),
            record.version.into(),
            status_word(record.status).into(),
            terms.into(),
            record.terms_sha256.as_str().into(),
            now.into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::InForce => "in_force",
    }
}

fn parse_status(word: &str) -> Option<Status> {
    match word {
        "draft" => Some(Status::Draft),
        "in_force" => Some(Status::InForce),
        _ => None,
    }
}
