//! What becomes of seats and services when two persons turn out to be one. Decides; pure.
//!
//! What a closed day counted stays as it is: a mark that counts is moved, never dropped, and two that count on one day
//! are refused.

use std::collections::BTreeMap;

use domain::{
    AssignmentId, AttendanceMark, CourseDayId, EnrolmentId, MunicipalityCode, OccasionId,
    TrainerRole,
};

/// A place on an occasion, with the days that its holder is expected on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) enrolment: EnrolmentId,
    pub(crate) occasion: OccasionId,
    pub(crate) municipality: MunicipalityCode,
    pub(crate) cancelled: bool,
    pub(crate) days: BTreeMap<CourseDayId, SeatDay>,
}

/// A day of a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SeatDay {
    pub(crate) closed: bool,
    pub(crate) mark: Option<AttendanceMark>,
}

/// A trainer's service on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    pub(crate) assignment: AssignmentId,
    pub(crate) occasion: OccasionId,
    pub(crate) day: CourseDayId,
    pub(crate) closed: bool,
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) role: TrainerRole,
    pub(crate) served: Option<bool>,
}

/// Something to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The seat becomes the other person's.
    Give(EnrolmentId),
    /// A seat that was cancelled is taken up again.
    Resume(EnrolmentId),
    /// A day goes over to another seat.
    Move { day: CourseDayId, from: EnrolmentId, to: EnrolmentId },
    /// A day of a seat is marked so.
    Mark { day: CourseDayId, seat: EnrolmentId, mark: Option<AttendanceMark> },
    /// A seat goes, with the days that it still has.
    Drop(EnrolmentId),
    /// The service becomes the other person's.
    GiveService(AssignmentId),
    /// A service is marked so.
    Serve(AssignmentId, bool),
    /// A service goes, which is there twice.
    DropService(AssignmentId),
}

/// Both have what one alone can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clash {
    /// Both were on a day, or were to be and were not.
    SameDay,
    /// Both mean to come to an occasion, for two municipalities.
    TwoSeats,
    /// Both teach on a day.
    SameService,
}

impl Clash {
    /// What to do.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::SameDay => {
                "both are marked as attending or absent on the same course day: mark or correct one of them as \
                 cancelled first"
            }
            Self::TwoSeats => {
                "both are enrolled on the same occasion, for two municipalities: cancel one of the enrolments first"
            }
            Self::SameService => {
                "both teach on the same course day: take one of them off it, or correct who served, first"
            }
        }
    }
}

/// What becomes of the seats of somebody who goes, beside those of the one who is kept.
pub(crate) fn seats(kept: &[Seat], going: &[Seat]) -> Result<Vec<Change>, Clash> {
    let mut changes = Vec::new();
    for seat in going {
        let beside: Vec<&Seat> = kept.iter().filter(|own| own.occasion == seat.occasion).collect();
        for own in &beside {
            let both = |(day, one): (&CourseDayId, &SeatDay)| {
                counts(one.mark) && own.days.get(day).is_some_and(|own| counts(own.mark))
            };
            if seat.days.iter().any(both) {
                return Err(Clash::SameDay);
            }
        }
        match beside.iter().find(|own| own.municipality == seat.municipality) {
            Some(own) => into(own, seat, &mut changes),
            None if beside.iter().any(|own| is_open(own) && is_open(seat)) => {
                return Err(Clash::TwoSeats);
            }
            None => changes.push(Change::Give(seat.enrolment)),
        }
    }
    Ok(changes)
}

/// What becomes of the services of somebody who goes, beside those of the one who is kept.
pub(crate) fn services(kept: &[Service], going: &[Service]) -> Result<Vec<Change>, Clash> {
    let mut changes = Vec::new();
    for service in going {
        let id = service.assignment;
        let Some(beside) = kept.iter().find(|own| own.day == service.day) else {
            changes.push(Change::GiveService(id));
            continue;
        };
        let alike = (beside.role, beside.municipality) == (service.role, service.municipality);
        match (beside.served, service.served) {
            (Some(true), Some(true)) => return Err(Clash::SameService),
            // Counted already: who did not serve may stand there beside who did.
            _ if service.closed => changes.push(Change::GiveService(id)),
            (own, served) if alike && (own.is_none() || served.is_none() || own == served) => {
                let served = served.filter(|_| own.is_none());
                changes.extend(served.map(|served| Change::Serve(beside.assignment, served)));
                changes.push(Change::DropService(id));
            }
            _ => return Err(Clash::SameService),
        }
    }
    Ok(changes)
}

/// One seat goes into another of the same occasion and payer.
fn into(own: &Seat, seat: &Seat, changes: &mut Vec<Change>) {
    if own.cancelled && !seat.cancelled {
        changes.push(Change::Resume(own.enrolment));
    }
    for (day, theirs) in &seat.days {
        let day = *day;
        match own.days.get(&day) {
            None => {
                changes.push(Change::Move { day, from: seat.enrolment, to: own.enrolment });
            }
            Some(mine) => {
                let mark = stronger(mine.mark, theirs.mark);
                if mark != mine.mark {
                    changes.push(Change::Mark { day, seat: own.enrolment, mark });
                }
            }
        }
    }
    changes.push(Change::Drop(seat.enrolment));
}

/// Who was marked counts; otherwise who is expected is, unless both have cancelled.
fn stronger(
    mine: Option<AttendanceMark>,
    theirs: Option<AttendanceMark>,
) -> Option<AttendanceMark> {
    if counts(mine) || mine.is_none() && !counts(theirs) { mine } else { theirs }
}

/// Whether a day counts it.
const fn counts(mark: Option<AttendanceMark>) -> bool {
    match mark {
        Some(AttendanceMark::Attended | AttendanceMark::Absent) => true,
        Some(AttendanceMark::Cancelled) | None => false,
    }
}

/// Whether its holder means to come to a day that is yet to be closed.
fn is_open(seat: &Seat) -> bool {
    !seat.cancelled && seat.days.values().any(|day| !day.closed)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::AttendanceMark::{Absent, Attended, Cancelled};
    use super::*;

    fn day(number: u128) -> CourseDayId {
        CourseDayId::from_uuid(Uuid::from_u128(number))
    }

    fn seat(
        number: u128,
        municipality: &str,
        days: &[(u128, bool, Option<AttendanceMark>)],
    ) -> Seat {
        let days = days
            .iter()
            .map(|(id, closed, mark)| (day(*id), SeatDay { closed: *closed, mark: *mark }));
        let days: BTreeMap<_, _> = days.collect();
        Seat {
            enrolment: EnrolmentId::from_uuid(Uuid::from_u128(number)),
            occasion: OccasionId::from_uuid(Uuid::nil()),
            municipality: municipality.parse().unwrap(),
            cancelled: days.values().all(|day| day.mark == Some(Cancelled)),
            days,
        }
    }

    #[test]
    fn seats_of_one_payer_become_one_and_count_as_before() {
        let own = seat(
            1,
            "2580",
            &[(1, true, Some(Attended)), (2, true, Some(Cancelled)), (3, false, None)],
        );
        let other = seat(
            2,
            "2580",
            &[(1, true, Some(Cancelled)), (2, true, Some(Absent)), (4, false, None)],
        );
        let (to, from) = (own.enrolment, other.enrolment);
        let expected = [
            Change::Mark { day: day(2), seat: to, mark: Some(Absent) },
            Change::Move { day: day(4), from, to },
            Change::Drop(from),
        ];
        assert_eq!(seats(&[own], &[other]).unwrap(), expected);
        let cancelled = seat(1, "2580", &[(1, false, Some(Cancelled))]);
        let open = seat(2, "2580", &[(1, false, None)]);
        let expected = [
            Change::Resume(to),
            Change::Mark { day: day(1), seat: to, mark: None },
            Change::Drop(from),
        ];
        assert_eq!(seats(&[cancelled], &[open]).unwrap(), expected);
    }

    #[test]
    fn what_counts_twice_is_refused() {
        let came = seat(1, "2580", &[(1, true, Some(Attended))]);
        for municipality in ["2580", "2581"] {
            let other = seat(2, municipality, &[(1, true, Some(Absent))]);
            assert_eq!(seats(std::slice::from_ref(&came), &[other]), Err(Clash::SameDay));
        }
        let later = seat(2, "2581", &[(2, true, Some(Attended))]);
        let given = [Change::Give(later.enrolment)];
        assert_eq!(seats(&[came], &[later]).unwrap(), given, "two payers, on two days");
        let open = |number, municipality| seat(number, municipality, &[(1, false, None)]);
        assert_eq!(seats(&[open(1, "2580")], &[open(2, "2581")]), Err(Clash::TwoSeats));
    }

    #[test]
    fn services_of_a_day_are_one_persons() {
        let service = |number, closed, role, served| Service {
            assignment: AssignmentId::from_uuid(Uuid::from_u128(number)),
            occasion: OccasionId::from_uuid(Uuid::nil()),
            day: day(1),
            closed,
            municipality: "2580".parse().ok(),
            role,
            served,
        };
        let (leader, trainer) = (TrainerRole::Leader, TrainerRole::Trainer);
        let ask = |one, other| services(&[one], &[other]);
        let served = service(1, true, leader, Some(true));
        let id = |number| AssignmentId::from_uuid(Uuid::from_u128(number));
        assert_eq!(ask(served, service(2, true, trainer, Some(true))), Err(Clash::SameService));
        let given = vec![Change::GiveService(id(2))];
        assert_eq!(ask(served, service(2, true, leader, Some(false))), Ok(given));
        let (one, other) =
            (service(1, false, leader, None), service(2, false, leader, Some(false)));
        let expected = vec![Change::Serve(id(1), false), Change::DropService(id(2))];
        assert_eq!(ask(one, other), Ok(expected));
        assert_eq!(ask(one, service(2, false, trainer, None)), Err(Clash::SameService));
        assert_eq!(services(&[], &[one]), Ok(vec![Change::GiveService(id(1))]));
    }
}
