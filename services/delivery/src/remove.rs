//! Taking a trainer off a course day that is not closed.

use domain::{AssignmentId, CourseDayId};
use identity::Permission;
use tenancy::RegionScope;

use crate::{DeliveryFault, store};

/// Takes a trainer off their day, and gives the day.
pub(crate) async fn remove(
    scope: &RegionScope,
    id: AssignmentId,
) -> Result<CourseDayId, DeliveryFault> {
    scope.require(Permission::PlanOccasions)?;
    let tx = scope.begin().await?;
    let day = store::assignments::day_of(&tx, id).await?.ok_or(DeliveryFault::NotFound)?;
    let (_, locked) = store::course_days::lock(&tx, day).await?.ok_or(DeliveryFault::NotFound)?;
    if locked.closing.is_some() {
        return Err(DeliveryFault::Conflict("the course day is closed"));
    }
    store::assignments::delete(&tx, id).await?;
    tx.note("trainer-remove", &id.to_string());
    tx.commit().await?;
    Ok(day)
}
