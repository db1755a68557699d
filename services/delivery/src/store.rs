//! Delivery's tables. Rows in, records out; knows no rule.

use domain::CourseDayId;
use tenancy::{InRegion, RegionTx, StoreFault};

use crate::Marks;
use crate::marks::People;

pub(crate) mod assignments;
pub(crate) mod attendance;
pub(crate) mod corrections;
pub(crate) mod counts;
pub(crate) mod course_days;
pub(crate) mod course_history;
pub(crate) mod delivered;
pub(crate) mod enrolments;
pub(crate) mod hand_over;
pub(crate) mod occasion_list;
pub(crate) mod occasions;
pub(crate) mod of_person;
pub(crate) mod open_days;
pub(crate) mod terms;

/// Everybody on a day, with their marks.
pub(crate) async fn people_of(
    store: &impl InRegion,
    day: CourseDayId,
) -> Result<People, StoreFault> {
    Ok(People {
        participants: attendance::of_day(store, day).await?,
        trainers: assignments::of_day(store, day).await?,
    })
}

/// Writes marks of a day.
pub(crate) async fn save_marks(
    tx: &RegionTx,
    day: CourseDayId,
    marks: &Marks,
) -> Result<(), StoreFault> {
    for (enrolment, mark) in &marks.participants {
        attendance::set(tx, day, *enrolment, *mark).await?;
    }
    for (assignment, served) in &marks.trainers {
        assignments::set_served(tx, *assignment, *served).await?;
    }
    Ok(())
}
