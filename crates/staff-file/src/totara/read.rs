//! The files as the platform, or somebody else for it, has written them.
//!
//! Columns may come in any order and under the names of the site's settings; unknown ones are kept
//! out and told.

use chrono::{DateTime, Utc};
use domain::{Date, course_date_at, day_begins};
use foldhash::{HashMap, HashMapExt as _};

use super::columns::{self, Columns};
use super::{JobAssignment, Names, Organisation, ReadFault, RecordFault, RecordFaultKind, User};
use crate::{Limits, Row, RowNumber, Sheet, clean};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// The records that are right, in the file's order.
    pub records: Vec<T>,
    /// What is wrong with the others.
    pub faults: Vec<RecordFault>,
    /// Columns that were not read, by their names in the file.
    pub unknown: Vec<String>,
}

/// Reads `user.csv`.
pub fn read_users(bytes: &[u8], names: &Names, limits: Limits) -> Result<Read<User>, ReadFault> {
    let needed = ["idnumber", "timemodified", "username"];
    read(bytes, names, limits, (&columns::USER, &needed), |record| {
        Ok(User {
            idnumber: record.needed("idnumber")?,
            modified: record.time("timemodified")?,
            username: record.needed("username")?,
            deleted: record.flag("deleted")?,
            given_name: record.text("firstname"),
            family_name: record.text("lastname"),
            email: record.text("email"),
            suspended: record.flag("suspended")?,
        })
    })
}

/// Reads `jobassignment.csv`.
pub fn read_assignments(
    bytes: &[u8],
    names: &Names,
    limits: Limits,
) -> Result<Read<JobAssignment>, ReadFault> {
    let needed = ["idnumber", "useridnumber", "timemodified"];
    read(bytes, names, limits, (&columns::ASSIGNMENT, &needed), |record| {
        Ok(JobAssignment {
            idnumber: record.needed("idnumber")?,
            user: record.needed("useridnumber")?,
            modified: record.time("timemodified")?,
            deleted: record.flag("deleted")?,
            title: record.text("fullname"),
            first_day: record.day("startdate")?,
            last_day: record.day("enddate")?,
            organisation: record.given("orgidnumber"),
            manager: record.given("manageridnumber"),
        })
    })
}

/// Reads `org.csv`.
pub fn read_organisations(
    bytes: &[u8],
    names: &Names,
    limits: Limits,
) -> Result<Read<Organisation>, ReadFault> {
    let needed = ["idnumber", "fullname", "frameworkidnumber", "timemodified"];
    read(bytes, names, limits, (&columns::ORGANISATION, &needed), |record| {
        Ok(Organisation {
            idnumber: record.needed("idnumber")?,
            name: record.needed("fullname")?,
            short_name: record.text("shortname"),
            deleted: record.flag("deleted")?,
            framework: record.needed("frameworkidnumber")?,
            parent: record.given("parentidnumber"),
            modified: record.time("timemodified")?,
        })
    })
}

fn read<T>(
    bytes: &[u8],
    names: &Names,
    limits: Limits,
    (known, needed): (&[&'static str], &[&'static str]),
    one: impl Fn(&Record<'_>) -> Result<T, RecordFault>,
) -> Result<Read<T>, ReadFault> {
    let sheet = Sheet::read_cleaned(bytes, limits, clean::plain)?;
    let columns = Columns::find(&sheet, names, known, needed)?;
    let mut ids: HashMap<&str, RowNumber> = HashMap::with_capacity(sheet.len());
    let mut read = Read { records: Vec::new(), faults: Vec::new(), unknown: Vec::new() };
    for row in sheet.rows() {
        let number = row.number();
        let id = columns.cell(&row, "idnumber");
        let record = Record { row, columns: &columns };
        let unique = match ids.get(id) {
            Some(row) => Err(record.fault("idnumber", RecordFaultKind::SameId { row: *row })),
            None => Ok(()),
        };
        match unique.and_then(|()| one(&record)) {
            Ok(record) => read.records.push(record),
            Err(fault) => read.faults.push(fault),
        }
        ids.entry(id).or_insert(number);
    }
    read.unknown = columns.unknown;
    Ok(read)
}

/// A row whose values are asked for by column.
struct Record<'a> {
    row: Row<'a>,
    columns: &'a Columns,
}

impl Record<'_> {
    fn text(&self, column: &'static str) -> String {
        self.columns.cell(&self.row, column).to_owned()
    }

    fn given(&self, column: &'static str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    fn needed(&self, column: &'static str) -> Result<String, RecordFault> {
        self.given(column).ok_or_else(|| self.fault(column, RecordFaultKind::Blank))
    }

    fn flag(&self, column: &'static str) -> Result<bool, RecordFault> {
        match self.columns.cell(&self.row, column) {
            "" | "0" => Ok(false),
            "1" => Ok(true),
            _ => Err(self.fault(column, RecordFaultKind::NotAFlag)),
        }
    }

    fn time(&self, column: &'static str) -> Result<DateTime<Utc>, RecordFault> {
        instant(&self.needed(column)?).ok_or_else(|| self.fault(column, RecordFaultKind::NotATime))
    }

    fn day(&self, column: &'static str) -> Result<Option<Date>, RecordFault> {
        match self.columns.cell(&self.row, column) {
            "" | "0" => Ok(None),
            _ => self.time(column).map(|instant| Some(course_date_at(instant))),
        }
    }

    fn fault(&self, column: &'static str, kind: RecordFaultKind) -> RecordFault {
        RecordFault { row: self.row.number(), column, kind }
    }
}

/// A Unix time, or a date in Totara's usual form (day, month, year).
fn instant(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(seconds) = text.parse() {
        return DateTime::from_timestamp(seconds, 0);
    }
    let date = Date::parse_from_str(text, "%d/%m/%Y").ok()?;
    Some(day_begins(date))
}
