//! Closing a course day: it is counted per municipality, and becomes a fact that settlement may read.

use domain::{CourseDayId, Date};
use identity::Permission;
use tenancy::RegionScope;

use crate::count::{DayCounts, Unmarked};
use crate::marks::People;
use crate::record::DayRecord;
use crate::{DeliveryFault, store};

/// Closes a day. Afterwards only a correction with a reason changes it.
pub async fn close_day(scope: &RegionScope, day: CourseDayId) -> Result<(), DeliveryFault> {
    scope.require(Permission::CloseDays)?;
    let tx = scope.begin().await?;
    let (_, record) = store::course_days::lock(&tx, day).await?.ok_or(DeliveryFault::NotFound)?;
    let people = store::people_of(&tx, day).await?;
    let counts = decide(&record, &people, scope.today())?;
    store::course_days::close(&tx, day, scope.now()).await?;
    store::counts::replace(&tx, day, &counts).await?;
    tx.note("course-day-close", &day.to_string());
    tx.commit().await?;
    Ok(())
}

fn decide(day: &DayRecord, people: &People, today: Date) -> Result<DayCounts, DeliveryFault> {
    if day.closing.is_some() {
        return Err(DeliveryFault::Conflict("the course day is already closed"));
    }
    if day.date > today {
        return Err(DeliveryFault::Conflict("the course day has not been yet"));
    }
    people.count().map_err(|unmarked| {
        DeliveryFault::Conflict(match unmarked {
            Unmarked::Participant => "some participants are not marked yet",
            Unmarked::Trainer => "some trainers are not marked yet",
        })
    })
}
