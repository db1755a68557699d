//! The attendance grid: a mark for each participant and each trainer, as it is or as it was chosen.

use serde_json::{Value, json};

use crate::delivery::course_day::data::Day;
use crate::delivery::words::AttendanceMark;
use crate::forms::Typed;

const SERVED: [(bool, &str, &str); 2] = [(true, "ja", "Tjänstgjorde"), (false, "nej", "Kom inte")];

/// The grid, ready to show.
pub(super) struct Marks {
    pub(super) participants: Vec<Row>,
    pub(super) trainers: Vec<Row>,
    /// How many have no mark yet.
    pub(super) unmarked: usize,
}

/// One participant or trainer.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) note: String,
    pub(super) field: String,
    pub(super) options: Vec<MarkOption>,
    /// The mark in a word, for those who only read.
    pub(super) word: &'static str,
}

/// One mark that can be chosen.
pub(super) struct MarkOption {
    pub(super) value: &'static str,
    pub(super) label: &'static str,
    pub(super) chosen: bool,
}

impl Marks {
    pub(super) fn of(day: &Day, typed: &Typed) -> Self {
        let participants = day.expected.iter().map(|one| {
            let field = participant_field(&one.enrolment);
            let chosen = chosen(typed, &field, one.mark.map(word_of));
            let options = AttendanceMark::ALL.map(|(mark, value)| (value, mark.name()));
            Row {
                name: one.name.clone(),
                note: one.municipality.clone(),
                word: one.mark.map_or("Inte markerad", AttendanceMark::name),
                options: offered(&options, &chosen),
                field,
            }
        });
        let trainers = day.trainers.iter().map(|one| {
            let field = trainer_field(&one.id);
            let set = SERVED.iter().find(|(served, _, _)| Some(*served) == one.served);
            let chosen = chosen(typed, &field, set.map(|(_, value, _)| *value));
            let options = SERVED.map(|(_, value, label)| (value, label));
            let lender = one.municipality.as_ref().map_or("upphandlad", |lender| &lender.name);
            Row {
                name: one.person.name.clone(),
                note: format!("{}, {lender}", one.role.name()),
                word: set.map_or("Inte markerad", |(_, _, label)| *label),
                options: offered(&options, &chosen),
                field,
            }
        });
        let unmarked_participants = day.expected.iter().filter(|one| one.mark.is_none()).count();
        let unmarked_trainers = day.trainers.iter().filter(|one| one.served.is_none()).count();
        Self {
            participants: participants.collect(),
            trainers: trainers.collect(),
            unmarked: unmarked_participants.saturating_add(unmarked_trainers),
        }
    }
}

/// Marks of participants, as the API takes them. With `rest`, whoever has none is taken to have come.
pub(super) fn input(day: &Day, typed: &Typed, rest: bool) -> Vec<Value> {
    let marks = day.expected.iter().filter_map(|one| {
        let chosen = typed.get(&participant_field(&one.enrolment));
        let mark = AttendanceMark::ALL.iter().find(|(_, word)| *word == chosen).map(|one| one.1);
        let mark = mark.or_else(|| (rest && one.mark.is_none()).then_some("ATTENDED"))?;
        Some(json!({ "enrolment": one.enrolment, "mark": mark }))
    });
    marks.collect()
}

/// Marks of trainers, as the API takes them. With `rest`, whoever has none is taken to have served.
pub(super) fn served(day: &Day, typed: &Typed, rest: bool) -> Vec<Value> {
    let marks = day.trainers.iter().filter_map(|one| {
        let chosen = typed.get(&trainer_field(&one.id));
        let served = SERVED.iter().find(|(_, word, _)| *word == chosen).map(|one| one.0);
        let served = served.or_else(|| (rest && one.served.is_none()).then_some(true))?;
        Some(json!({ "assignment": one.id, "served": served }))
    });
    marks.collect()
}

fn participant_field(enrolment: &str) -> String {
    format!("d-{enrolment}")
}

fn trainer_field(assignment: &str) -> String {
    format!("u-{assignment}")
}

fn word_of(mark: AttendanceMark) -> &'static str {
    let known = AttendanceMark::ALL.iter().find(|(one, _)| *one == mark);
    known.map(|(_, word)| *word).unwrap_or_default()
}

/// What was chosen in the form; otherwise what is stored.
fn chosen(typed: &Typed, field: &str, stored: Option<&'static str>) -> String {
    match typed.get(field) {
        "" => stored.unwrap_or_default().to_owned(),
        typed => typed.to_owned(),
    }
}

fn offered(options: &[(&'static str, &'static str)], chosen: &str) -> Vec<MarkOption> {
    let all = options.iter();
    all.map(|(value, label)| MarkOption { value, label, chosen: *value == chosen }).collect()
}
