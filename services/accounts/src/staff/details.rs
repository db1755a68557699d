//! What is said of somebody: a value is taken, a blank leaves what there is, clearing takes it away.

use domain::Date;
use staff_file::{Cell, Email, Label, PersonName, StaffLine, StaffNumber};

/// What a form, an API call or a row of a file says of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StaffDetails {
    pub(crate) given_name: Option<PersonName>,
    pub(crate) family_name: Option<PersonName>,
    pub(crate) email: Option<Email>,
    pub(crate) staff_number: Cell<StaffNumber>,
    pub(crate) unit: Cell<Label>,
    pub(crate) title: Cell<Label>,
    pub(crate) journey: Cell<Label>,
    pub(crate) step: Cell<Label>,
    pub(crate) manager_email: Cell<Email>,
    pub(crate) first_day: Cell<Date>,
    pub(crate) last_day: Cell<Date>,
    pub(crate) protected: Option<bool>,
}

impl From<StaffLine> for StaffDetails {
    fn from(line: StaffLine) -> Self {
        Self {
            given_name: line.given_name,
            family_name: line.family_name,
            email: line.email,
            staff_number: line.staff_number,
            unit: line.unit,
            title: line.title,
            journey: line.journey,
            step: line.step,
            manager_email: line.manager_email,
            first_day: line.first_day,
            last_day: line.last_day,
            protected: line.protected_identity,
        }
    }
}
