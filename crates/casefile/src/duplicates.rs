//! Finding a person who is registered twice on a day, without remembering every person.
//!
//! The rows of a day mostly stand together, so that only the day at hand is remembered, and of it
//! only hashes. A day that comes back further down is scattered: its rows are read once more, a
//! batch of days at a time, so that memory stays bounded also where a file is in no order at all.
//! Rows whose hash was there twice are then read with the persons themselves, so that no two
//! persons are ever taken for one.

use std::hash::BuildHasher;
use std::ops::Range;

use domain::DayIndex;
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashSet};

use crate::Problem;
use crate::csv_file::{Column, CsvFile, Next};
use crate::known::DayNames;
use crate::quoted::shown;

/// Rows of scattered days that are remembered at a time.
const BATCH: usize = 1 << 20;

/// Watches over the rows as they pass by.
pub(crate) struct Duplicates {
    days: Vec<Watch>,
    at_hand: Option<DayIndex>,
    /// The rows of the day at hand, by hash.
    seen: Vec<u64>,
    sieve: Sieve,
    /// The hashes that were there more than once.
    twice: HashSet<u64>,
    hashes: RandomState,
}

/// What is known of a day.
#[derive(Clone, Copy, Default)]
struct Watch {
    rows: usize,
    scattered: bool,
}

/// Tells at a glance that no two of a few hashes are the same.
struct Sieve {
    marks: [u64; 64],
    /// Two hashes have the same mark.
    crowded: bool,
}

impl Default for Sieve {
    fn default() -> Self {
        Self { marks: [0; 64], crowded: false }
    }
}

impl Sieve {
    fn mark(&mut self, hash: u64) {
        let [word, bit, ..] = hash.to_le_bytes().map(|byte| byte % 64);
        if let Some(word) = self.marks.get_mut(usize::from(word)) {
            self.crowded |= *word >> bit & 1 == 1;
            *word |= 1 << bit;
        }
    }
}

impl Duplicates {
    pub(crate) fn new(days: u32) -> Self {
        let days = usize::try_from(days).unwrap_or_default();
        Self {
            days: vec![Watch::default(); days],
            at_hand: None,
            seen: Vec::new(),
            sieve: Sieve::default(),
            twice: HashSet::default(),
            hashes: RandomState::default(),
        }
    }

    /// Takes note of a person on a day.
    pub(crate) fn see(&mut self, day: DayIndex, person: &[u8]) {
        if self.at_hand != Some(day) {
            self.leave_day();
            self.at_hand = Some(day);
        }
        let hash = self.hashes.hash_one((day, person));
        self.seen.push(hash);
        self.sieve.mark(hash);
    }

    fn leave_day(&mut self) {
        let day = self.at_hand.and_then(|day| usize::try_from(day.0).ok());
        if let Some(watch) = day.and_then(|day| self.days.get_mut(day)) {
            watch.scattered |= watch.rows > 0;
            watch.rows += self.seen.len();
        }
        if self.sieve.crowded {
            self.compare();
        }
        self.seen.clear();
        self.sieve = Sieve::default();
    }

    /// Notes what was seen more than once, and forgets the rest.
    fn compare(&mut self) {
        self.seen.sort_unstable();
        let pairs = self.seen.iter().zip(self.seen.iter().skip(1));
        self.twice.extend(pairs.filter(|(hash, next)| hash == next).map(|(hash, _)| *hash));
        self.seen.clear();
    }

    /// Reads again what has to be, and notes who is there twice.
    pub(crate) fn confirm(
        mut self,
        csv: &mut CsvFile,
        days: &DayNames,
        [day, person]: [Column; 2],
    ) {
        self.leave_day();
        for batch in self.batches() {
            read_again(csv, days, [day, person], |_, day, person| {
                if self.is_scattered(day) && batch.contains(&day.0) {
                    self.seen.push(self.hashes.hash_one((day, person.as_bytes())));
                }
            });
            self.compare();
        }
        if self.twice.is_empty() {
            return;
        }
        let mut first: HashMap<(DayIndex, String), u64> = HashMap::default();
        let mut found = Vec::new();
        read_again(csv, days, [day, person], |row, index, name| {
            if self.twice.contains(&self.hashes.hash_one((index, name.as_bytes()))) {
                let offset = row.offset();
                let first = *first.entry((index, name.to_owned())).or_insert(offset);
                if first != offset {
                    let (person, day) = (shown(name), shown(row.text(day)));
                    found.push((offset, Problem::DuplicateParticipant { person, day, first }));
                }
            }
        });
        for (offset, problem) in found {
            csv.fault_at(offset, person, problem);
        }
    }

    fn is_scattered(&self, day: DayIndex) -> bool {
        let watch = usize::try_from(day.0).ok().and_then(|day| self.days.get(day));
        watch.is_some_and(|watch| watch.scattered)
    }

    /// The scattered days, in ranges that hold no more rows than a batch.
    fn batches(&self) -> Vec<Range<u32>> {
        let mut batches: Vec<Range<u32>> = Vec::new();
        let mut rows = BATCH;
        for (day, watch) in (0..).zip(&self.days).filter(|(_, watch)| watch.scattered) {
            rows = rows.saturating_add(watch.rows);
            if let Some(batch) = batches.last_mut().filter(|_| rows <= BATCH) {
                batch.end = day + 1;
            } else {
                batches.push(day..day + 1);
                rows = watch.rows;
            }
        }
        batches
    }
}

/// Reads a file once more, each row that has a known day and a person.
fn read_again(
    csv: &mut CsvFile,
    days: &DayNames,
    [day, person]: [Column; 2],
    mut row: impl FnMut(&CsvFile, DayIndex, &str),
) {
    // What is wrong with the rows otherwise was noted when they were read the first time.
    let noted = std::mem::take(&mut csv.faults);
    if csv.rewind() {
        loop {
            match csv.next() {
                Next::Row => {}
                Next::Faulty => continue,
                Next::End => break,
            }
            let name = csv.text(person);
            if let Some(day) = days.find(csv.text(day)).filter(|_| !name.is_empty()) {
                row(csv, day, name);
            }
        }
    }
    csv.faults = noted;
}
