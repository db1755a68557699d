//! How the platform's people differ from ours.

use std::collections::{BTreeMap, BTreeSet};

use super::{JobAssignment, User};

/// The people of one side, with their employments. Which employments count on a day, the caller
/// chooses: this knows no clock.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// People; deleted ones are as if they were not there.
    pub users: &'a [User],
    /// Employments; deleted ones are as if they were not there.
    pub assignments: &'a [JobAssignment],
}

/// A person who is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The person's `idnumber`.
    pub idnumber: String,
    /// In what way.
    pub kind: DriftKind,
}

/// In what way a person is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DriftKind {
    /// We have the person, the platform does not.
    MissingThere,
    /// The platform has the person, we do not.
    MissingHere,
    /// Both have the person, with other values; never empty, in the order of [`Difference`].
    Differs(Vec<Difference>),
}

/// A field that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Given and family name, with a space between them.
    Name {
        /// With us.
        ours: String,
        /// There.
        theirs: String,
    },
    /// E-mail address; case does not count.
    Email {
        /// With us.
        ours: String,
        /// There.
        theirs: String,
    },
    /// Whether the person is suspended.
    Suspended {
        /// With us.
        ours: bool,
        /// There.
        theirs: bool,
    },
    /// Organisations of all employments, in order, each once.
    Organisations {
        /// With us.
        ours: Vec<String>,
        /// There.
        theirs: Vec<String>,
    },
    /// Managers of all employments, in order, each once.
    Managers {
        /// With us.
        ours: Vec<String>,
        /// There.
        theirs: Vec<String>,
    },
}

/// Everybody who is not the same on both sides, in order of `idnumber`. Of several users with one
/// `idnumber` the first counts.
pub fn drift(ours: Side<'_>, theirs: Side<'_>) -> Vec<Drift> {
    let (ours, theirs) = (people(ours), people(theirs));
    let ids: BTreeSet<&str> = ours.keys().chain(theirs.keys()).copied().collect();
    let kind = |id: &str| match (ours.get(id), theirs.get(id)) {
        (Some(_), None) => Some(DriftKind::MissingThere),
        (None, Some(_)) => Some(DriftKind::MissingHere),
        (Some(ours), Some(theirs)) => Some(differences(ours, theirs))
            .filter(|found| !found.is_empty())
            .map(DriftKind::Differs),
        (None, None) => None,
    };
    let drift = |id: &str| kind(id).map(|kind| Drift { idnumber: id.to_owned(), kind });
    ids.into_iter().filter_map(drift).collect()
}

/// A person with the organisations and managers of all employments.
struct Person<'a> {
    user: &'a User,
    organisations: BTreeSet<&'a str>,
    managers: BTreeSet<&'a str>,
}

fn people(side: Side<'_>) -> BTreeMap<&str, Person<'_>> {
    let mut people = BTreeMap::new();
    for user in side.users.iter().filter(|user| !user.deleted) {
        let (organisations, managers) = (BTreeSet::new(), BTreeSet::new());
        people.entry(user.idnumber.as_str()).or_insert(Person { user, organisations, managers });
    }
    for job in side.assignments.iter().filter(|job| !job.deleted) {
        if let Some(person) = people.get_mut(job.user.as_str()) {
            person.organisations.extend(job.organisation.as_deref());
            person.managers.extend(job.manager.as_deref());
        }
    }
    people
}

fn differences(ours: &Person<'_>, theirs: &Person<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let name = |user: &User| format!("{} {}", user.given_name, user.family_name);
    let parts = |user: &'_ User| (user.given_name.clone(), user.family_name.clone());
    if parts(ours.user) != parts(theirs.user) {
        found.push(Difference::Name { ours: name(ours.user), theirs: name(theirs.user) });
    }
    if ours.user.email.to_lowercase() != theirs.user.email.to_lowercase() {
        let (ours, theirs) = (ours.user.email.clone(), theirs.user.email.clone());
        found.push(Difference::Email { ours, theirs });
    }
    if ours.user.suspended != theirs.user.suspended {
        let (ours, theirs) = (ours.user.suspended, theirs.user.suspended);
        found.push(Difference::Suspended { ours, theirs });
    }
    let listed = |set: &BTreeSet<&str>| set.iter().map(|id| (*id).to_owned()).collect();
    if ours.organisations != theirs.organisations {
        let (ours, theirs) = (listed(&ours.organisations), listed(&theirs.organisations));
        found.push(Difference::Organisations { ours, theirs });
    }
    if ours.managers != theirs.managers {
        let (ours, theirs) = (listed(&ours.managers), listed(&theirs.managers));
        found.push(Difference::Managers { ours, theirs });
    }
    found
}
