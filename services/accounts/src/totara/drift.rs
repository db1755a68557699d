//! How the learning platform's people differ from ours: who is there alone, who is here alone, and what differs.

use std::collections::{HashMap, HashSet};

use domain::{MunicipalityCode, PersonId};
use identity::Permission;
use staff_file::totara::{Difference, DriftKind, Side, User, drift};
use tenancy::RegionScope;

use super::{FRAMEWORK, Theirs, TotaraFiles, ours};
use crate::{Accounts, AccountsFault};

/// How people differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DriftReport {
    /// Those who are not the same, by name.
    pub rows: Vec<DriftRow>,
    /// Records that cannot be read.
    pub faults: Vec<String>,
}

/// Somebody who is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DriftRow {
    /// The id that the platform knows them by.
    pub idnumber: String,
    /// Their name, as we have it or else as it has.
    pub name: String,
    /// In what way.
    pub kind: DriftRowKind,
    /// What differs, in Swedish; empty where somebody is missing.
    pub explanation: String,
}

/// In what way somebody is not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "TotaraDriftKind")]
pub enum DriftRowKind {
    /// Only the region has them.
    OnlyHere,
    /// Only the learning platform has them.
    OnlyThere,
    /// Both have them, with other values.
    Differs,
}

impl Accounts {
    /// Holds the files against the staff within reach. Of the others' people in them nothing is said.
    pub async fn totara_drift(
        &self,
        scope: &RegionScope,
        files: &TotaraFiles,
    ) -> Result<DriftReport, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let mut theirs = files.read()?;
        let ours = ours::read(scope, FRAMEWORK).await?;
        if let Some(own) = scope.reach(Permission::ManageStaff).limit() {
            let known = ours.users.iter().map(|user| user.idnumber.as_str()).collect();
            keep_own(&mut theirs, &own, &known);
        }
        let report = report(&ours, &theirs);
        let persons: HashMap<String, PersonId> =
            ours.persons.iter().map(|id| (id.to_string(), *id)).collect();
        let shown = report.rows.iter().filter_map(|row| persons.get(&row.idnumber));
        let trace = scope.begin().await?;
        trace.note_reading("totara-drift", shown.map(|id| id.uuid()));
        trace.commit().await?;
        Ok(report)
    }
}

/// Leaves those out who work for municipalities that are not the caller's.
fn keep_own(theirs: &mut Theirs, own: &[MunicipalityCode], known: &HashSet<&str>) {
    let own: HashSet<String> = own.iter().map(ToString::to_string).collect();
    let within = |organisation: &str| {
        organisation.split('/').next().is_some_and(|municipality| own.contains(municipality))
    };
    let jobs = theirs.assignments.iter();
    let within: HashSet<&str> = jobs
        .filter(|job| job.organisation.as_deref().is_some_and(within))
        .map(|job| job.user.as_str())
        .collect();
    theirs.users.retain(|user| {
        let id = user.idnumber.as_str();
        known.contains(id) || within.contains(id)
    });
}

fn report(ours: &ours::Ours, theirs: &Theirs) -> DriftReport {
    let own = Side { users: &ours.users, assignments: &ours.assignments };
    let other = Side { users: &theirs.users, assignments: &theirs.assignments };
    let name = |user: &User| format!("{} {}", user.given_name, user.family_name);
    // Ours last, so that they hold.
    let users = theirs.users.iter().chain(&ours.users);
    let names: HashMap<&str, String> =
        users.map(|user| (user.idnumber.as_str(), name(user))).collect();
    let rows = drift(own, other).into_iter().map(|one| {
        let (kind, explanation) = match &one.kind {
            DriftKind::MissingThere => (DriftRowKind::OnlyHere, String::new()),
            DriftKind::MissingHere => (DriftRowKind::OnlyThere, String::new()),
            DriftKind::Differs(differences) => (DriftRowKind::Differs, told(differences)),
        };
        let name = names.get(one.idnumber.as_str()).cloned().unwrap_or_default();
        DriftRow { idnumber: one.idnumber, name, kind, explanation }
    });
    let mut rows: Vec<DriftRow> = rows.collect();
    rows.sort_by_cached_key(|row| (domain::swedish::sort_key(&row.name), row.idnumber.clone()));
    DriftReport { rows, faults: theirs.faults.clone() }
}

/// What differs, ours first.
fn told(differences: &[Difference]) -> String {
    let list = |ids: &[String]| if ids.is_empty() { "inget".to_owned() } else { ids.join(", ") };
    let line = |one: &Difference| match one {
        Difference::Name { ours, theirs } => format!("Namn: här {ours}, där {theirs}"),
        Difference::Email { ours, theirs } => format!("E-post: här {ours}, där {theirs}"),
        Difference::Suspended { ours: true, .. } => "Avstängd här, men inte där".to_owned(),
        Difference::Suspended { ours: false, .. } => "Avstängd där, men inte här".to_owned(),
        Difference::Organisations { ours, theirs } => {
            format!("Organisation: här {}, där {}", list(ours), list(theirs))
        }
        Difference::Managers { ours, theirs } => {
            format!("Chef: här {}, där {}", list(ours), list(theirs))
        }
    };
    differences.iter().map(line).collect::<Vec<_>>().join("; ")
}
