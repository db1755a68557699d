//! Rows of a sheet become lines: each value once, each fault by row and column.

use domain::Date;

use crate::duplicates::{self, Identity};
use crate::text::{self, TextFault};
use crate::{
    Cell, CellFault, CheckedMapping, Email, FaultKind, Label, Mapping, MunicipalityRef, PersonName,
    RefusedRow, Row, Sheet, StaffColumn, StaffLine, StaffNumber, cell, date, full_name,
};

/// Every row of the sheet, in its order, understood or refused.
///
/// Two rows with the same e-mail address or staff number are both refused, each naming the other:
/// which of them is meant, the file does not tell.
pub fn parse(sheet: &Sheet, mapping: &CheckedMapping) -> Vec<Result<StaffLine, RefusedRow>> {
    let mapping = mapping.mapping();
    let mut identities = Vec::with_capacity(sheet.len());
    let mut rows = Vec::with_capacity(sheet.len());
    for row in sheet.rows() {
        let (line, identity) = one(row, mapping);
        rows.push(line);
        identities.push(identity);
    }
    duplicates::refuse(&mut rows, &identities, mapping);
    rows
}

fn one(row: Row<'_>, mapping: &Mapping) -> (Result<StaffLine, RefusedRow>, Identity) {
    let mut reading = Reading { row, mapping, faults: Vec::new() };
    let line = reading.line();
    let identity = Identity {
        row: line.row,
        email: line.email.clone(),
        staff_number: line.staff_number.value().cloned(),
    };
    let Reading { faults, .. } = reading;
    let line = if faults.is_empty() { Ok(line) } else { Err(RefusedRow { row: line.row, faults }) };
    (line, identity)
}

/// A row being read, with what was wrong so far.
struct Reading<'a> {
    row: Row<'a>,
    mapping: &'a Mapping,
    faults: Vec<CellFault>,
}

impl<'a> Reading<'a> {
    fn line(&mut self) -> StaffLine {
        let (given_name, family_name) = self.names();
        let line = StaffLine {
            row: self.row.number(),
            given_name,
            family_name,
            email: self.lasting(StaffColumn::Email, email),
            staff_number: self
                .clearable(StaffColumn::StaffNumber, |cell| Ok(StaffNumber::parse(cell)?)),
            unit: self.clearable(StaffColumn::Unit, label),
            title: self.clearable(StaffColumn::Title, label),
            journey: self.clearable(StaffColumn::Journey, label),
            step: self.clearable(StaffColumn::Step, label),
            first_day: self.clearable(StaffColumn::FirstDay, day),
            last_day: self.clearable(StaffColumn::LastDay, day),
            manager_email: self.clearable(StaffColumn::ManagerEmail, email),
            municipality: self.lasting(StaffColumn::Municipality, municipality),
            protected_identity: self.lasting(StaffColumn::ProtectedIdentity, yes_or_no),
        };
        if let (Some(first), Some(last)) = (line.first_day.value(), line.last_day.value())
            && last < first
        {
            self.fault(StaffColumn::LastDay, FaultKind::LastDayBeforeFirst);
        }
        let told = [StaffColumn::Email, StaffColumn::StaffNumber];
        let nobody = line.email.is_none() && line.staff_number.value().is_none();
        // Where one was there and is wrong, that has been said.
        if nobody
            && !self.faults.iter().any(|fault| fault.column.is_some_and(|at| told.contains(&at)))
        {
            self.whole_row(FaultKind::NoIdentity);
        }
        if let Some(at) = self.row.beyond_header() {
            let row = self.row.number();
            let kind = FaultKind::BeyondHeader;
            self.faults.push(CellFault { row, at: Some(at), column: None, kind });
        }
        line
    }

    fn names(&mut self) -> (Option<PersonName>, Option<PersonName>) {
        let Some(whole) = self.lasting(StaffColumn::FullName, whole_name) else {
            return (
                self.lasting(StaffColumn::GivenName, |cell| Ok(PersonName::parse(cell)?)),
                self.lasting(StaffColumn::FamilyName, |cell| Ok(PersonName::parse(cell)?)),
            );
        };
        let (given, family) = whole;
        (Some(given), Some(family))
    }

    /// The cell of a column; `None` where it is blank or there is none.
    fn cell(&self, column: StaffColumn) -> Option<&'a str> {
        let cell = self.row.cell(self.mapping.at(column)?);
        (!cell.is_empty()).then_some(cell)
    }

    /// A value that can be taken away.
    fn clearable<T>(
        &mut self,
        column: StaffColumn,
        parse: impl FnOnce(&str) -> Result<T, FaultKind>,
    ) -> Cell<T> {
        match self.cell(column) {
            None => Cell::Blank,
            Some(text) if cell::clears(text) => Cell::Clear,
            Some(text) => self.parsed(column, parse(text)).map_or(Cell::Blank, Cell::Value),
        }
    }

    /// A value that can only be changed.
    fn lasting<T>(
        &mut self,
        column: StaffColumn,
        parse: impl FnOnce(&str) -> Result<T, FaultKind>,
    ) -> Option<T> {
        let text = self.cell(column)?;
        let cleared = if cell::clears(text) { Err(FaultKind::NotClearable) } else { Ok(()) };
        self.parsed(column, cleared.and_then(|()| parse(text)))
    }

    fn parsed<T>(&mut self, column: StaffColumn, parsed: Result<T, FaultKind>) -> Option<T> {
        parsed.map_err(|kind| self.fault(column, kind)).ok()
    }

    fn fault(&mut self, column: StaffColumn, kind: FaultKind) {
        let (row, at) = (self.row.number(), self.mapping.at(column));
        self.faults.push(CellFault { row, at, column: Some(column), kind });
    }

    fn whole_row(&mut self, kind: FaultKind) {
        self.faults.push(CellFault { row: self.row.number(), at: None, column: None, kind });
    }
}

fn label(cell: &str) -> Result<Label, FaultKind> {
    Ok(Label::parse(cell)?)
}

fn email(cell: &str) -> Result<Email, FaultKind> {
    Email::parse(&seen(cell)?).ok_or(FaultKind::NotAnEmail)
}

fn day(cell: &str) -> Result<Date, FaultKind> {
    date::parse(&seen(cell)?).ok_or(FaultKind::NotADate)
}

fn municipality(cell: &str) -> Result<MunicipalityRef, FaultKind> {
    MunicipalityRef::parse(&seen(cell)?).ok_or(FaultKind::NotAMunicipality)
}

fn whole_name(cell: &str) -> Result<(PersonName, PersonName), FaultKind> {
    let whole = seen(cell)?;
    let (given, family) = full_name::split(&whole).ok_or(FaultKind::NameNotSplit)?;
    Ok((PersonName::parse(given)?, PersonName::parse(family)?))
}

fn yes_or_no(cell: &str) -> Result<bool, FaultKind> {
    match seen(cell)?.to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "x" | "1" | "sant" | "true" => Ok(true),
        "nej" | "n" | "no" | "0" | "falskt" | "false" => Ok(false),
        _ => Err(FaultKind::NotYesOrNo),
    }
}

/// The cell with single spaces, unless it is one that nobody should hold.
fn seen(cell: &str) -> Result<String, TextFault> {
    text::checked(cell, Email::MOST)
}
