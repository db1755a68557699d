//! Reading occasions, course days and persons: as much as the caller reaches, in a fixed number of statements.

use std::collections::BTreeMap;

use domain::{CourseDayId, EnrolmentId, OccasionId, swedish};
use identity::{Permission, Reach};
use tenancy::{RegionScope, StoreFault};
use uuid::Uuid;

use crate::record::{
    AssignmentRecord, AttendanceRecord, CorrectionRecord, DayRecord, EnrolmentRecord,
    OccasionRecord, ParticipationCount,
};
use crate::store;

pub(crate) mod course_days;
pub(crate) mod occasions;
pub(crate) mod own_days;
pub(crate) mod persons;

/// Which parts of an occasion to load; what nobody asks for costs nothing.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a part is asked for or not, whatever the others"
)]
pub(crate) struct Parts {
    pub(crate) days: bool,
    pub(crate) trainers: bool,
    pub(crate) counts: bool,
    pub(crate) corrections: bool,
    pub(crate) participants: bool,
    pub(crate) marks: bool,
}

/// An occasion with what was asked for.
#[derive(Clone, Debug)]
pub(crate) struct OccasionView {
    pub(crate) occasion: OccasionRecord,
    /// By date.
    pub(crate) days: Vec<DayView>,
    /// Enrolled first, by name.
    pub(crate) participants: Vec<ParticipantView>,
}

/// A course day with what was asked for.
#[derive(Clone, Debug)]
pub(crate) struct DayView {
    pub(crate) day: DayRecord,
    pub(crate) corrections: Vec<CorrectionRecord>,
    pub(crate) trainers: Vec<AssignmentRecord>,
    pub(crate) counts: Vec<ParticipationCount>,
}

/// A participant with their marks, by day.
#[derive(Clone, Debug)]
pub(crate) struct ParticipantView {
    pub(crate) enrolment: EnrolmentRecord,
    pub(crate) marks: Vec<AttendanceRecord>,
}

/// Whose persons the caller sees: those within reach, for those who may read persons at all.
fn seen_persons(scope: &RegionScope) -> Option<Reach> {
    scope.allows(Permission::ReadPersons).then(|| scope.reach(Permission::ReadPersons))
}

/// Adds what was asked for to these occasions: five statements at most.
pub(crate) async fn with_parts(
    scope: &RegionScope,
    occasions: Vec<OccasionRecord>,
    parts: Parts,
) -> Result<Vec<OccasionView>, StoreFault> {
    let ids: Vec<Uuid> = occasions.iter().map(|occasion| occasion.id.uuid()).collect();
    let mut days = days_of(scope, &ids, parts).await?;
    let mut participants = participants_of(scope, &ids, parts).await?;
    let view = |occasion: OccasionRecord| OccasionView {
        days: days.remove(&occasion.id).unwrap_or_default(),
        participants: participants.remove(&occasion.id).unwrap_or_default(),
        occasion,
    };
    Ok(occasions.into_iter().map(view).collect())
}

async fn days_of(
    scope: &RegionScope,
    occasions: &[Uuid],
    parts: Parts,
) -> Result<BTreeMap<OccasionId, Vec<DayView>>, StoreFault> {
    if !parts.days || occasions.is_empty() {
        return Ok(BTreeMap::new());
    }
    let days = store::course_days::of_occasions(scope, occasions).await?;
    let mut by_occasion: BTreeMap<OccasionId, Vec<DayView>> = BTreeMap::new();
    for view in day_views(scope, days, parts).await? {
        by_occasion.entry(view.day.occasion).or_default().push(view);
    }
    Ok(by_occasion)
}

/// Adds trainers and counts to days: two statements at most.
async fn day_views(
    scope: &RegionScope,
    days: Vec<store::course_days::DayWithCorrections>,
    parts: Parts,
) -> Result<Vec<DayView>, StoreFault> {
    let ids: Vec<Uuid> = days.iter().map(|(day, _)| day.id.uuid()).collect();
    let mut trainers: BTreeMap<CourseDayId, Vec<AssignmentRecord>> = BTreeMap::new();
    if let (true, Some(reach)) = (parts.trainers, seen_persons(scope)) {
        for trainer in store::assignments::within_reach(scope, &ids, &reach).await? {
            trainers.entry(trainer.day).or_default().push(trainer);
        }
    }
    let mut counts = BTreeMap::new();
    if parts.counts {
        // They are what documents charge.
        let reach = scope.reach(Permission::ReadDocuments);
        counts = store::counts::within_reach(scope, &ids, &reach).await?;
    }
    // The trail names people of every municipality: it is for those who may correct.
    let trail = parts.corrections && scope.allows(Permission::CloseDays);
    for (day, _) in days.iter().filter(|(_, corrections)| trail && !corrections.is_empty()) {
        scope.reads_by_id("corrections-read", day.id.uuid());
    }
    let view = |(day, corrections): store::course_days::DayWithCorrections| DayView {
        corrections: if trail { corrections } else { Vec::new() },
        trainers: trainers.remove(&day.id).unwrap_or_default(),
        counts: counts.remove(&day.id).unwrap_or_default(),
        day,
    };
    Ok(days.into_iter().map(view).collect())
}

async fn participants_of(
    scope: &RegionScope,
    occasions: &[Uuid],
    parts: Parts,
) -> Result<BTreeMap<OccasionId, Vec<ParticipantView>>, StoreFault> {
    let Some(reach) = seen_persons(scope).filter(|_| parts.participants) else {
        return Ok(BTreeMap::new());
    };
    let mut marks: BTreeMap<EnrolmentId, Vec<AttendanceRecord>> = BTreeMap::new();
    if parts.marks {
        for mark in store::attendance::within_reach(scope, occasions, &reach).await? {
            marks.entry(mark.enrolment).or_default().push(mark);
        }
    }
    let mut by_occasion: BTreeMap<OccasionId, Vec<ParticipantView>> = BTreeMap::new();
    for enrolment in store::enrolments::within_reach(scope, occasions, &reach).await? {
        let marks = marks.remove(&enrolment.id).unwrap_or_default();
        let participants = by_occasion.entry(enrolment.occasion).or_default();
        participants.push(ParticipantView { enrolment, marks });
    }
    for participants in by_occasion.values_mut() {
        participants.sort_by_cached_key(|participant| {
            let enrolment = &participant.enrolment;
            (enrolment.cancelled, swedish::sort_key(&enrolment.person.name), enrolment.id)
        });
    }
    Ok(by_occasion)
}
