//! What occasions are called: delivery's view `occasion_names`.

use domain::{AgreementId, OccasionCode, OccasionId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{InRegion, StoreFault};

use crate::record::OccasionName;

/// The occasion with this id, and the agreement that it is given under.
pub(crate) async fn find(
    store: &impl InRegion,
    id: OccasionId,
) -> Result<Option<(AgreementId, OccasionName)>, StoreFault> {
    let select = Query::select()
        .columns(["agreement_id", "code", "course"])
        .from("occasion_names")
        .and_where(Expr::col("occasion_id").eq(id.uuid()))
        .to_owned();
    let Some(row) = store.query_one(&select).await? else { return Ok(None) };
    let code = OccasionCode(row.try_get("", "code")?);
    let name = OccasionName { id, code, course: row.try_get("", "course")? };
    Ok(Some((AgreementId::from_uuid(row.try_get("", "agreement_id")?), name)))
}
