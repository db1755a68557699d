//! Correcting a closed course day: with a reason, counted anew, and for ever on record.

use domain::CourseDayId;
use identity::Permission;
use tenancy::RegionScope;

use crate::record::CorrectionRecord;
use crate::{DeliveryFault, Marks, cancel, store};

const LONGEST_REASON: usize = 500;

/// Corrects marks of a closed day. What was issued on it is adjusted by the next run.
pub(crate) async fn correct(
    scope: &RegionScope,
    day: CourseDayId,
    reason: &str,
    marks: &Marks,
) -> Result<(), DeliveryFault> {
    scope.require(Permission::CloseDays)?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        let expected = "expected a reason of at most 500 characters";
        return Err(DeliveryFault::field("reason", expected));
    }
    let tx = scope.begin().await?;
    let (occasion, record) =
        store::course_days::lock(&tx, day).await?.ok_or(DeliveryFault::NotFound)?;
    if record.closing.is_none() {
        return Err(DeliveryFault::Conflict("the course day is not closed; mark it as usual"));
    }
    let fee = cancel::fee(&tx, &occasion).await?;
    let mut people = store::people_of(&tx, day).await?;
    let (marks, changes) = people.set(marks, fee.as_ref())?;
    if changes.is_empty() {
        return Err(DeliveryFault::field("marks", "expected at least one mark that changes"));
    }
    // Everybody was marked when the day was closed, and marks are never taken away.
    let counts =
        people.count().map_err(|_| DeliveryFault::Conflict("some people are not marked yet"))?;
    store::save_marks(&tx, day, &marks).await?;
    store::counts::replace(&tx, day, &counts).await?;
    let by = scope.actor().name.clone();
    let correction = CorrectionRecord { at: scope.now(), by, reason: reason.to_owned(), changes };
    store::corrections::insert(&tx, day, &correction).await?;
    tx.note("course-day-correct", &day.to_string());
    tx.commit().await?;
    Ok(())
}
