//! Persons as clients see them.

use graph::{Municipality, Person};
use tenancy::{Municipalities, RegionScope};

graph::connection! {
    /// Persons, by name.
    PersonConnection of flat Person
}

pub(super) fn show(scope: &RegionScope, person: &people::Person, names: &Municipalities) -> Person {
    let municipality = person.municipality.map(|code| Municipality::named(code, names));
    Person::show(scope, person.id, person.code.clone(), person.name.clone(), municipality)
}
