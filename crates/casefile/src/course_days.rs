//! `course_days.csv`: the course days, with their own prices where they have any.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{
    ComponentCode, CourseDay, Date, DayCode, DeliveryForm, Money, OccasionCode, ServiceLength,
};
use foldhash::HashMap;

use crate::csv_file::{Column, CsvFile, Next};
use crate::known::{DayNames, Known};
use crate::quoted::shown;
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
            Next::Faulty => reading.faulty(),
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
    let mut ends: HashMap<&OccasionCode, Date> = HashMap::default();
    for day in &*days {
        let end = ends.entry(&day.occasion).or_insert(day.date);
        *end = day.date.max(*end);
    }
    let ends: Vec<Option<Date>> = days.iter().map(|day| ends.get(&day.occasion).copied()).collect();
    for (day, end) in days.iter_mut().zip(ends) {
        day.occasion_ends = end.unwrap_or(day.date);
    }
}

struct Reading<'a> {
    csv: CsvFile,
    columns: [Column; 6],
    prices: Vec<(Column, ComponentCode)>,
    known: &'a Known,
    names: DayNames,
    remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    fn new(mut csv: CsvFile, columns: [Column; 6], known: &'a Known) -> Self {
        let mut prices: Vec<(Column, ComponentCode)> = Vec::new();
        let mut remarks = Vec::new();
        let others = csv.columns.clone().into_iter().enumerate();
        let others = others.map(|(index, name)| (Column(index), name));
        for (column, name) in others.filter(|(column, _)| !columns.contains(column)) {
            match known.components.get(name.as_str()) {
                Some(component) if prices.iter().any(|(_, before)| before == component) => {
                    csv.fault(column, Problem::DuplicateColumn);
                }
                Some(component) => prices.push((column, component.clone())),
                None => remarks.push(Remark { file: csv.file, column: name }),
            }
        }
        Self { csv, columns, prices, known, names: DayNames::default(), remarks }
    }

    /// Keeps the id of a row with too many fields, say, so that rows of its day are not at fault.
    fn faulty(&mut self) {
        let [id, ..] = self.columns;
        let id = self.csv.text(id);
        if !id.is_empty() {
            let _known_before = self.names.add(id, self.csv.offset());
        }
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
        let added = self.names.add(&id, self.csv.offset());
        if let Err(first) = added {
            let duplicate = Problem::Duplicate { what: "kursdagen", found: shown(&id), first };
            self.csv.fault(column, duplicate);
        }
        Some(id)
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
        let Ok(delivery) = text.parse() else {
            let (found, expected) = (shown(text), "on_site, digital eller recorded");
            self.csv.fault(column, Problem::UnknownWord { found, expected });
            return None;
        };
        Some(delivery)
    }

    fn length(&mut self, column: Column) -> Option<ServiceLength> {
        let text = self.csv.text(column);
        let Ok(length) = text.parse() else {
            let found = shown(text);
            self.csv.fault(column, Problem::NotALength { found });
            return None;
        };
        Some(length)
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
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: u16, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u16::from(*digit - b'0'))
        })
    };
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = if year.len() == 4 { number(year)? } else { return None };
    let (month, day) = (number(&[*m1, *m2])?, number(&[*d1, *d2])?);
    Date::from_ymd_opt(year.into(), month.into(), day.into())
}
