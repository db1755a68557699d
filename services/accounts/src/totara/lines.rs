//! Users of the learning platform as lines of a staff list, so that they are decided on as any other list. Pure.

use std::collections::HashMap;

use staff_file::totara::{JobAssignment, User};
use staff_file::{
    Cell, CellFault, Email, FaultKind, Label, MunicipalityRef, PersonName, RefusedRow, RowNumber,
    StaffColumn, StaffLine,
};

use super::Theirs;

/// A user as a line, with the id that the user has there.
pub(crate) struct Line {
    pub(crate) idnumber: String,
    pub(crate) row: Result<StaffLine, RefusedRow>,
}

/// The users that are not deleted, as lines. Rows are numbered as the records of the file are.
pub(crate) fn of(theirs: &Theirs) -> Vec<Line> {
    let units: HashMap<&str, &str> = theirs
        .organisations
        .iter()
        .filter(|one| one.parent.is_some())
        .map(|one| (one.idnumber.as_str(), one.name.as_str()))
        .collect();
    let emails: HashMap<&str, &str> =
        theirs.users.iter().map(|user| (user.idnumber.as_str(), user.email.as_str())).collect();
    let mut jobs: HashMap<&str, &JobAssignment> = HashMap::new();
    for job in theirs.assignments.iter().filter(|job| !job.deleted) {
        let held = jobs.entry(job.user.as_str()).or_insert(job);
        // Of several the one that lasts, and the one that began last.
        if (job.last_day.is_none(), job.first_day) > (held.last_day.is_none(), held.first_day) {
            *held = job;
        }
    }
    let users = theirs.users.iter().zip(2..).filter(|(user, _)| !user.deleted);
    let line = |(user, row): (&User, u32)| {
        let job = jobs.get(user.idnumber.as_str()).copied();
        let mut reading = Reading { row: RowNumber(row), faults: Vec::new() };
        let line = reading.line(user, job, &units, &emails);
        let row = match reading.faults {
            faults if faults.is_empty() => Ok(line),
            faults => Err(RefusedRow { row: RowNumber(row), faults }),
        };
        Line { idnumber: user.idnumber.clone(), row }
    };
    users.map(line).collect()
}

struct Reading {
    row: RowNumber,
    faults: Vec<CellFault>,
}

impl Reading {
    fn line(
        &mut self,
        user: &User,
        job: Option<&JobAssignment>,
        units: &HashMap<&str, &str>,
        emails: &HashMap<&str, &str>,
    ) -> StaffLine {
        let at = job.and_then(|job| job.organisation.as_deref());
        let municipality = at.and_then(|at| at.split('/').next()).and_then(MunicipalityRef::parse);
        let unit = at.and_then(|at| units.get(at)).copied().unwrap_or_default();
        let manager = job.and_then(|job| job.manager.as_deref());
        let manager = manager.and_then(|id| emails.get(id)).and_then(|text| Email::parse(text));
        let day = |day: Option<domain::Date>| day.map_or(Cell::Blank, Cell::Value);
        let email = Email::parse(&user.email);
        if email.is_none() {
            self.fault(StaffColumn::Email, FaultKind::NotAnEmail);
        }
        StaffLine {
            row: self.row,
            given_name: self.name(StaffColumn::GivenName, &user.given_name),
            family_name: self.name(StaffColumn::FamilyName, &user.family_name),
            email,
            staff_number: Cell::Blank,
            unit: self.label(StaffColumn::Unit, unit),
            title: self.label(StaffColumn::Title, job.map_or("", |job| &job.title)),
            journey: Cell::Blank,
            step: Cell::Blank,
            first_day: day(job.and_then(|job| job.first_day)),
            last_day: day(job.and_then(|job| job.last_day)),
            manager_email: manager.map_or(Cell::Blank, Cell::Value),
            municipality,
            protected_identity: None,
        }
    }

    /// A name that is not in the file stays as it is.
    fn name(&mut self, column: StaffColumn, text: &str) -> Option<PersonName> {
        if text.is_empty() {
            return None;
        }
        PersonName::parse(text).map_err(|fault| self.fault(column, fault.into())).ok()
    }

    fn label(&mut self, column: StaffColumn, text: &str) -> Cell<Label> {
        if text.is_empty() {
            return Cell::Blank;
        }
        let label = Label::parse(text).map_err(|fault| self.fault(column, fault.into()));
        label.map_or(Cell::Blank, Cell::Value)
    }

    fn fault(&mut self, column: StaffColumn, kind: FaultKind) {
        self.faults.push(CellFault { row: self.row, at: None, column: Some(column), kind });
    }
}
