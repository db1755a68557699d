//! Cancelling an enrolment. Days that are not closed are cancelled and cost nothing; those of which the agreement says
//! that it is too late count as absence.

use domain::{AttendanceMark, CourseDayId, CourseFee, Date, EnrolmentId, OccasionId};
use identity::Permission;
use tenancy::{InRegion, RegionScope, StoreFault};

use crate::record::OccasionRecord;
use crate::{DeliveryFault, store};

/// Cancels an enrolment on all days that are not closed, and gives its occasion.
pub(crate) async fn cancel(
    scope: &RegionScope,
    id: EnrolmentId,
) -> Result<OccasionId, DeliveryFault> {
    scope.require(Permission::Enrol)?;
    let tx = scope.begin().await?;
    let found = store::enrolments::find(&tx, id).await?;
    let reached =
        found.filter(|enrolment| scope.reach(Permission::Enrol).includes(enrolment.municipality));
    let occasion = reached.ok_or(DeliveryFault::NotFound)?.occasion;
    let locked = store::occasions::lock(&tx, occasion).await?.ok_or(DeliveryFault::NotFound)?;
    // Read again: somebody may have cancelled while this waited for the lock.
    let enrolment = store::enrolments::find(&tx, id).await?.ok_or(DeliveryFault::NotFound)?;
    if enrolment.cancelled {
        return Err(DeliveryFault::Conflict("the enrolment is already cancelled"));
    }
    if locked.open_days == 0 {
        return Err(DeliveryFault::Conflict("all days of the occasion are closed"));
    }
    store::enrolments::set_cancelled(&tx, id, true).await?;
    let fee = fee(&tx, &locked).await?;
    for (day, date) in store::course_days::open(&tx, occasion).await? {
        store::attendance::set(&tx, day, id, becomes(fee.as_ref(), date, scope.today())).await?;
    }
    tx.note("enrolment-cancel", &id.to_string());
    tx.commit().await?;
    Ok(occasion)
}

/// What cancelling today would cost on an occasion where it can be too late.
pub(crate) struct LateCancellation {
    /// Fewer days than these before a course day it is too late.
    pub(crate) days: u16,
    /// The days, not closed, that it is too late for, by date.
    pub(crate) charged: Vec<(CourseDayId, Date)>,
}

/// What cancelling an enrolment on this occasion today would cost; `None` where it never costs anything.
pub(crate) async fn late(
    scope: &RegionScope,
    occasion: OccasionId,
) -> Result<Option<LateCancellation>, DeliveryFault> {
    scope.require(Permission::ReadOccasions)?;
    let found = store::occasions::find(scope, occasion).await?.ok_or(DeliveryFault::NotFound)?;
    let fee = fee(scope, &found).await?;
    let Some(days) = fee.and_then(|fee| fee.charges_cancelled_from()) else { return Ok(None) };
    let mut charged = store::course_days::open(scope, occasion).await?;
    charged.retain(|(_, date)| days.is_late(*date, scope.today()));
    Ok(Some(LateCancellation { days: days.number(), charged }))
}

/// The rule of course fees that an occasion's days are charged by.
pub(crate) async fn fee(
    store: &impl InRegion,
    occasion: &OccasionRecord,
) -> Result<Option<CourseFee>, StoreFault> {
    let terms = store::terms::of(store, occasion.agreement).await?;
    Ok(terms.map(|terms| terms.agreement.course_fee))
}

/// What a course day that is not closed becomes for who cancels it today.
fn becomes(fee: Option<&CourseFee>, course_day: Date, today: Date) -> AttendanceMark {
    if fee.is_some_and(|fee| fee.charges_cancelled(course_day, today)) {
        AttendanceMark::Absent
    } else {
        AttendanceMark::Cancelled
    }
}
