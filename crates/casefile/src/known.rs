//! What the files know of each other, as far as it could be read, so that a fault in one does not
//! hide the faults of the next, nor make faults of what is right.

use std::collections::{BTreeSet, HashMap};

use domain::{ComponentCode, Date, DayIndex, MunicipalityCode, Period, TrainerRole};

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

/// The agreement's municipalities, found by code without a search.
#[derive(Debug)]
pub(crate) struct Members {
    codes: Vec<MunicipalityCode>,
    /// A place for each of the 10 000 codes there can be.
    places: Vec<Option<usize>>,
}

impl Members {
    pub(crate) fn new(codes: Vec<MunicipalityCode>) -> Self {
        let mut places = vec![None; 10_000];
        for (place, code) in codes.iter().enumerate() {
            if let Some(cell) = places.get_mut(usize::from(code.number())) {
                *cell = Some(place);
            }
        }
        Self { codes, places }
    }

    pub(crate) fn codes(&self) -> &[MunicipalityCode] {
        &self.codes
    }

    pub(crate) fn place(&self, code: MunicipalityCode) -> Option<usize> {
        self.places.get(usize::from(code.number())).copied().flatten()
    }
}

/// The ids of course days, in the file's order.
#[derive(Debug, Default)]
pub(crate) struct DayNames {
    places: HashMap<String, DayIndex>,
    /// The first id, as an example of what one looks like.
    pub(crate) example: Option<String>,
}

impl DayNames {
    /// Takes in an id; one that was there before keeps its place.
    pub(crate) fn add(&mut self, id: &str) -> DayIndex {
        let next = DayIndex(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.example.get_or_insert_with(|| id.to_owned());
        *self.places.entry(id.to_owned()).or_insert(next)
    }

    pub(crate) fn find(&self, id: &str) -> Option<DayIndex> {
        self.places.get(id).copied()
    }

    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }
}
