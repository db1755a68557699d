//! Scenarios: real agreements with any course days, participants and trainers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::Days;
use domain::{
    AgreementTerms, CourseDay, Date, DayCode, DayIndex, Delivered, DeliveryForm, Instruction,
    OccasionCode, Participation, ServiceLength, TrainerRole,
};
use proptest::prelude::*;

/// An agreement, and what was delivered under it.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) terms: AgreementTerms,
    pub(crate) delivered: Delivered,
}

/// A case's agreement.
pub(crate) fn terms(name: &str) -> AgreementTerms {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases").join(name);
    casefile::read(&folder).unwrap().terms
}

fn any_terms() -> impl Strategy<Value = AgreementTerms> {
    prop::sample::select(vec!["goteborgsregionen-2022", "norrbotten-2022", "norrbotten-2023"])
        .prop_map(terms)
}

/// A day as it is drawn: into the term, occasion, form, half, participation, instruction.
type Drawn = (u64, u8, u8, bool, Vec<(usize, u32, u32)>, Vec<(Option<usize>, u8, u32)>);

fn any_day() -> impl Strategy<Value = Drawn> {
    (
        any::<u64>(),
        0..8_u8,
        0..3_u8,
        any::<bool>(),
        prop::collection::vec((any::<usize>(), 0..40_u32, 0..10_u32), 0..12),
        prop::collection::vec(
            (prop::option::weighted(0.9, any::<usize>()), 0..3_u8, 0..4_u32),
            0..4,
        ),
    )
}

pub(crate) fn any_scenario() -> impl Strategy<Value = Scenario> {
    (any_terms(), prop::collection::vec(any_day(), 0..25)).prop_map(|(terms, drawn)| {
        let delivered = delivered(&terms, &drawn);
        Scenario { terms, delivered }
    })
}

fn delivered(terms: &AgreementTerms, drawn: &[Drawn]) -> Delivered {
    let mut all = Delivered::default();
    for (position, (into, occasion, form, half, participation, instruction)) in (0..).zip(drawn) {
        all.days.push(day(terms, position, *into, *occasion, *form, *half));
        let index = DayIndex(position);
        let member = |place: usize| terms.municipalities[place % terms.municipalities.len()].code;
        let mut seen = BTreeSet::new();
        for (place, attended, absent) in participation {
            let municipality = member(*place);
            if seen.insert(municipality) && attended + absent > 0 {
                all.participation.push(Participation {
                    day: index,
                    municipality,
                    attended: *attended,
                    absent: *absent,
                });
            }
        }
        let mut seen = BTreeSet::new();
        for (place, role, served) in instruction {
            let role = [TrainerRole::Leader, TrainerRole::Trainer, TrainerRole::Reserve]
                [usize::from(*role)];
            let municipality = place.map(member);
            if seen.insert((municipality, role)) && *served > 0 {
                all.instruction.push(Instruction {
                    day: index,
                    municipality,
                    role,
                    served: *served,
                });
            }
        }
    }
    let mut ends: BTreeMap<OccasionCode, Date> = BTreeMap::new();
    for day in &all.days {
        let last = ends.entry(day.occasion.clone()).or_insert(day.date);
        *last = day.date.max(*last);
    }
    for day in &mut all.days {
        day.occasion_ends = ends[&day.occasion];
    }
    all
}

fn day(
    terms: &AgreementTerms,
    position: u32,
    into: u64,
    occasion: u8,
    form: u8,
    half: bool,
) -> CourseDay {
    let term = terms.term();
    let length = u64::try_from((term.to - term.from).num_days()).unwrap() + 1;
    let date = term.from.checked_add_days(Days::new(into % length)).unwrap();
    let forms = [DeliveryForm::OnSite, DeliveryForm::Digital, DeliveryForm::Recorded];
    CourseDay {
        code: DayCode(format!("D{position}")),
        date,
        occasion: OccasionCode(format!("O{occasion}")),
        occasion_ends: date,
        course: "Kurs".to_owned(),
        delivery: forms[usize::from(form)],
        length: ServiceLength::from_half_days(if half { 1 } else { 2 }).unwrap(),
        prices: BTreeMap::new(),
    }
}
