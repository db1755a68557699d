//! `participants.csv`: who was registered, and who came. The long file: millions of rows.
//!
//! Rows are handed on as they come and none is kept here, so that memory does not grow with them.

use std::path::Path;

use domain::AttendanceMark;

use crate::csv_file::{Column, CsvFile, Next};
use crate::duplicates::Duplicates;
use crate::known::{DayFinder, DayNames, Known};
use crate::quoted::shown;
use crate::sink::Sink;
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
    let days_of_rows = DayFinder::new(days);
    let mut reading = Reading { csv, columns, known, days: days_of_rows, duplicates };
    loop {
        match reading.csv.next() {
            Next::Row => reading.row(sink),
            Next::Faulty => {}
            Next::End => break,
        }
    }
    if let Some(days) = days {
        let [day, person, ..] = columns;
        reading.duplicates.confirm(&mut reading.csv, days, [day, person]);
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
    days: DayFinder<'a>,
    duplicates: Duplicates,
}

impl Reading<'_> {
    fn row(&mut self, sink: &mut impl Sink) {
        let [day, person, municipality, mark] = self.columns;
        let day = self.days.find(self.csv.bytes(day));
        let name = self.csv.bytes(person);
        let municipality = self.known.place(self.csv.bytes(municipality));
        let mark = mark_of(self.csv.bytes(mark));
        if let Some(day) = day.filter(|_| !name.is_empty()) {
            self.duplicates.see(day, name);
        }
        let (Some(day), Some(municipality), Some(mark), false) =
            (day, municipality, mark, name.is_empty())
        else {
            return self.faulty();
        };
        if sink.participant(day, name, municipality, mark).is_err() {
            self.csv.fault(person, Problem::Uncountable);
        }
    }

    /// Notes everything that is wrong with the row.
    #[cold]
    fn faulty(&mut self) {
        let [day, person, municipality, mark] = self.columns;
        if self.days.find(self.csv.bytes(day)).is_none()
            && let Some(problem) = self.days.problem(self.csv.text(day))
        {
            self.csv.fault(day, problem);
        }
        if self.csv.bytes(person).is_empty() {
            self.csv.fault(person, Problem::Empty { expected: "deltagarens kod" });
        }
        if self.known.place(self.csv.bytes(municipality)).is_none()
            && let Some(problem) = self.known.place_problem(self.csv.text(municipality))
        {
            self.csv.fault(municipality, problem);
        }
        if mark_of(self.csv.bytes(mark)).is_none() {
            let expected = "attended, absent eller cancelled";
            let found = shown(self.csv.text(mark));
            self.csv.fault(mark, Problem::UnknownWord { found, expected });
        }
    }
}

fn mark_of(word: &[u8]) -> Option<AttendanceMark> {
    match word {
        b"attended" => Some(AttendanceMark::Attended),
        b"absent" => Some(AttendanceMark::Absent),
        b"cancelled" => Some(AttendanceMark::Cancelled),
        _ => None,
    }
}
