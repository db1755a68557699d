//! Finding a person who is registered twice on a day, without remembering every person.
//!
//! The rows of a day mostly stand together, so that only the day at hand is remembered, and of it
//! only hashes. A hash seen twice, or a day that comes back further down, makes the day suspect;
//! suspect days are read once more, with the persons themselves, so that no two persons are ever
//! taken for one. They are read a batch of days at a time, so that memory stays bounded also where
//! a file is in no order at all.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

use domain::DayIndex;

use crate::csv_file::{Column, CsvFile, Next};
use crate::known::DayNames;
use crate::problem::shown;
use crate::{Place, Problem};

/// Rows of suspect days that are remembered at a time.
const BATCH: u64 = 1 << 20;

/// A set larger than this is thrown away rather than emptied for each of the days to come.
const LARGE: usize = 1 << 12;

/// Watches over the rows as they pass by.
pub(crate) struct Duplicates {
    /// A cell a day: how many rows it has, and whether they must be looked at again.
    days: Vec<Watch>,
    /// The persons of the day at hand, by hash.
    seen: HashSet<u64, BuildHasherDefault<AsItIs>>,
    at_hand: Option<DayIndex>,
}

#[derive(Clone, Copy, Default)]
struct Watch {
    rows: u64,
    suspect: bool,
}

/// Hashes a hash by taking it as it is.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Duplicates {
    pub(crate) fn new(days: u32) -> Self {
        let days = usize::try_from(days).unwrap_or_default();
        Self { days: vec![Watch::default(); days], seen: HashSet::default(), at_hand: None }
    }

    /// Takes note of a person on a day.
    pub(crate) fn see(&mut self, day: DayIndex, person: &[u8]) {
        let Some(watch) = usize::try_from(day.0).ok().and_then(|day| self.days.get_mut(day)) else {
            return;
        };
        if self.at_hand != Some(day) {
            self.at_hand = Some(day);
            watch.suspect |= watch.rows > 0;
            if self.seen.capacity() > LARGE {
                self.seen = HashSet::default();
            }
            self.seen.clear();
        }
        watch.rows += 1;
        let mut hasher = DefaultHasher::new();
        hasher.write(person);
        watch.suspect |= !self.seen.insert(hasher.finish());
    }

    /// Reads the suspect days again and notes who is there twice.
    pub(crate) fn confirm(self, csv: &mut CsvFile, days: &DayNames, day: Column, person: Column) {
        let mut batch = HashSet::new();
        let mut rows = 0;
        let suspects = (0..).zip(&self.days).filter(|(_, watch)| watch.suspect);
        for (index, watch) in suspects {
            if rows > 0 && rows + watch.rows > BATCH {
                confirm_batch(csv, days, &batch, day, person);
                batch.clear();
                rows = 0;
            }
            batch.insert(DayIndex(index));
            rows += watch.rows;
        }
        if !batch.is_empty() {
            confirm_batch(csv, days, &batch, day, person);
        }
    }
}

fn confirm_batch(
    csv: &mut CsvFile,
    days: &DayNames,
    batch: &HashSet<DayIndex>,
    day: Column,
    person: Column,
) {
    // What is wrong with the rows otherwise was noted when they were read the first time.
    let mut noted = std::mem::take(&mut csv.faults);
    let mut first: HashMap<(DayIndex, String), u64> = HashMap::new();
    if csv.rewind() {
        loop {
            match csv.next() {
                Next::Row => {}
                Next::Faulty => continue,
                Next::End => break,
            }
            let name = csv.text(person);
            let found = days.find(csv.text(day)).filter(|found| batch.contains(found));
            let Some(found) = found.filter(|_| !name.is_empty()) else { continue };
            let offset = csv.offset();
            let before = *first.entry((found, name.to_owned())).or_insert(offset);
            if before != offset {
                let (person, day) = (shown(name), shown(csv.text(day)));
                let duplicate = Problem::DuplicateParticipant { person, day, first: before };
                let place = Some(Place::Column("person".to_owned()));
                noted.push(crate::Fault {
                    file: csv.file,
                    row: Some(offset),
                    place,
                    problem: duplicate,
                });
            }
        }
    }
    csv.faults = noted;
}
