//! Marks for a course day: who came, who taught. Decides which of them change anything; pure.

use domain::{AssignmentId, AttendanceMark, CourseFee, EnrolmentId};

use crate::DeliveryFault;
use crate::count::{DayCounts, Unmarked, count};
use crate::record::{AssignmentRecord, AttendanceRecord, EnrolmentRecord};

/// Marks to set on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether participants came.
    pub participants: Vec<(EnrolmentId, AttendanceMark)>,
    /// Whether trainers served.
    pub trainers: Vec<(AssignmentId, bool)>,
}

/// A course day's people, as they are marked.
pub(crate) struct People {
    pub(crate) participants: Vec<(EnrolmentRecord, AttendanceRecord)>,
    pub(crate) trainers: Vec<AssignmentRecord>,
}

/// What a mark changes, in Swedish, for the trail of corrections.
pub(crate) type Changes = Vec<String>;

impl People {
    /// What the day counts, once everybody is marked.
    pub(crate) fn count(&self) -> Result<DayCounts, Unmarked> {
        let participants = self.participants.iter();
        let trainers = self.trainers.iter();
        count(
            participants.map(|(enrolment, attendance)| (enrolment.municipality, attendance.mark)),
            trainers.map(|trainer| (trainer.municipality, trainer.role, trainer.served)),
        )
    }

    /// Sets the marks, and gives those that changed anything with a sentence on each.
    ///
    /// Refuses marks of those who are not on this day, and any but `cancelled` for who has cancelled the occasion; under
    /// an agreement that charges late cancellation such a person may be `absent` too.
    pub(crate) fn set(
        &mut self,
        marks: &Marks,
        fee: Option<&CourseFee>,
    ) -> Result<(Marks, Changes), DeliveryFault> {
        let may_be_absent = fee.is_some_and(|fee| fee.charges_cancelled_from().is_some());
        let mut changed = Marks::default();
        let mut sentences = Changes::new();
        for (index, (id, mark)) in marks.participants.iter().enumerate() {
            let found = self.participants.iter_mut().find(|(enrolment, _)| enrolment.id == *id);
            let (enrolment, attendance) = found.ok_or(DeliveryFault::NotFound)?;
            let fits = match mark {
                AttendanceMark::Cancelled => true,
                AttendanceMark::Absent => !enrolment.cancelled || may_be_absent,
                AttendanceMark::Attended => !enrolment.cancelled,
            };
            if !fits {
                let expected = "expected somebody who has not cancelled; enrol them again first";
                return Err(DeliveryFault::field(format!("marks.{index}.mark"), expected));
            }
            if attendance.mark != Some(*mark) {
                let before = attendance.mark.map_or("utan markering", word);
                let who = &enrolment.person.code;
                sentences.push(format!("{who}: {before} → {}", word(*mark)));
                attendance.mark = Some(*mark);
                changed.participants.push((*id, *mark));
            }
        }
        for (id, served) in &marks.trainers {
            let found = self.trainers.iter_mut().find(|trainer| trainer.id == *id);
            let trainer = found.ok_or(DeliveryFault::NotFound)?;
            if trainer.served != Some(*served) {
                let before = trainer.served.map_or("utan markering", service);
                let who = &trainer.person.code;
                sentences.push(format!("{who}: {before} → {}", service(*served)));
                trainer.served = Some(*served);
                changed.trainers.push((*id, *served));
            }
        }
        Ok((changed, sentences))
    }
}

pub(crate) const fn word(mark: AttendanceMark) -> &'static str {
    match mark {
        AttendanceMark::Attended => "närvarande",
        AttendanceMark::Absent => "frånvarande",
        AttendanceMark::Cancelled => "avbokad",
    }
}

pub(crate) const fn service(served: bool) -> &'static str {
    if served { "tjänstgjorde" } else { "tjänstgjorde inte" }
}
