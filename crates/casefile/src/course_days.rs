//! `course_days.csv`: the course days, with their own prices where they have any.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use domain::{
    ComponentCode, CourseDay, Date, DayCode, DeliveryForm, Money, OccasionCode, ServiceLength,
};

use crate::csv_file::{Column, CsvFile, Next};
use crate::known::{DayNames, Known};
use crate::problem::shown;
use crate::region_toml::amount;
use crate::{CaseFile, Fault, Problem, Remark};

/// The columns that must be there, in the order in which they are written.
pub(crate) const COLUMNS: [&str; 6] = ["id", "date", "occasion", "course", "delivery", "length"];

/// The course days that were found right, and everything else about them.
#[derive(Default)]
pub(crate) struct CourseDays {
    pub(crate) days: Vec<CourseDay>,
    /// Every id, also of days with faults; `None` where the file could not be read as a table.
    pub(crate) names: Option<DayNames>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) remarks: Vec<Remark>,
}

/// Reads the course days of the case in `folder`.
pub(crate) fn read(folder: &Path, known: &Known) -> CourseDays {
    let (csv, columns) = match CsvFile::open(folder, CaseFile::CourseDays, COLUMNS) {
        Ok(opened) => opened,
        Err(faults) => return CourseDays { faults, ..CourseDays::default() },
    };
    let mut reading = Reading::new(csv, columns, known);
    let mut days = Vec::new();
    loop {
        match reading.csv.next() {
            Next::Row => days.extend(reading.day()),
            Next::Faulty => {}
            Next::End => break,
        }
    }
    set_occasion_ends(&mut days);
    CourseDays {
        days,
        names: Some(reading.names),
        remarks: reading.remarks,
        faults: reading.csv.into_faults(),
    }
}

/// An occasion ends on the last of its days.
fn set_occasion_ends(days: &mut [CourseDay]) {
    let mut ends: HashMap<OccasionCode, Date> = HashMap::new();
    for day in days.iter() {
        let end = ends.entry(day.occasion.clone()).or_insert(day.date);
        *end = (*end).max(day.date);
    }
    for day in days {
        day.occasion_ends = ends.get(&day.occasion).copied().unwrap_or(day.date);
    }
}

struct Reading<'a> {
    csv: CsvFile,
    columns: [Column; 6],
    prices: Vec<(Column, ComponentCode)>,
    known: &'a Known,
    names: DayNames,
    first: HashMap<String, u64>,
    remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    fn new(csv: CsvFile, columns: [Column; 6], known: &'a Known) -> Self {
        let mut prices = Vec::new();
        let mut remarks = Vec::new();
        let others = csv.columns.iter().enumerate().map(|(index, name)| (Column(index), name));
        for (column, name) in others.filter(|(column, _)| !columns.contains(column)) {
            match known.components.get(name.as_str()) {
                Some(component) => prices.push((column, component.clone())),
                None => remarks.push(Remark { file: csv.file, column: name.clone() }),
            }
        }
        let (names, first) = (DayNames::default(), HashMap::new());
        Self { csv, columns, prices, known, names, first, remarks }
    }

    /// The row's day, where nothing is wrong with it.
    fn day(&mut self) -> Option<CourseDay> {
        let [id, date, occasion, course, delivery, length] = self.columns;
        let id = self.id(id);
        let date = self.date(date);
        let occasion = self.name(occasion, "tillfällets kortnamn");
        let course = self.name(course, "kursens namn");
        let delivery = self.delivery(delivery);
        let length = self.length(length);
        let prices = self.own_prices();
        let date = date?;
        Some(CourseDay {
            code: DayCode(id?),
            date,
            occasion: OccasionCode(occasion?),
            occasion_ends: date,
            course: course?,
            delivery: delivery?,
            length: length?,
            prices: prices?,
        })
    }

    fn id(&mut self, column: Column) -> Option<String> {
        let id = self.name(column, "kursdagens id")?;
        self.names.add(&id);
        let offset = self.csv.offset();
        match self.first.get(&id).copied() {
            None => {
                self.first.insert(id.clone(), offset);
                Some(id)
            }
            Some(first) => {
                let duplicate = Problem::Duplicate { what: "kursdagen", found: shown(&id), first };
                self.csv.fault(column, duplicate);
                None
            }
        }
    }

    fn name(&mut self, column: Column, expected: &'static str) -> Option<String> {
        let text = self.csv.text(column);
        if text.is_empty() {
            self.csv.fault(column, Problem::Empty { expected });
            return None;
        }
        Some(text.to_owned())
    }

    fn date(&mut self, column: Column) -> Option<Date> {
        let text = self.csv.text(column);
        let Some(date) = iso_date(text) else {
            let found = shown(text);
            self.csv.fault(column, Problem::NotADate { found });
            return None;
        };
        let outside = self.known.term.filter(|term| !term.contains(date));
        let first = self.known.first_price_list.filter(|first| date < *first);
        if let Some(term) = outside {
            let (from, to) = (term.from, term.to);
            self.csv.fault(column, Problem::OutsideTerm { found: date, from, to });
        } else if let Some(first) = first {
            self.csv.fault(column, Problem::BeforeFirstPriceList { found: date, first });
        }
        Some(date)
    }

    fn delivery(&mut self, column: Column) -> Option<DeliveryForm> {
        let text = self.csv.text(column);
        let parsed = text.parse();
        let found = shown(text);
        let expected = "on_site, digital eller recorded";
        parsed.map_err(|_| self.csv.fault(column, Problem::UnknownWord { found, expected })).ok()
    }

    fn length(&mut self, column: Column) -> Option<ServiceLength> {
        let text = self.csv.text(column);
        let parsed = text.parse();
        let found = shown(text);
        parsed.map_err(|_| self.csv.fault(column, Problem::NotALength { found })).ok()
    }

    fn own_prices(&mut self) -> Option<BTreeMap<ComponentCode, Money>> {
        let mut prices = BTreeMap::new();
        let mut right = true;
        for (column, component) in &self.prices {
            let text = self.csv.text(*column);
            if text.is_empty() {
                continue;
            }
            match amount(text) {
                Ok(price) => {
                    prices.insert(component.clone(), price);
                }
                Err(problem) => {
                    self.csv.fault(*column, problem);
                    right = false;
                }
            }
        }
        right.then_some(prices)
    }
}

/// A date written as ISO 8601 has it, with all its digits.
fn iso_date(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(position, byte)| match position {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shaped { text.parse().ok() } else { None }
}
