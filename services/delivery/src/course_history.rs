//! Taking one's course history along to another region: by whoever it is of, and by nobody else.
//!
//! That they ask is their consent, and the audit of both regions tells of it. The region that they come from keeps its
//! rows, which its counts stand on, and is told nothing of where they go.

use domain::{AttendanceMark, Date, PersonId, Slug};
use identity::Permission;
use people::Staff;
use tenancy::{GateFault, InRegion, RegionScope};

use crate::DeliveryFault;
use crate::store::course_history as store;
use crate::store::of_person::{self, Attended};

/// A closed course day in another region, and whether they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PastDay {
    /// The region where it was.
    pub(crate) origin: Slug,
    /// What that region was called.
    pub(crate) origin_name: String,
    pub(crate) date: Date,
    pub(crate) course: String,
    pub(crate) mark: AttendanceMark,
}

impl PastDay {
    /// Whether both tell of the same day.
    pub(crate) fn is_same_day(&self, other: &Self) -> bool {
        (&self.origin, self.date, &self.course) == (&other.origin, other.date, &other.course)
    }
}

/// Copies the caller's closed course days from one region to another, with those that they had brought to the first.
/// Asked for again, days that were corrected meanwhile are as they are now. Gives what they have brought along.
pub(crate) async fn take(
    from: &RegionScope,
    to: &RegionScope,
) -> Result<Vec<PastDay>, DeliveryFault> {
    from.require(Permission::ReadOwn)?;
    to.require(Permission::ReadOwn)?;
    if from.slug() == to.slug() {
        return Err(DeliveryFault::field("input.from", "expected another region"));
    }
    oneself(to).await?;
    let given = give(from, to.slug()).await?;
    let tx = to.begin().await?;
    let own = oneself(&tx).await?;
    let known = store::of_person(&tx, own.id).await?;
    let kept = known.iter().filter(|day| !given.iter().any(|new| new.is_same_day(day)));
    let all: Vec<PastDay> = kept.chain(&given).cloned().collect();
    store::remove_all(&tx, &[own.id]).await?;
    store::insert(&tx, own.id, &all).await?;
    tx.note("course-history-take", &own.id.to_string());
    let taken = store::of_person(&tx, own.id).await?;
    tx.commit().await?;
    Ok(taken)
}

/// What the caller takes along from a region, which its audit tells; days of `to` itself are there already.
async fn give(from: &RegionScope, to: &Slug) -> Result<Vec<PastDay>, DeliveryFault> {
    let tx = from.begin().await?;
    let own = oneself(&tx).await?;
    let attended = of_person::attended(&tx, own.id).await?;
    let mut days: Vec<PastDay> = Vec::new();
    let here = attended.into_iter().filter_map(|day| past(from, day));
    let brought = store::of_person(&tx, own.id).await?.into_iter();
    for day in here.chain(brought).filter(|day| day.origin != *to) {
        if !days.iter().any(|known| known.is_same_day(&day)) {
            days.push(day);
        }
    }
    tx.note("course-history-give", &own.id.to_string());
    tx.commit().await?;
    Ok(days)
}

fn past(region: &RegionScope, day: Attended) -> Option<PastDay> {
    let mark = day.mark.filter(|mark| day.closed && *mark != AttendanceMark::Cancelled)?;
    (!day.cancelled).then(|| PastDay {
        origin: region.slug().clone(),
        origin_name: region.name().to_owned(),
        date: day.date,
        course: day.course,
        mark,
    })
}

/// Takes back that what the caller brought from a region may be kept here.
pub(crate) async fn remove(scope: &RegionScope, origin: &Slug) -> Result<(), DeliveryFault> {
    scope.require(Permission::ReadOwn)?;
    let tx = scope.begin().await?;
    let own = oneself(&tx).await?;
    if store::remove(&tx, own.id, origin).await? > 0 {
        tx.note("course-history-remove", &own.id.to_string());
    }
    tx.commit().await?;
    Ok(())
}

/// What the caller has brought along.
pub(crate) async fn own(scope: &RegionScope) -> Result<Vec<PastDay>, GateFault> {
    scope.require(Permission::ReadOwn)?;
    let Some(account) = scope.actor().account else { return Ok(Vec::new()) };
    let Some(own) = people::staff::of_account(scope, account).await? else {
        return Ok(Vec::new());
    };
    scope.reads(own.id);
    Ok(store::of_person(scope, own.id).await?)
}

/// What one of the staff whom the caller keeps has brought along.
pub(crate) async fn of(
    scope: &RegionScope,
    person: PersonId,
) -> Result<Vec<PastDay>, DeliveryFault> {
    scope.require(Permission::ManageStaff)?;
    let known = people::staff::find(scope, person).await?.ok_or(DeliveryFault::NotFound)?;
    scope.reads(known.id);
    Ok(store::of_person(scope, known.id).await?)
}

/// The caller, as one whom the region knows.
async fn oneself(store: &impl InRegion) -> Result<Staff, DeliveryFault> {
    let account = store.scope().actor().account.ok_or(DeliveryFault::NotFound)?;
    let own = people::staff::of_account(store, account).await?;
    own.ok_or(DeliveryFault::Conflict(
        "the region knows no more of you than your account; its coordinator adds you as staff",
    ))
}
