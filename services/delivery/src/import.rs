//! Bringing a case's course days, participants and trainers into a region. Imported days count as closed.

use std::collections::{BTreeMap, BTreeSet};

use casefile::CaseRows;
use domain::{AgreementId, AssignmentId, CourseDayId, Date, EnrolmentId, OccasionId, PersonId};
use domain::{AttendanceMark, CourseDay, DayCode, MunicipalityCode, OccasionCode};
use identity::Permission;
use people::Person;
use tenancy::{InRegion, RegionTx};

use crate::count::DayCounts;
use crate::export::{DeliveredRows, delivered_rows};
use crate::record::{
    AssignmentRecord, AttendanceRecord, Closing, DayRecord, EnrolmentRecord, OccasionRecord,
};
use crate::{DeliveryFault, store};

/// What an import added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Course days.
    pub days: usize,
    /// Participants on those days.
    pub participants: usize,
    /// Trainers on those days.
    pub trainers: usize,
}

/// Why a case was not brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The region has a course day with this code, and other facts of it.
    #[error("the region already has course day {0}, with other facts; correct it there")]
    Differs(DayCode),
    /// The gate or the database refused.
    #[error(transparent)]
    Delivery(#[from] DeliveryFault),
}

impl<T: Into<tenancy::GateFault>> From<T> for ImportFault {
    fn from(fault: T) -> Self {
        Self::Delivery(DeliveryFault::Gate(fault.into()))
    }
}

/// Adds the case's course days that the agreement does not have yet, as closed days.
pub async fn import(
    tx: &RegionTx,
    agreement: AgreementId,
    rows: &CaseRows,
) -> Result<Imported, ImportFault> {
    tx.scope().require(Permission::Administer)?;
    let known = delivered_rows(tx, agreement).await?;
    let persons = people::by_code(tx).await?;
    let case = DeliveredRows::of_case(rows).with_codes(|code| {
        // A case may know somebody by another code who has been merged since.
        persons.get(code).map(|person| person.code.clone())
    });
    let new = decide(&case, &known)?;
    if new.days.is_empty() {
        return Ok(Imported::default());
    }
    let occasions = store::occasions::ids_by_code(tx, agreement).await?;
    let mut plan = Plan::new(tx, agreement, occasions, persons);
    plan.add_days(&new.days);
    plan.add_participants(&new);
    plan.add_trainers(&new);
    plan.count(&new)?;
    plan.save(tx, agreement).await?;
    tx.note("delivery-import", &agreement.to_string());
    Ok(Imported {
        days: new.days.len(),
        participants: new.participants.len(),
        trainers: new.trainers.len(),
    })
}

/// What the region does not have yet; refused where it has a day otherwise.
fn decide(case: &DeliveredRows, known: &DeliveredRows) -> Result<DeliveredRows, ImportFault> {
    let (case, known) = (case.by_day(), known.by_day());
    let mut new = DeliveredRows::default();
    for (code, facts) in case {
        match known.get(code) {
            None => new.push(facts),
            Some(same) if *same == facts => {}
            Some(_) => return Err(ImportFault::Differs(code.clone())),
        }
    }
    Ok(new)
}

/// All rows to write, with the ids that join them.
struct Plan<'a> {
    tx: &'a RegionTx,
    agreement: AgreementId,
    occasions: BTreeMap<OccasionCode, OccasionId>,
    persons: BTreeMap<String, Person>,
    new_persons: Vec<Person>,
    new_occasions: BTreeMap<OccasionId, OccasionRecord>,
    spans: BTreeMap<OccasionId, (Date, Date)>,
    days: Vec<DayRecord>,
    enrolments: BTreeMap<(OccasionId, PersonId, MunicipalityCode), EnrolmentRecord>,
    attendance: Vec<AttendanceRecord>,
    assignments: Vec<AssignmentRecord>,
    counts: Vec<(CourseDayId, DayCounts)>,
}

impl<'a> Plan<'a> {
    fn new(
        tx: &'a RegionTx,
        agreement: AgreementId,
        occasions: BTreeMap<OccasionCode, OccasionId>,
        persons: BTreeMap<String, Person>,
    ) -> Self {
        Self {
            tx,
            agreement,
            occasions,
            persons,
            new_persons: Vec::new(),
            new_occasions: BTreeMap::new(),
            spans: BTreeMap::new(),
            days: Vec::new(),
            enrolments: BTreeMap::new(),
            attendance: Vec::new(),
            assignments: Vec::new(),
            counts: Vec::new(),
        }
    }

    fn add_days(&mut self, days: &[CourseDay]) {
        let scope = self.tx.scope();
        for day in days {
            let occasion = self.occasion(day);
            let span = self.spans.entry(occasion).or_insert((day.date, day.date));
            *span = (span.0.min(day.date), span.1.max(day.date));
            self.days.push(DayRecord {
                id: CourseDayId::next(scope.ids()),
                occasion,
                code: day.code.clone(),
                date: day.date,
                delivery: day.delivery,
                length: day.length,
                prices: day.prices.clone(),
                closing: Some(Closing { at: scope.now(), by: scope.actor().name.clone() }),
            });
        }
    }

    fn occasion(&mut self, day: &CourseDay) -> OccasionId {
        if let Some(known) = self.occasions.get(&day.occasion) {
            return *known;
        }
        let id = OccasionId::next(self.tx.scope().ids());
        self.occasions.insert(day.occasion.clone(), id);
        let occasion = OccasionRecord {
            id,
            agreement: self.agreement,
            code: day.occasion.clone(),
            course: day.course.clone(),
            venue: None,
            capacity: None,
            first_day: day.date,
            last_day: day.date,
            enrolled: 0,
            open_days: 0,
        };
        self.new_occasions.insert(id, occasion);
        id
    }

    /// The person with this code, known or new; a case has no names, so that the code stands for one.
    fn person(&mut self, code: &str, municipality: Option<MunicipalityCode>) -> Person {
        if let Some(known) = self.persons.get(code) {
            return known.clone();
        }
        let person = Person {
            id: PersonId::next(self.tx.scope().ids()),
            code: code.to_owned(),
            name: code.to_owned(),
            municipality,
        };
        self.persons.insert(code.to_owned(), person.clone());
        self.new_persons.push(person.clone());
        person
    }

    fn day(&self, index: domain::DayIndex) -> Option<(CourseDayId, OccasionId)> {
        let day = self.days.get(usize::try_from(index.0).ok()?)?;
        Some((day.id, day.occasion))
    }

    fn add_participants(&mut self, new: &DeliveredRows) {
        for row in &new.participants {
            let Some((day, occasion)) = self.day(row.day) else { continue };
            let person = self.person(&row.person, Some(row.municipality));
            let key = (occasion, person.id, row.municipality);
            let ids = self.tx.scope().ids();
            let enrolment = self.enrolments.entry(key).or_insert_with(|| EnrolmentRecord {
                id: EnrolmentId::next(ids),
                occasion,
                person,
                municipality: row.municipality,
                cancelled: true,
            });
            // Cancelled on every day is cancelled on the occasion.
            enrolment.cancelled &= row.mark == AttendanceMark::Cancelled;
            let (enrolment, mark) = (enrolment.id, Some(row.mark));
            self.attendance.push(AttendanceRecord { day, enrolment, mark });
        }
    }

    fn add_trainers(&mut self, new: &DeliveredRows) {
        for row in &new.trainers {
            let Some((day, _)) = self.day(row.day) else { continue };
            let person = self.person(&row.person, row.municipality);
            self.assignments.push(AssignmentRecord {
                id: AssignmentId::next(self.tx.scope().ids()),
                day,
                person,
                municipality: row.municipality,
                role: row.role,
                served: Some(row.served),
            });
        }
    }

    fn count(&mut self, new: &DeliveredRows) -> Result<(), DeliveryFault> {
        let facts = new.by_day();
        for day in &self.days {
            let Some(facts) = facts.get(&day.code) else { continue };
            let counts = facts
                .count()
                .map_err(|_| DeliveryFault::Conflict("some people are not marked yet"))?;
            self.counts.push((day.id, counts));
        }
        Ok(())
    }

    /// Enrolments of occasions that the region had are those that it has for the same person and municipality.
    async fn save(mut self, tx: &RegionTx, agreement: AgreementId) -> Result<(), DeliveryFault> {
        let now = tx.scope().now();
        for (id, (first, last)) in &self.spans {
            match self.new_occasions.get_mut(id) {
                Some(new) => (new.first_day, new.last_day) = (*first, *last),
                None => store::occasions::widen(tx, *id, *first, *last).await?,
            }
        }
        let known = self.occasions.values().filter(|id| !self.new_occasions.contains_key(id));
        let known: BTreeSet<OccasionId> = known.copied().collect();
        let had = store::enrolments::of_occasions(tx, &known).await?;
        let mut same = BTreeMap::new();
        for enrolment in had {
            let key = (enrolment.occasion, enrolment.person.id, enrolment.municipality);
            if let Some(new) = self.enrolments.remove(&key) {
                same.insert(new.id, enrolment.id);
            }
        }
        for record in &mut self.attendance {
            record.enrolment = same.get(&record.enrolment).copied().unwrap_or(record.enrolment);
        }
        let occasions: Vec<_> = self.new_occasions.into_values().collect();
        let enrolments: Vec<_> = self.enrolments.into_values().collect();
        people::insert_many(tx, &self.new_persons).await?;
        store::occasions::insert_many(tx, &occasions, now).await?;
        store::course_days::insert_many(tx, agreement, &self.days).await?;
        store::enrolments::insert_many(tx, &enrolments, now).await?;
        store::attendance::insert_many(tx, &self.attendance).await?;
        store::assignments::insert_many(tx, &self.assignments, 0).await?;
        Ok(store::counts::insert(tx, &self.counts).await?)
    }
}
