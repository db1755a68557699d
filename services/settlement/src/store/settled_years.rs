//! `settled_years`: what the latest run found of each calendar year of an agreement; and `delivered_years`, by which one
//! sees whether that still holds. What is noted may be forgotten at any time: then the year is settled anew.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AgreementId, AgreementVersionId, Date, Money, MunicipalityCode};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

/// What a run found of a year.
#[derive(Clone, Debug)]
pub(crate) struct SettledYear {
    pub(crate) version: AgreementVersionId,
    /// The name of the year's facts.
    pub(crate) revision: String,
    pub(crate) until: Date,
    /// Whether everything of the year was issued by then.
    pub(crate) complete: bool,
    /// What is left in the year's trainer pot.
    pub(crate) carried: Money,
    /// Who had sent anybody by the end of the year.
    pub(crate) registered: BTreeSet<MunicipalityCode>,
}

impl SettledYear {
    /// Whether neither the agreement nor the year's facts are others than they were.
    pub(crate) fn holds(&self, version: AgreementVersionId, revision: Option<&String>) -> bool {
        self.version == version && self.revision == revision.map(String::as_str).unwrap_or_default()
    }
}

/// By agreement and calendar year.
pub(crate) type ByYear<T> = BTreeMap<(AgreementId, i32), T>;

/// What is noted of all years.
pub(crate) async fn all(store: &impl InRegion) -> Result<ByYear<SettledYear>, StoreFault> {
    let select = Query::select()
        .columns(["agreement_id", "year", "version_id", "revision"])
        .columns(["until", "complete", "carried_ore", "registered"])
        .from("settled_years")
        .to_owned();
    let mut years = ByYear::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "agreement_id")?;
        let registered: String = row.try_get("", "registered")?;
        let year = SettledYear {
            version: AgreementVersionId::from_uuid(row.try_get("", "version_id")?),
            revision: row.try_get("", "revision")?,
            until: row.try_get("", "until")?,
            complete: row.try_get("", "complete")?,
            carried: Money::from_ore(row.try_get("", "carried_ore")?),
            registered: serde_json::from_str(&registered)
                .map_err(|_| StoreFault::row("settled_years", "registered", &id))?,
        };
        years.insert((AgreementId::from_uuid(id), row.try_get("", "year")?), year);
    }
    Ok(years)
}

/// The name of the facts of each year that has any.
pub(crate) async fn revisions(store: &impl InRegion) -> Result<ByYear<String>, StoreFault> {
    let select = Query::select()
        .columns(["agreement_id", "year", "revision"])
        .from("delivered_years")
        .to_owned();
    let mut revisions = ByYear::new();
    for row in store.query_all(&select).await? {
        let id = AgreementId::from_uuid(row.try_get("", "agreement_id")?);
        revisions.insert((id, row.try_get("", "year")?), row.try_get("", "revision")?);
    }
    Ok(revisions)
}

/// Notes what a run has found.
pub(crate) async fn note(tx: &RegionTx, years: &ByYear<SettledYear>) -> Result<(), StoreFault> {
    let noted = ["version_id", "revision", "until", "complete", "carried_ore", "registered"];
    for ((agreement, year), found) in years {
        let registered = serde_json::to_string(&found.registered)
            .map_err(|_| StoreFault::row("settled_years", "registered", &agreement.uuid()))?;
        let upsert = Query::insert()
            .into_table("settled_years")
            .columns(["agreement_id", "year"].into_iter().chain(noted))
            .values_panic([
                agreement.uuid().into(),
                (*year).into(),
                found.version.uuid().into(),
                found.revision.as_str().into(),
                found.until.into(),
                found.complete.into(),
                found.carried.ore().into(),
                registered.into(),
            ])
            .on_conflict(
                OnConflict::columns(["agreement_id", "year"]).update_columns(noted).to_owned(),
            )
            .to_owned();
        tx.execute(&upsert).await?;
    }
    Ok(())
}

/// Forgets what was noted of an agreement: something of it is to be charged anew.
pub(crate) async fn forget(tx: &RegionTx, agreement: AgreementId) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("settled_years")
        .and_where(Expr::col("agreement_id").eq(agreement.uuid()))
        .to_owned();
    tx.execute(&delete).await?;
    Ok(())
}
