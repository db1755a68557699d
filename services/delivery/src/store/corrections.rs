//! `corrections`: what was changed on closed days, by whom and why. Never changed itself.

use domain::CourseDayId;
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

use crate::DeliveryFault;
use crate::record::CorrectionRecord;

/// The columns of a correction joined to its day, besides who made it.
pub(super) const READ: [&str; 3] = ["at", "reason", "changes"];

const WRITTEN: [&str; 6] = ["id", "course_day_id", "at", "corrected_by", "reason", "changes"];

/// The correction of a joined row; nothing where the day has none.
pub(super) fn of_row(row: &QueryResult) -> Result<Option<CorrectionRecord>, StoreFault> {
    let Some(at) = row.try_get("", "at")? else { return Ok(None) };
    let changes: String = row.try_get("", "changes")?;
    let day: Uuid = row.try_get("", "id")?;
    Ok(Some(CorrectionRecord {
        at,
        by: row.try_get("", "corrected_by")?,
        reason: row.try_get("", "reason")?,
        changes: serde_json::from_str(&changes)
            .map_err(|_| StoreFault::row("corrections", "changes", &day))?,
    }))
}

/// Adds a correction to a day's trail, in the actor's name.
pub(crate) async fn insert(
    tx: &RegionTx,
    day: CourseDayId,
    correction: &CorrectionRecord,
) -> Result<(), DeliveryFault> {
    let insert = Query::insert()
        .into_table("corrections")
        .columns(WRITTEN)
        .values_panic([
            tx.scope().ids().next().into(),
            day.uuid().into(),
            correction.at.into(),
            tx.signature().await?.into(),
            correction.reason.as_str().into(),
            serde_json::to_string(&correction.changes)?.into(),
        ])
        .to_owned();
    tx.execute(&insert).await.map_err(StoreFault::from)?;
    Ok(())
}
