//! Cancelling an enrolment: nothing is charged for days that are not closed yet.

use domain::{EnrolmentId, OccasionId};
use identity::Permission;
use tenancy::RegionScope;

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
    let open = store::course_days::open_ids(&tx, occasion).await?;
    store::attendance::cancel(&tx, id, &open).await?;
    tx.note("enrolment-cancel", &id.to_string());
    tx.commit().await?;
    Ok(occasion)
}
