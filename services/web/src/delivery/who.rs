//! Choosing a person for an enrolment or an assignment: one that the region knows, found by name, or a new one.

use serde::Deserialize;

use crate::forms::{Choice, FaultLine, Field, Typed, options, said_of};
use crate::frame::Here;
use crate::parties::{Agreements, municipalities};

/// Persons found by name.
#[derive(Clone, Deserialize)]
pub(super) struct Found {
    nodes: Vec<Person>,
}

#[derive(Clone, Deserialize)]
struct Person {
    id: String,
    name: String,
    municipality: Option<Municipality>,
}

#[derive(Clone, Deserialize)]
struct Municipality {
    name: String,
}

/// The fields that say who somebody is.
pub(super) struct WhoFields {
    /// Where known persons are searched for.
    pub(super) search: Field,
    /// Whether a search found nobody.
    pub(super) nobody: bool,
    /// Those found, to choose from.
    pub(super) known: Option<Choice>,
    /// A new person's name.
    pub(super) name: Field,
    /// Where they work.
    pub(super) municipality: Choice,
}

/// The variables that let an operation search for `sought`.
pub(super) fn sought(sought: &str) -> (Option<&str>, bool) {
    let sought = Some(sought.trim()).filter(|text| !text.is_empty());
    (sought, sought.is_some())
}

impl WhoFields {
    /// The fields, for a viewer who may be limited to one municipality.
    pub(super) fn of(
        here: &Here,
        agreements: &Agreements,
        sought: &str,
        found: Option<Found>,
        (typed, faults): (&Typed, &[FaultLine]),
    ) -> Self {
        let found = found.map(|found| found.nodes);
        let known = found.as_ref().filter(|found| !found.is_empty()).map(|found| Choice {
            name: "person".into(),
            label: "Person",
            options: options(
                "En ny person, med namnet nedan",
                found.iter().map(|person| (person.id.clone(), described(person))),
                typed.get("person"),
            ),
            ..Choice::default()
        });
        Self {
            search: Field {
                name: "sok".into(),
                label: "Sök bland dem som redan finns",
                kind: "search",
                autocomplete: "off",
                value: sought.to_owned(),
                ..Field::default()
            },
            nobody: found.as_ref().is_some_and(Vec::is_empty),
            name: Field {
                name: "namn".into(),
                label: if known.is_some() { "Namn, för en ny person" } else { "Namn" },
                kind: "text",
                autocomplete: "off",
                value: typed.get("namn").to_owned(),
                fault: said_of(faults, "namn"),
                ..Field::default()
            },
            known,
            municipality: Choice {
                name: "kommun".into(),
                label: "Kommun",
                options: reachable(here, agreements, typed.get("kommun")),
                fault: said_of(faults, "kommun"),
                ..Choice::default()
            },
        }
    }
}

/// The known person's id, or else the new one's name.
pub(super) fn given(typed: &Typed) -> (Option<&str>, Option<&str>) {
    let given = |name: &str| Some(typed.get(name)).filter(|text| !text.is_empty());
    let person = given("person");
    (person, given("namn").filter(|_| person.is_none()))
}

/// What is missing before the API need be asked.
pub(super) fn missing(typed: &Typed) -> Vec<FaultLine> {
    let nobody = typed.get("person").is_empty() && typed.get("namn").is_empty();
    let fault = FaultLine::of("namn", "Skriv namnet, eller välj en person som redan finns.");
    if nobody { vec![fault] } else { Vec::new() }
}

fn described(person: &Person) -> String {
    match &person.municipality {
        Some(municipality) => format!("{}, {}", person.name, municipality.name),
        None => person.name.clone(),
    }
}

fn reachable(here: &Here, agreements: &Agreements, chosen: &str) -> Vec<crate::forms::Selectable> {
    let known = municipalities(agreements).into_iter();
    match &here.viewer.municipality {
        None => options("Välj kommun", known, chosen),
        Some(own) => {
            let mut all = options("", known.filter(|(code, _)| *code == own.code), &own.code);
            all.retain(|option| !option.value.is_empty());
            all
        }
    }
}
