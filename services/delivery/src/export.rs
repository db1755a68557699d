//! Taking closed course days out of a region, as a case has them.

use std::collections::{BTreeMap, BTreeSet};

use casefile::{CaseRows, ParticipantRow, TrainerRow};
use domain::{AgreementId, AttendanceMark, CourseDay, DayCode, DayIndex};
use identity::Permission;
use tenancy::{InRegion, RegionScope};

use crate::count::{DayCounts, Unmarked, count};
use crate::{DeliveryFault, store};

/// Closed course days of an agreement, with everybody on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveredRows {
    /// The days, by date and code.
    pub days: Vec<CourseDay>,
    /// Who was registered.
    pub participants: Vec<ParticipantRow>,
    /// Who was to teach.
    pub trainers: Vec<TrainerRow>,
}

/// All closed course days of an agreement. Whom they name goes into the audit.
pub async fn export(
    scope: &RegionScope,
    agreement: AgreementId,
) -> Result<DeliveredRows, DeliveryFault> {
    scope.require(Permission::Administer)?;
    let tx = scope.begin_snapshot().await?;
    let rows = delivered_rows(&tx, agreement).await?;
    let persons = store::delivered::persons(&tx, agreement).await?;
    tx.rollback().await?;
    // What was read at one moment could not be written to; nobody is given it before this is.
    let trace = scope.begin().await?;
    trace.note_reading("delivery-export", persons);
    trace.commit().await?;
    Ok(rows)
}

pub(crate) async fn delivered_rows(
    store: &impl InRegion,
    agreement: AgreementId,
) -> Result<DeliveredRows, DeliveryFault> {
    let days = store::delivered::days(store, agreement).await?;
    let positions: BTreeMap<_, _> =
        days.iter().map(|(id, _)| *id).zip((0..).map(DayIndex)).collect();
    let participants = store::delivered::participants(store, agreement, &positions).await?;
    let trainers = store::delivered::trainers(store, agreement, &positions).await?;
    Ok(DeliveredRows {
        days: days.into_iter().map(|(_, day)| day).collect(),
        participants,
        trainers,
    })
}

impl DeliveredRows {
    /// The rows of a case.
    pub(crate) fn of_case(rows: &CaseRows) -> Self {
        Self {
            days: rows.days.clone(),
            participants: rows.participants.clone(),
            trainers: rows.trainers.clone(),
        }
    }

    /// The same where `code_of` knows another code for somebody. Who is there twice by that, and has cancelled once, is
    /// there once: that counts alike.
    pub(crate) fn with_codes(mut self, code_of: impl Fn(&str) -> Option<String>) -> Self {
        let mut changed = false;
        let participants = self.participants.iter_mut().map(|row| &mut row.person);
        for person in participants.chain(self.trainers.iter_mut().map(|row| &mut row.person)) {
            if let Some(code) = code_of(person).filter(|code| code != person) {
                *person = code;
                changed = true;
            }
        }
        if changed {
            let mut best: BTreeMap<_, bool> = BTreeMap::new();
            let counts = |row: &ParticipantRow| row.mark != AttendanceMark::Cancelled;
            let key = |row: &ParticipantRow| (row.day, row.person.clone(), row.municipality);
            for row in &self.participants {
                *best.entry(key(row)).or_default() |= counts(row);
            }
            let mut told = BTreeSet::new();
            self.participants.retain(|row| {
                best.get(&key(row)).is_none_or(|best| *best == counts(row)) && told.insert(key(row))
            });
        }
        self
    }

    /// The days by code, each with its people.
    pub(crate) fn by_day(&self) -> BTreeMap<&DayCode, Facts<'_>> {
        let facts = |day| Facts { day, participants: Vec::new(), trainers: Vec::new() };
        let mut by_day: Vec<Facts<'_>> = self.days.iter().map(facts).collect();
        let position = |index: DayIndex| usize::try_from(index.0).unwrap_or(usize::MAX);
        for row in &self.participants {
            if let Some(facts) = by_day.get_mut(position(row.day)) {
                facts.participants.push(row);
            }
        }
        for row in &self.trainers {
            if let Some(facts) = by_day.get_mut(position(row.day)) {
                facts.trainers.push(row);
            }
        }
        by_day.into_iter().map(|facts| (&facts.day.code, facts)).collect()
    }

    /// Adds a day with its people, at the end.
    pub(crate) fn push(&mut self, facts: Facts<'_>) {
        let index = DayIndex(u32::try_from(self.days.len()).unwrap_or(u32::MAX));
        self.days.push(facts.day.clone());
        let participants = facts.participants.into_iter();
        self.participants
            .extend(participants.map(|row| ParticipantRow { day: index, ..row.clone() }));
        let trainers = facts.trainers.into_iter();
        self.trainers.extend(trainers.map(|row| TrainerRow { day: index, ..row.clone() }));
    }
}

/// A day's facts, in the order of its file, compared without regard to it.
#[derive(Clone, Debug)]
pub(crate) struct Facts<'a> {
    day: &'a CourseDay,
    participants: Vec<&'a ParticipantRow>,
    trainers: Vec<&'a TrainerRow>,
}

impl Facts<'_> {
    /// What the day counts.
    pub(crate) fn count(&self) -> Result<DayCounts, Unmarked> {
        count(
            self.participants.iter().map(|row| (row.municipality, Some(row.mark))),
            self.trainers.iter().map(|row| (row.municipality, row.role, Some(row.served))),
        )
    }

    fn sorted(&self) -> impl PartialEq {
        let day = self.day;
        let mut prices: Vec<_> = day.prices.iter().collect();
        prices.sort_unstable();
        let mut participants: Vec<_> =
            self.participants.iter().map(|row| (&row.person, row.municipality, row.mark)).collect();
        participants.sort_unstable();
        let mut trainers: Vec<_> = self
            .trainers
            .iter()
            .map(|row| (&row.person, row.municipality, row.role, row.served))
            .collect();
        trainers.sort_unstable();
        let what = (day.date, &day.occasion, &day.course, day.delivery, day.length);
        (what, prices, participants, trainers)
    }
}

impl PartialEq for Facts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}
