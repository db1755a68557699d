//! Marking attendance on a course day that is not closed: as often as one likes.

use domain::CourseDayId;
use identity::Permission;
use tenancy::RegionScope;

use crate::{DeliveryFault, Marks, cancel, store};

/// Sets marks on a day.
pub async fn mark(
    scope: &RegionScope,
    day: CourseDayId,
    marks: &Marks,
) -> Result<(), DeliveryFault> {
    scope.require(Permission::CloseDays)?;
    let tx = scope.begin().await?;
    let (occasion, record) =
        store::course_days::lock(&tx, day).await?.ok_or(DeliveryFault::NotFound)?;
    if record.closing.is_some() {
        return Err(DeliveryFault::Conflict("the course day is closed; correct it with a reason"));
    }
    if record.date > scope.today() {
        return Err(DeliveryFault::Conflict("the course day has not been yet"));
    }
    let fee = cancel::fee(&tx, &occasion).await?;
    let mut people = store::people_of(&tx, day).await?;
    let (changed, _) = people.set(marks, fee.as_ref())?;
    store::save_marks(&tx, day, &changed).await?;
    tx.note("attendance-mark", &day.to_string());
    tx.commit().await?;
    Ok(())
}
