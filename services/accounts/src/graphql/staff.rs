//! Staff as those who keep them see them.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Date, Municipality};
use people::Employment;
use tenancy::{Municipalities, RegionScope};

use crate::staff::read::{AccountState, StaffView};

mod duplicates;
mod input;
mod leave;
mod mutation;

pub use duplicates::StaffDuplicateMutation;
pub(super) use duplicates::{StaffDuplicate, StaffDuplicateConnection, cursor, place};
pub(super) use input::municipality;
pub use leave::StaffLeaveMutation;
pub use mutation::StaffMutation;
pub(super) use mutation::person;

graph::connection! {
    /// Staff, by name.
    StaffConnection of flat StaffMember
}

graph::flat_enum!(AccountState);

/// Somebody whom a municipality keeps an account for, or whom a region knows otherwise.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct StaffMember {
    id: ID,
    /// Short name in files.
    code: String,
    name: String,
    given_name: Option<String>,
    family_name: Option<String>,
    email: Option<String>,
    /// The employer's number for them.
    staff_number: Option<String>,
    /// Where they work now.
    municipality: Option<Municipality>,
    /// Protected identity.
    protected: bool,
    state: AccountState,
    created_at: DateTime<Utc>,
    changed_at: Option<DateTime<Utc>>,
    /// The present one first.
    employments: Vec<StaffEmployment>,
}

/// Where somebody is or was employed.
#[derive(SimpleObject, Clone, Debug)]
struct StaffEmployment {
    municipality: Municipality,
    unit: Option<String>,
    title: Option<String>,
    journey: Option<String>,
    step: Option<String>,
    manager_email: Option<String>,
    first_day: Option<Date>,
    last_day: Option<Date>,
}

graph::flat!(StaffMember {
    "id" => id,
    "code" => code,
    "name" => name,
    "givenName" => given_name,
    "familyName" => family_name,
    "email" => email,
    "staffNumber" => staff_number,
    "municipality" => municipality,
    "protected" => protected,
    "state" => state,
    "createdAt" => created_at,
    "changedAt" => changed_at,
    "employments" => employments,
});

graph::flat!(StaffEmployment {
    "municipality" => municipality,
    "unit" => unit,
    "title" => title,
    "journey" => journey,
    "step" => step,
    "managerEmail" => manager_email,
    "firstDay" => first_day,
    "lastDay" => last_day,
});

impl StaffMember {
    /// Somebody as the one in `scope` is shown them, which the audit will tell, but of oneself.
    pub(crate) fn show(scope: &RegionScope, view: StaffView, names: &Municipalities) -> Self {
        let StaffView { staff, employments, state } = view;
        if staff.account.is_none() || staff.account != scope.actor().account {
            scope.reads(staff.id);
        }
        let employments = employments.into_iter().map(|one| StaffEmployment::show(one, names));
        Self {
            id: staff.id.to_string().into(),
            code: staff.code,
            name: staff.name,
            given_name: staff.given_name,
            family_name: staff.family_name,
            email: staff.email,
            staff_number: staff.staff_number,
            municipality: staff.municipality.map(|code| Municipality::named(code, names)),
            protected: staff.protected,
            state,
            created_at: staff.created_at,
            changed_at: staff.changed_at,
            employments: employments.collect(),
        }
    }
}

impl StaffEmployment {
    fn show(employment: Employment, names: &Municipalities) -> Self {
        Self {
            municipality: Municipality::named(employment.municipality, names),
            unit: employment.unit,
            title: employment.title,
            journey: employment.journey,
            step: employment.step,
            manager_email: employment.manager_email,
            first_day: employment.first_day.map(Date),
            last_day: employment.last_day.map(Date),
        }
    }
}
