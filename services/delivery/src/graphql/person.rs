//! Persons as clients see them.

use graph::{Municipality, Person};
use tenancy::Municipalities;

graph::connection! {
    /// Persons, by name.
    PersonConnection of flat Person
}

pub(super) fn show(person: &people::Person, names: &Municipalities) -> Person {
    Person {
        id: person.id.to_string().into(),
        code: person.code.clone(),
        name: person.name.clone(),
        municipality: person.municipality.map(|code| Municipality::named(code, names)),
    }
}
