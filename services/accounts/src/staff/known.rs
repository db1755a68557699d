//! Somebody with their present employment, and what they become when something is said of them. Pure.

use chrono::{DateTime, Utc};
use domain::{EmploymentId, Ids, MunicipalityCode, PersonId};
use people::{Employment, Staff};
use staff_file::Cell;

use super::StaffDetails;

/// Somebody, and where they work now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) staff: Staff,
    /// `None` for those who came with a case file, and for procured trainers.
    pub(crate) present: Option<Employment>,
}

/// Somebody new has no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nameless;

impl Known {
    /// Somebody new, employed by `municipality`.
    pub(crate) fn fresh(
        details: &StaffDetails,
        municipality: MunicipalityCode,
        ids: &dyn Ids,
        now: DateTime<Utc>,
    ) -> Result<Self, Nameless> {
        if details.given_name.is_none() || details.family_name.is_none() {
            return Err(Nameless);
        }
        let id = PersonId::next(ids);
        let staff = Staff {
            id,
            code: people::short_name("P", id),
            name: String::new(),
            given_name: None,
            family_name: None,
            email: None,
            staff_number: None,
            municipality: Some(municipality),
            account: None,
            protected: false,
            suspended_at: None,
            merged_into: None,
            erased_at: None,
            created_at: now,
            changed_at: None,
        };
        let known = Self { staff, present: None };
        Ok(known.with(details, municipality, ids))
    }

    /// The same person, once `details` are true of them at `municipality`, where they work already or will.
    pub(crate) fn with(
        &self,
        details: &StaffDetails,
        municipality: MunicipalityCode,
        ids: &dyn Ids,
    ) -> Self {
        let StaffDetails { given_name, family_name, email, staff_number, protected, .. } = details;
        let mut staff = self.staff.clone();
        let text = |value: &Option<staff_file::PersonName>, before: Option<String>| {
            value.as_ref().map(ToString::to_string).or(before)
        };
        staff.given_name = text(given_name, staff.given_name);
        staff.family_name = text(family_name, staff.family_name);
        if let (Some(given), Some(family)) = (&staff.given_name, &staff.family_name) {
            staff.name = format!("{given} {family}");
        }
        staff.email = email.as_ref().map(ToString::to_string).or(staff.email);
        staff.staff_number = over(staff_number, staff.staff_number);
        staff.protected = protected.unwrap_or(staff.protected);
        staff.municipality = Some(municipality);
        let present = self.present.clone().filter(|one| one.municipality == municipality);
        let present = match present {
            Some(before) => Some(employed(details, before)),
            // Only those of whom an employment says something have one.
            None => Some(employed(details, blank(staff.id, municipality, ids))),
        };
        Self { staff, present }
    }

    /// The name as a letter addresses it.
    pub(crate) fn name(&self) -> &str {
        &self.staff.name
    }
}

fn blank(person: PersonId, municipality: MunicipalityCode, ids: &dyn Ids) -> Employment {
    Employment {
        id: EmploymentId::next(ids),
        person,
        municipality,
        unit: None,
        title: None,
        journey: None,
        step: None,
        manager_email: None,
        first_day: None,
        last_day: None,
    }
}

fn employed(details: &StaffDetails, before: Employment) -> Employment {
    Employment {
        unit: over(&details.unit, before.unit),
        title: over(&details.title, before.title),
        journey: over(&details.journey, before.journey),
        step: over(&details.step, before.step),
        manager_email: over(&details.manager_email, before.manager_email),
        first_day: details.first_day.clone().over(before.first_day),
        last_day: details.last_day.clone().over(before.last_day),
        id: before.id,
        person: before.person,
        municipality: before.municipality,
    }
}

fn over<T: ToString>(cell: &Cell<T>, before: Option<String>) -> Option<String> {
    match cell {
        Cell::Blank => before,
        Cell::Clear => None,
        Cell::Value(value) => Some(value.to_string()),
    }
}
