//! What a coordinator should look at before issuing: nothing wrong, but seldom meant.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AgreementTerms, Date, DayCode, DayIndex, Delivered, Money, MunicipalityCode, OccasionCode,
    Points, TrainerRole,
};

use crate::{Earlier, PotYear};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nobody of the municipality was ever registered on a course day.
    NeverSentAnybody {
        /// The municipality.
        municipality: MunicipalityCode,
    },
    /// Nobody served as leader on a course day.
    DayWithoutLeader {
        /// The day.
        day: DayCode,
        /// When it was.
        date: Date,
        /// The course's name.
        course: String,
    },
    /// Nobody was registered on any day of an occasion.
    OccasionWithoutParticipants {
        /// The occasion.
        occasion: OccasionCode,
        /// Its first day.
        date: Date,
        /// The course's name.
        course: String,
    },
    /// A year's pot was carried on because nobody earned points.
    PotWithoutPoints {
        /// The calendar year.
        year: i32,
        /// What was carried to the next year.
        carried_out: Money,
    },
}

/// Everything worth a look in the years that are settled, by kind, then by date or municipality.
pub fn findings(
    terms: &AgreementTerms,
    earlier: Option<&Earlier>,
    delivered: &Delivered,
    pot: &[PotYear],
) -> Vec<Finding> {
    let mut findings = never_sent_anybody(terms, earlier, delivered);
    findings.extend(days_without_leader(delivered));
    findings.extend(occasions_without_participants(delivered));
    let idle = pot.iter().filter(|year| year.points == Points::ZERO && !year.carried_out.is_zero());
    findings.extend(
        idle.map(|y| Finding::PotWithoutPoints { year: y.year, carried_out: y.carried_out }),
    );
    findings
}

/// Before anything has been delivered nobody can have sent anybody, and that is no finding.
fn never_sent_anybody(
    terms: &AgreementTerms,
    earlier: Option<&Earlier>,
    delivered: &Delivered,
) -> Vec<Finding> {
    if delivered.days.is_empty() {
        return Vec::new();
    }
    let before = earlier.into_iter().flat_map(|earlier| earlier.registered.iter().copied());
    let sent: BTreeSet<_> =
        with_people(delivered).map(|row| row.municipality).chain(before).collect();
    let members: BTreeSet<_> = terms.municipalities.iter().map(|member| member.code).collect();
    let never = members.difference(&sent);
    never.map(|municipality| Finding::NeverSentAnybody { municipality: *municipality }).collect()
}

fn days_without_leader(delivered: &Delivered) -> Vec<Finding> {
    let leads = |row: &&domain::Instruction| row.role == TrainerRole::Leader && row.served > 0;
    let led: BTreeSet<_> = delivered.instruction.iter().filter(leads).map(|row| row.day).collect();
    let mut unled: Vec<_> = (0..)
        .map(DayIndex)
        .zip(&delivered.days)
        .filter(|(index, _)| !led.contains(index))
        .map(|(_, day)| (day.date, &day.code, &day.course))
        .collect();
    unled.sort_unstable();
    let unled = unled.into_iter();
    unled
        .map(|(date, day, course)| Finding::DayWithoutLeader {
            day: day.clone(),
            date,
            course: course.clone(),
        })
        .collect()
}

fn occasions_without_participants(delivered: &Delivered) -> Vec<Finding> {
    let attended: BTreeSet<_> = with_people(delivered).map(|row| row.day).collect();
    let mut occasions: BTreeMap<&OccasionCode, (bool, Date, &str)> = BTreeMap::new();
    for (index, day) in (0..).map(DayIndex).zip(&delivered.days) {
        let occasion = occasions.entry(&day.occasion).or_insert((false, day.date, &day.course));
        occasion.0 |= attended.contains(&index);
        occasion.1 = occasion.1.min(day.date);
    }
    let mut empty: Vec<_> = occasions
        .into_iter()
        .filter(|(_, (attended, _, _))| !attended)
        .map(|(occasion, (_, date, course))| (date, occasion, course))
        .collect();
    empty.sort_unstable();
    let empty = empty.into_iter();
    empty
        .map(|(date, occasion, course)| Finding::OccasionWithoutParticipants {
            occasion: occasion.clone(),
            date,
            course: course.to_owned(),
        })
        .collect()
}

fn with_people(delivered: &Delivered) -> impl Iterator<Item = &domain::Participation> {
    delivered.participation.iter().filter(|row| row.attended > 0 || row.absent > 0)
}
