//! Registering an occasion with its course days, under the agreement that holds on those days.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AgreementId, AgreementTerms, ComponentCode, CourseDayId, Date, DayCode, DeliveryForm, Money,
    OccasionCode, OccasionId, ServiceLength,
};
use graph::FieldFault;
use identity::Permission;
use tenancy::{InRegion, RegionScope};

use crate::record::{DayRecord, OccasionRecord};
use crate::{DeliveryFault, store};

const MOST_DAYS: usize = 60;

/// An occasion to register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOccasion {
    /// Short name; made here where absent.
    pub code: Option<String>,
    /// The course's name.
    pub course: String,
    /// Where it is given.
    pub venue: Option<String>,
    /// How many may enrol.
    pub capacity: Option<i32>,
    /// Its days.
    pub days: Vec<NewDay>,
}

/// A course day to register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDay {
    /// When.
    pub date: Date,
    /// How it is given.
    pub delivery: DeliveryForm,
    /// How long it is.
    pub length: ServiceLength,
    /// Its own prices, where they differ from the price list's.
    pub prices: BTreeMap<ComponentCode, Money>,
}

/// What was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The occasion.
    pub occasion: OccasionId,
    /// Its days, by date.
    pub days: Vec<CourseDayId>,
}

/// Registers an occasion with its days.
pub async fn register(scope: &RegionScope, new: NewOccasion) -> Result<Registered, DeliveryFault> {
    scope.require(Permission::PlanOccasions)?;
    let tx = scope.begin().await?;
    let first = new.days.iter().map(|day| day.date).min();
    let first = first.ok_or_else(|| DeliveryFault::field("days", "expected at least one day"))?;
    let agreement = store::terms::in_force_on(&tx, first).await?;
    let (agreement, terms) = agreement.ok_or_else(|| {
        DeliveryFault::field("days", "expected days within the term of an agreement in force")
    })?;
    let taken = store::occasions::codes(&tx, agreement).await?;
    let planned = decide(new, &terms, &taken).map_err(DeliveryFault::Invalid)?;
    let (occasion, days) = records(tx.scope(), agreement, planned);
    let saved = async {
        store::occasions::insert_many(&tx, std::slice::from_ref(&occasion), scope.now()).await?;
        store::course_days::insert_many(&tx, agreement, &days).await
    };
    saved.await.map_err(|fault| match fault {
        DeliveryFault::Gate(tenancy::GateFault::Store(fault)) if fault.is_unique_violation() => {
            DeliveryFault::Conflict("there is already an occasion or course day with this code")
        }
        other => other,
    })?;
    tx.note("occasion-register", &occasion.id.to_string());
    tx.commit().await?;
    let days = days.iter().map(|day| day.id).collect();
    Ok(Registered { occasion: occasion.id, days })
}

/// An occasion that may be registered, its days by date.
struct Planned {
    code: OccasionCode,
    new: NewOccasion,
}

fn decide(
    mut new: NewOccasion,
    terms: &AgreementTerms,
    taken: &BTreeSet<String>,
) -> Result<Planned, Vec<FieldFault>> {
    let mut faults = text_faults(&new);
    if new.days.len() > MOST_DAYS {
        faults.push(FieldFault::new("days", "expected at most 60 days"));
    }
    for (index, day) in new.days.iter().enumerate() {
        day_faults(index, day, terms, &mut faults);
    }
    if new.code.as_ref().is_some_and(|code| taken.contains(code.trim())) {
        faults.push(FieldFault::new("code", "expected a code that no other occasion has"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    new.days.sort_by_key(|day| day.date);
    let code = match &new.code {
        Some(code) => code.trim().to_owned(),
        None => next_code(taken),
    };
    Ok(Planned { code: OccasionCode(code), new })
}

fn text_faults(new: &NewOccasion) -> Vec<FieldFault> {
    let within = |text: &str, most| !text.trim().is_empty() && text.trim().chars().count() <= most;
    let mut faults = Vec::new();
    if !within(&new.course, 200) {
        faults.push(FieldFault::new("course", "expected a name of at most 200 characters"));
    }
    if new.venue.as_ref().is_some_and(|venue| !within(venue, 200)) {
        faults.push(FieldFault::new("venue", "expected at most 200 characters"));
    }
    if new.code.as_ref().is_some_and(|code| !within(code, 40)) {
        faults.push(FieldFault::new("code", "expected at most 40 characters"));
    }
    if new.capacity.is_some_and(|seats| !(1..=10_000).contains(&seats)) {
        faults.push(FieldFault::new("capacity", "expected 1 to 10000 seats"));
    }
    faults
}

fn day_faults(index: usize, day: &NewDay, terms: &AgreementTerms, faults: &mut Vec<FieldFault>) {
    let path = |field: &str| format!("days.{index}.{field}");
    if !terms.term().contains(day.date) {
        let expected = "expected a day within the agreement's term";
        faults.push(FieldFault::new(path("date"), expected));
    }
    let Some(schedule) = terms.agreement.fee_schedule_on(day.date) else {
        let expected = "expected a day on which a price list is in force";
        faults.push(FieldFault::new(path("date"), expected));
        return;
    };
    for (component, amount) in &day.prices {
        if !schedule.components.iter().any(|known| known.code == *component) {
            let expected = "expected a component of the price list in force";
            faults.push(FieldFault::new(path("prices"), expected));
        }
        if amount.is_negative() || *amount > Money::LARGEST_STATED {
            let expected = "expected an amount from 0 to 10 000 000 000 kr";
            faults.push(FieldFault::new(path("prices"), expected));
        }
    }
}

/// `K` and a number that no occasion of the agreement has.
fn next_code(taken: &BTreeSet<String>) -> String {
    let highest = taken.iter().filter_map(|code| code.strip_prefix('K')?.parse::<u32>().ok()).max();
    format!("K{:03}", highest.unwrap_or_default().saturating_add(1))
}

fn records(
    scope: &RegionScope,
    agreement: AgreementId,
    planned: Planned,
) -> (OccasionRecord, Vec<DayRecord>) {
    let Planned { code, new } = planned;
    let id = OccasionId::next(scope.ids());
    let day = |(number, day): (usize, NewDay)| DayRecord {
        id: CourseDayId::next(scope.ids()),
        occasion: id,
        code: DayCode(format!("{code}-{number}")),
        date: day.date,
        delivery: day.delivery,
        length: day.length,
        prices: day.prices,
        closing: None,
    };
    let days: Vec<DayRecord> = (1..).zip(new.days).map(day).collect();
    let dates = || days.iter().map(|day| day.date);
    let occasion = OccasionRecord {
        id,
        agreement,
        course: new.course.trim().to_owned(),
        venue: new.venue.map(|venue| venue.trim().to_owned()),
        capacity: new.capacity,
        first_day: dates().min().unwrap_or_default(),
        last_day: dates().max().unwrap_or_default(),
        enrolled: 0,
        open_days: i64::try_from(days.len()).unwrap_or(i64::MAX),
        code,
    };
    (occasion, days)
}
