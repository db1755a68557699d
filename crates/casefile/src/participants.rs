//! `participants.csv`: who was registered, and who came. The long file: millions of rows.
//!
//! Rows are handed on as they come and none is kept here, so that memory does not grow with them.

use std::path::Path;

use domain::{AttendanceMark, DayIndex};

use crate::csv_file::{Column, CsvFile, Next};
use crate::duplicates::Duplicates;
use crate::known::{DayNames, Known};
use crate::problem::shown;
use crate::sink::Sink;
use crate::trainers::place;
use crate::{CaseFile, Fault, Problem, Remark};

/// The columns that must be there, in the order in which they are written.
pub(crate) const COLUMNS: [&str; 4] = ["course_day", "person", "municipality", "status"];

/// Reads the participants of the case in `folder` into `sink`.
pub(crate) fn read(
    folder: &Path,
    known: &Known,
    days: Option<&DayNames>,
    sink: &mut impl Sink,
) -> (Vec<Fault>, Vec<Remark>) {
    let (csv, columns) = match CsvFile::open(folder, CaseFile::Participants, COLUMNS) {
        Ok(opened) => opened,
        Err(faults) => return (faults, Vec::new()),
    };
    let remarks = remarks_on(&csv, &columns);
    let duplicates = Duplicates::new(days.map_or(0, DayNames::count));
    let mut reading = Reading { csv, columns, known, days, duplicates, last: None };
    loop {
        match reading.csv.next() {
            Next::Row => reading.row(sink),
            Next::Faulty => {}
            Next::End => break,
        }
    }
    if let Some(days) = days {
        let [day, person, ..] = columns;
        reading.duplicates.confirm(&mut reading.csv, days, day, person);
    }
    (reading.csv.into_faults(), remarks)
}

/// The columns of `csv` that mean nothing.
pub(crate) fn remarks_on(csv: &CsvFile, columns: &[Column]) -> Vec<Remark> {
    let all = csv.columns.iter().enumerate();
    let others = all.filter(|(index, _)| !columns.contains(&Column(*index)));
    others.map(|(_, name)| Remark { file: csv.file, column: name.clone() }).collect()
}

struct Reading<'a> {
    csv: CsvFile,
    columns: [Column; 4],
    known: &'a Known,
    days: Option<&'a DayNames>,
    duplicates: Duplicates,
    /// The day of the row before: rows of a day mostly stand together.
    last: Option<(Vec<u8>, DayIndex)>,
}

impl Reading<'_> {
    fn row(&mut self, sink: &mut impl Sink) {
        let [_, person, ..] = self.columns;
        let day = self.day();
        if self.csv.bytes(person).is_empty() {
            self.csv.fault(person, Problem::Empty { expected: "deltagarens kod" });
        } else if let Some(day) = day {
            self.duplicates.see(day, self.csv.bytes(person));
        }
        let municipality = self.municipality();
        let mark = self.mark();
        let (Some(day), Some(municipality), Some(mark)) = (day, municipality, mark) else { return };
        if sink.participant(day, self.csv.bytes(person), municipality, mark).is_err() {
            self.csv.fault(person, Problem::Uncountable);
        }
    }

    fn day(&mut self) -> Option<DayIndex> {
        let [column, ..] = self.columns;
        let bytes = self.csv.bytes(column);
        if let Some((_, day)) = self.last.as_ref().filter(|(last, _)| last == bytes) {
            return Some(*day);
        }
        let days = self.days?;
        let id = self.csv.text(column);
        let Some(day) = days.find(id) else {
            let (found, example) = (shown(id), days.example.clone());
            self.csv.fault(column, Problem::UnknownCourseDay { found, example });
            return None;
        };
        let last = self.last.get_or_insert_with(|| (Vec::new(), day));
        last.0.clear();
        last.0.extend_from_slice(id.as_bytes());
        last.1 = day;
        Some(day)
    }

    fn municipality(&mut self) -> Option<usize> {
        let [_, _, column, _] = self.columns;
        match place(self.csv.text(column), self.known) {
            Ok(place) => place,
            Err(problem) => {
                self.csv.fault(column, problem);
                None
            }
        }
    }

    fn mark(&mut self) -> Option<AttendanceMark> {
        let [.., column] = self.columns;
        match self.csv.bytes(column) {
            b"attended" => Some(AttendanceMark::Attended),
            b"absent" => Some(AttendanceMark::Absent),
            b"cancelled" => Some(AttendanceMark::Cancelled),
            _ => {
                let (found, expected) =
                    (shown(self.csv.text(column)), "attended, absent eller cancelled");
                self.csv.fault(column, Problem::UnknownWord { found, expected });
                None
            }
        }
    }
}
