//! `trainers.csv`: who was to teach, and who did.

use std::path::Path;

use domain::{DayIndex, TrainerRole};

use crate::csv_file::{Column, CsvFile, Next};
use crate::known::{DayFinder, DayNames, Known};
use crate::participants::remarks_on;
use crate::quoted::shown;
use crate::sink::Sink;
use crate::{CaseFile, Fault, Problem, Remark};

/// The columns that must be there, in the order in which they are written.
pub(crate) const COLUMNS: [&str; 5] = ["course_day", "person", "municipality", "role", "served"];

/// Reads the trainers of the case in `folder` into `sink`.
pub(crate) fn read(
    folder: &Path,
    known: &Known,
    days: Option<&DayNames>,
    sink: &mut impl Sink,
) -> (Vec<Fault>, Vec<Remark>) {
    let (csv, columns) = match CsvFile::open(folder, CaseFile::Trainers, COLUMNS) {
        Ok(opened) => opened,
        Err(faults) => return (faults, Vec::new()),
    };
    let remarks = remarks_on(&csv, &columns);
    let days = DayFinder::new(days);
    let mut reading = Reading { csv, columns, known, days };
    loop {
        match reading.csv.next() {
            Next::Row => reading.row(sink),
            Next::Faulty => {}
            Next::End => break,
        }
    }
    (reading.csv.into_faults(), remarks)
}

struct Reading<'a> {
    csv: CsvFile,
    columns: [Column; 5],
    known: &'a Known,
    days: DayFinder<'a>,
}

impl Reading<'_> {
    fn row(&mut self, sink: &mut impl Sink) {
        let [_, person, ..] = self.columns;
        let day = self.day();
        if self.csv.bytes(person).is_empty() {
            self.csv.fault(person, Problem::Empty { expected: "utbildarens kod" });
        }
        let municipality = self.municipality();
        let role = self.role();
        let served = self.served();
        let (Some(day), Some(municipality), Some(role), Some(served)) =
            (day, municipality, role, served)
        else {
            return;
        };
        let counted = sink.trainer(day, self.csv.bytes(person), municipality, role, served);
        if counted.is_err() {
            self.csv.fault(person, Problem::Uncountable);
        }
    }

    fn day(&mut self) -> Option<DayIndex> {
        let [column, ..] = self.columns;
        let day = self.days.find(self.csv.bytes(column));
        if day.is_none()
            && let Some(problem) = self.days.problem(self.csv.text(column))
        {
            self.csv.fault(column, problem);
        }
        day
    }

    /// The place of the municipality; a procured trainer has none.
    #[expect(clippy::option_option, reason = "none stated is not the same as one that is wrong")]
    fn municipality(&mut self) -> Option<Option<usize>> {
        let [_, _, column, ..] = self.columns;
        let code = self.csv.bytes(column);
        if code.is_empty() {
            return Some(None);
        }
        let place = self.known.place(code);
        if place.is_none()
            && let Some(problem) = self.known.place_problem(self.csv.text(column))
        {
            self.csv.fault(column, problem);
        }
        place.map(Some)
    }

    fn role(&mut self) -> Option<TrainerRole> {
        let [_, _, _, column, _] = self.columns;
        let text = self.csv.text(column);
        let Ok(role) = text.parse() else {
            let (found, expected) = (shown(text), "leader, trainer eller reserve");
            self.csv.fault(column, Problem::UnknownWord { found, expected });
            return None;
        };
        let roles = self.known.roles_with_points.as_ref();
        if roles.is_some_and(|roles| !roles.contains(&role)) {
            self.csv.fault(column, Problem::NoPoints { role: role.word() });
        }
        Some(role)
    }

    fn served(&mut self) -> Option<bool> {
        let [.., column] = self.columns;
        match self.csv.bytes(column) {
            b"yes" => Some(true),
            b"no" => Some(false),
            _ => {
                let (found, expected) = (shown(self.csv.text(column)), "yes eller no");
                self.csv.fault(column, Problem::UnknownWord { found, expected });
                None
            }
        }
    }
}
