//! What clients say of staff: parsed once, here. Absent leaves what there is, an empty text takes it away.

use async_graphql::{ID, InputObject};
use domain::MunicipalityCode;
use graph::{Date, FieldFault, Refusal, Role};
use staff_file::{Cell, Email, Label, PersonName, StaffNumber};

use crate::staff::StaffDetails;

/// Somebody to take on.
#[derive(InputObject)]
pub(super) struct StaffCreateInput {
    pub(super) region: String,
    /// SCB code of the employer.
    municipality: String,
    details: StaffDetailsInput,
    /// What to invite them to be; nobody is invited where it is empty.
    #[graphql(default)]
    pub(super) roles: Vec<Role>,
}

/// Somebody to change.
#[derive(InputObject)]
pub(super) struct StaffChangeInput {
    pub(super) region: String,
    pub(super) person: ID,
    details: StaffDetailsInput,
}

/// Somebody to invite, once or again.
#[derive(InputObject)]
pub(super) struct StaffInviteInput {
    pub(super) region: String,
    pub(super) person: ID,
    pub(super) roles: Vec<Role>,
}

/// Somebody to suspend, or to let in again.
#[derive(InputObject)]
pub(super) struct StaffSuspendInput {
    pub(super) region: String,
    pub(super) person: ID,
}

/// Somebody to sign out.
#[derive(InputObject)]
pub(super) struct StaffSignOutInput {
    pub(super) region: String,
    pub(super) person: ID,
    /// One of their sessions; all of them where absent.
    pub(super) session: Option<ID>,
}

/// Somebody who changes employer within the region.
#[derive(InputObject)]
pub(super) struct StaffMoveInput {
    pub(super) region: String,
    pub(super) person: ID,
    /// SCB code of the new employer.
    municipality: String,
    pub(super) first_day: Date,
}

/// What is held on somebody. Absent leaves what there is; an empty text takes away what may be taken away.
#[derive(InputObject, Default)]
struct StaffDetailsInput {
    given_name: Option<String>,
    family_name: Option<String>,
    email: Option<String>,
    staff_number: Option<String>,
    unit: Option<String>,
    title: Option<String>,
    journey: Option<String>,
    step: Option<String>,
    manager_email: Option<String>,
    /// A date, or empty.
    first_day: Option<String>,
    /// A date, or empty.
    last_day: Option<String>,
    protected: Option<bool>,
}

impl StaffCreateInput {
    pub(super) fn parse(&self) -> Result<(StaffDetails, MunicipalityCode), Refusal> {
        Ok((self.details.parse()?, municipality(&self.municipality)?))
    }
}

impl StaffChangeInput {
    pub(super) fn parse(&self) -> Result<StaffDetails, Refusal> {
        self.details.parse()
    }
}

impl StaffMoveInput {
    pub(super) fn municipality(&self) -> Result<MunicipalityCode, Refusal> {
        municipality(&self.municipality)
    }
}

pub(in crate::graphql) fn municipality(code: &str) -> Result<MunicipalityCode, Refusal> {
    code.parse().map_err(|_| Refusal::field("municipality", "expected an SCB code of four digits"))
}

impl StaffDetailsInput {
    fn parse(&self) -> Result<StaffDetails, Refusal> {
        let mut reading = Reading::default();
        let details = StaffDetails {
            given_name: reading.needed("givenName", self.given_name.as_deref(), name),
            family_name: reading.needed("familyName", self.family_name.as_deref(), name),
            email: reading.needed("email", self.email.as_deref(), Email::parse),
            staff_number: reading.cell("staffNumber", self.staff_number.as_deref(), |text| {
                StaffNumber::parse(text).ok()
            }),
            unit: reading.cell("unit", self.unit.as_deref(), label),
            title: reading.cell("title", self.title.as_deref(), label),
            journey: reading.cell("journey", self.journey.as_deref(), label),
            step: reading.cell("step", self.step.as_deref(), label),
            manager_email: reading.cell(
                "managerEmail",
                self.manager_email.as_deref(),
                Email::parse,
            ),
            first_day: reading.cell("firstDay", self.first_day.as_deref(), date),
            last_day: reading.cell("lastDay", self.last_day.as_deref(), date),
            protected: self.protected,
        };
        reading.ended(details)
    }
}

fn name(text: &str) -> Option<PersonName> {
    PersonName::parse(text).ok()
}

fn label(text: &str) -> Option<Label> {
    Label::parse(text).ok()
}

fn date(text: &str) -> Option<domain::Date> {
    text.parse().ok()
}

/// Reading of texts, with what is wrong with them.
#[derive(Default)]
struct Reading {
    faults: Vec<FieldFault>,
}

impl Reading {
    /// A value that there always is.
    fn needed<T>(
        &mut self,
        path: &'static str,
        text: Option<&str>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = text?.trim();
        let value = parse(text);
        if value.is_none() {
            let message = if text.is_empty() { "cannot be taken away" } else { expected(path) };
            self.faults.push(FieldFault::new(path, message));
        }
        value
    }

    fn cell<T>(
        &mut self,
        path: &'static str,
        text: Option<&str>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Cell<T> {
        match text.map(str::trim) {
            None => Cell::Blank,
            Some("") => Cell::Clear,
            Some(text) => parse(text).map_or_else(
                || {
                    self.faults.push(FieldFault::new(path, expected(path)));
                    Cell::Blank
                },
                Cell::Value,
            ),
        }
    }

    fn ended(self, details: StaffDetails) -> Result<StaffDetails, Refusal> {
        if self.faults.is_empty() { Ok(details) } else { Err(Refusal::InvalidInput(self.faults)) }
    }
}

const fn expected(path: &str) -> &'static str {
    match path.as_bytes() {
        b"email" | b"managerEmail" => "expected an e-mail address",
        b"firstDay" | b"lastDay" => "expected a date like 2026-01-31",
        b"staffNumber" => "expected letters and digits, and no personal identity number",
        _ => "expected a text without control characters, and no personal identity number",
    }
}
