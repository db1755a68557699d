//! Which column of a sheet holds what.

use std::collections::BTreeMap;

use crate::{ColumnIndex, MappingFault, Sheet, StaffColumn, header, names, personal_number};

/// Which column of a sheet holds what; a draft until [`Mapping::check`] has passed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    columns: BTreeMap<StaffColumn, ColumnIndex>,
}

/// A mapping that does for one sheet: somebody is told by each row, by name, and none of its
/// columns holds personal identity numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedMapping(Mapping);

impl Mapping {
    /// A mapping of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a header says by its names, Swedish or English. Columns that it does not know hold
    /// nothing; where two names say the same, the better known one wins, then the first.
    pub fn guess(header: &[String]) -> Self {
        let whole: Vec<_> = header.iter().map(|name| header::folded(name)).collect();
        let short: Vec<_> = header.iter().map(|name| header::folded_without_remark(name)).collect();
        let mut mapping = Self::new();
        // The whole name first: "E-post (chef)" is not the e-mail where "E-post" is there too.
        for names in [whole, short] {
            for column in StaffColumn::ALL {
                mapping.guess_one(column, &names);
            }
        }
        if mapping.at(StaffColumn::GivenName).is_some()
            && mapping.at(StaffColumn::FamilyName).is_some()
        {
            mapping.columns.remove(&StaffColumn::FullName);
        } else if mapping.at(StaffColumn::FullName).is_some() {
            mapping.columns.remove(&StaffColumn::GivenName);
            mapping.columns.remove(&StaffColumn::FamilyName);
        }
        mapping
    }

    fn guess_one(&mut self, column: StaffColumn, names: &[String]) {
        if self.columns.contains_key(&column) {
            return;
        }
        let free = |at: &usize| self.held_in(ColumnIndex(*at)).is_none();
        let called =
            |known: &&str| names.iter().position(|name| name == known).filter(|at| free(at));
        if let Some(at) = names::of(column).iter().find_map(called) {
            self.columns.insert(column, ColumnIndex(at));
        }
    }

    /// The mapping that somebody chose, column by column.
    pub fn of_choices(
        choices: impl IntoIterator<Item = (ColumnIndex, StaffColumn)>,
    ) -> Result<Self, Vec<MappingFault>> {
        let mut mapping = Self::new();
        let mut faults = Vec::new();
        for (at, column) in choices {
            if let Some(first) = mapping.held_in(at) {
                faults.push(MappingFault::HoldsTwo { at, first, second: column });
            } else if let Some(first) = mapping.at(column) {
                faults.push(MappingFault::HeldTwice { column, first, second: at });
            } else {
                mapping.columns.insert(column, at);
            }
        }
        if faults.is_empty() { Ok(mapping) } else { Err(faults) }
    }

    /// The mapping with one column more, or in another place.
    #[must_use]
    pub fn with(mut self, column: StaffColumn, at: ColumnIndex) -> Self {
        self.columns.insert(column, at);
        self
    }

    /// Where a column is.
    pub fn at(&self, column: StaffColumn) -> Option<ColumnIndex> {
        self.columns.get(&column).copied()
    }

    /// What a column of the sheet holds.
    pub fn held_in(&self, at: ColumnIndex) -> Option<StaffColumn> {
        self.columns.iter().find(|(_, held)| **held == at).map(|(column, _)| *column)
    }

    /// What is held, and where.
    pub fn iter(&self) -> impl Iterator<Item = (StaffColumn, ColumnIndex)> {
        self.columns.iter().map(|(column, at)| (*column, *at))
    }

    /// Whether the mapping does for `sheet`; everything that is wrong with it where it does not.
    pub fn check(&self, sheet: &Sheet) -> Result<CheckedMapping, Vec<MappingFault>> {
        let mut faults = Vec::new();
        for (column, at) in self.iter() {
            if at.0 >= sheet.header().len() {
                faults.push(MappingFault::NoSuchColumn { at, column });
            } else if let Some(found) = personal_number::in_column(sheet, at) {
                faults.push(MappingFault::PersonalNumbers { at, column, rows: found.rows });
            }
            let also = self.iter().find(|(other, place)| *other > column && *place == at);
            if let Some((second, _)) = also {
                faults.push(MappingFault::HoldsTwo { at, first: column, second });
            }
        }
        let has = |column| self.columns.contains_key(&column);
        if !has(StaffColumn::Email) && !has(StaffColumn::StaffNumber) {
            faults.push(MappingFault::NoIdentity);
        }
        let (given, family) = (has(StaffColumn::GivenName), has(StaffColumn::FamilyName));
        match (has(StaffColumn::FullName), given, family) {
            (true, false, false) | (false, true, true) => {}
            (true, _, _) => faults.push(MappingFault::NameTwice),
            (false, _, _) => faults.push(MappingFault::NoName),
        }
        if faults.is_empty() { Ok(CheckedMapping(self.clone())) } else { Err(faults) }
    }
}

impl CheckedMapping {
    /// The mapping.
    pub fn mapping(&self) -> &Mapping {
        &self.0
    }
}
