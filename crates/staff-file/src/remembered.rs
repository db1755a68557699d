//! A mapping that is kept for the next file of the same kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ColumnIndex, Mapping, StaffColumn, header};

/// A mapping together with the names of all columns that the file then had. Its JSON is stored.
///
/// Columns are found again by name, without regard to case and punctuation; of several with the
/// same name, the first is the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RememberedMapping {
    header: Vec<String>,
    columns: BTreeMap<StaffColumn, ColumnIndex>,
}

/// What became of a remembered mapping on another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The mapping for the file at hand.
    pub mapping: Mapping,
    /// Columns that are in another place than last time, by what they hold.
    pub moved: Vec<Moved>,
    /// What is held no more, with the name that its column had.
    pub gone: Vec<(StaffColumn, String)>,
    /// Columns whose names the file did not have last time. They hold nothing yet.
    pub new: Vec<ColumnIndex>,
}

/// A column in another place than last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What it holds.
    pub column: StaffColumn,
    /// Where it was.
    pub from: ColumnIndex,
    /// Where it is.
    pub to: ColumnIndex,
}

impl Applied {
    /// Whether the file has the columns that it had last time, in the same places.
    pub fn is_unchanged(&self) -> bool {
        self.moved.is_empty() && self.gone.is_empty() && self.new.is_empty()
    }
}

impl Mapping {
    /// The mapping, to be kept with the names of the sheet that it was made for.
    pub fn remember(&self, header: &[String]) -> RememberedMapping {
        RememberedMapping { header: header.to_vec(), columns: self.iter().collect() }
    }
}

impl RememberedMapping {
    /// The mapping for a file with another header, and what is different.
    pub fn apply(&self, header: &[String]) -> Applied {
        let (then, now) = (header::numbered(&self.header), header::numbered(header));
        let mut applied = Applied {
            mapping: Mapping::new(),
            moved: Vec::new(),
            gone: Vec::new(),
            new: Vec::new(),
        };
        for (&column, &from) in &self.columns {
            let name = then.get(from.0);
            let found = name.and_then(|name| now.iter().position(|other| other == name));
            let Some(to) = found.map(ColumnIndex) else {
                let name = self.header.get(from.0).cloned().unwrap_or_default();
                applied.gone.push((column, name));
                continue;
            };
            applied.mapping = applied.mapping.with(column, to);
            if from != to {
                applied.moved.push(Moved { column, from, to });
            }
        }
        let names = now.iter().enumerate().filter(|(_, name)| !then.contains(name));
        applied.new = names.map(|(at, _)| ColumnIndex(at)).collect();
        applied
    }
}
