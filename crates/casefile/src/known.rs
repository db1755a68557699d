//! What the files know of each other, as far as it could be read, so that a fault in one does not
//! hide the faults of the next, nor make faults of what is right.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use domain::{ComponentCode, Date, DayIndex, MunicipalityCode, Period, TrainerRole};
use foldhash::HashMap;

use crate::Problem;
use crate::csv_file::text;
use crate::quoted::shown;

/// What `region.toml` tells the other files. `None` is what could not be read: then nothing is
/// checked against it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) term: Option<Period>,
    pub(crate) first_price_list: Option<Date>,
    pub(crate) members: Option<Members>,
    pub(crate) components: BTreeSet<ComponentCode>,
    /// The roles that have points; `None` also where there is no pot.
    pub(crate) roles_with_points: Option<BTreeSet<TrainerRole>>,
}

impl Known {
    /// The place among the members of the one with this code, where they are known.
    pub(crate) fn place(&self, code: &[u8]) -> Option<usize> {
        let digits = <[u8; 4]>::try_from(code).ok()?;
        self.members.as_ref()?.place(digits)
    }

    /// What is wrong with a code that has no place.
    pub(crate) fn place_problem(&self, code: &str) -> Option<Problem> {
        let found = shown(code);
        if MunicipalityCode::parse(code).is_err() {
            return Some(Problem::NotAMunicipalityCode { found });
        }
        let members = self.members.as_ref()?;
        let example = members.codes().first().map(ToString::to_string);
        Some(Problem::UnknownMunicipality { found, example })
    }
}

/// The agreement's municipalities, found by code without a search.
#[derive(Debug)]
pub(crate) struct Members {
    codes: Vec<MunicipalityCode>,
    /// For each of the 10 000 codes that there can be: 0, or one more than its place.
    places: Vec<u16>,
}

impl Members {
    pub(crate) fn new(codes: Vec<MunicipalityCode>) -> Self {
        let mut places = vec![0; 10_000];
        for (place, code) in (1..).zip(&codes) {
            if let Some(cell) = places.get_mut(usize::from(code.number())) {
                *cell = place;
            }
        }
        Self { codes, places }
    }

    pub(crate) fn codes(&self) -> &[MunicipalityCode] {
        &self.codes
    }

    /// The place of the municipality whose code these four digits are.
    pub(crate) fn place(&self, digits: [u8; 4]) -> Option<usize> {
        let number = digits.iter().try_fold(0, |number: usize, digit| {
            digit.is_ascii_digit().then(|| number * 10 + usize::from(*digit - b'0'))
        });
        usize::from(*self.places.get(number?)?).checked_sub(1)
    }
}

/// Finds the days of rows. Rows of a day mostly stand together, so that the last one is remembered.
pub(crate) struct DayFinder<'a> {
    days: Option<&'a DayNames>,
    id: Vec<u8>,
    day: Option<DayIndex>,
}

impl<'a> DayFinder<'a> {
    pub(crate) const fn new(days: Option<&'a DayNames>) -> Self {
        Self { days, id: Vec::new(), day: None }
    }

    /// The day with this id, where there is one and the days are known.
    pub(crate) fn find(&mut self, id: &[u8]) -> Option<DayIndex> {
        if self.id != id {
            self.day = self.days.and_then(|days| days.find(text(id)));
            self.id.clear();
            self.id.extend_from_slice(id);
        }
        self.day
    }

    /// What is wrong with an id that is not found.
    pub(crate) fn problem(&self, id: &str) -> Option<Problem> {
        let example = self.days?.example.clone();
        Some(Problem::UnknownCourseDay { found: shown(id), example })
    }
}

/// The ids of course days, in the file's order.
#[derive(Debug, Default)]
pub(crate) struct DayNames {
    /// Each id's day, and where in the file it stands.
    places: HashMap<String, (DayIndex, u64)>,
    /// The first id, as an example of what one looks like.
    pub(crate) example: Option<String>,
}

impl DayNames {
    /// Takes in an id that stands at `offset`, or tells where it stood before.
    pub(crate) fn add(&mut self, id: &str, offset: u64) -> Result<(), u64> {
        let next = DayIndex(self.count());
        self.example.get_or_insert_with(|| id.to_owned());
        match self.places.entry(id.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert((next, offset));
                Ok(())
            }
            Entry::Occupied(entry) => Err(entry.get().1),
        }
    }

    pub(crate) fn find(&self, id: &str) -> Option<DayIndex> {
        self.places.get(id).map(|(day, _)| *day)
    }

    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }
}
