//! Columns of the platform's files, found by name.

use std::collections::BTreeMap;

use crate::{ColumnIndex, Row, RowNumber, Sheet, SheetFault};

pub(super) const USER: [&str; 8] = [
    "idnumber",
    "timemodified",
    "username",
    "deleted",
    "firstname",
    "lastname",
    "email",
    "suspended",
];

pub(super) const ASSIGNMENT: [&str; 9] = [
    "idnumber",
    "useridnumber",
    "timemodified",
    "deleted",
    "fullname",
    "startdate",
    "enddate",
    "orgidnumber",
    "manageridnumber",
];

pub(super) const ORGANISATION: [&str; 7] = [
    "idnumber",
    "fullname",
    "shortname",
    "deleted",
    "frameworkidnumber",
    "parentidnumber",
    "timemodified",
];

/// Names that a site has given to columns in its settings instead of the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    usual: BTreeMap<String, String>,
}

/// Why a file of the platform cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// It is no text in columns.
    #[error(transparent)]
    Sheet(#[from] SheetFault),
    /// A column that must be there is not.
    #[error("there is no column {name}")]
    NoColumn {
        /// Its usual name.
        name: &'static str,
    },
    /// A column is there twice.
    #[error("column {name} is there twice")]
    Twice {
        /// Its usual name.
        name: &'static str,
    },
}

/// Something that is wrong with a record; the others are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row}, column {column}: {kind}")]
pub struct RecordFault {
    /// The row.
    pub row: RowNumber,
    /// The column's usual name.
    pub column: &'static str,
    /// What is wrong.
    pub kind: RecordFaultKind,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordFaultKind {
    /// It must be there and is not.
    #[error("a value is needed")]
    Blank,
    /// Neither 0 nor 1.
    #[error("neither 0 nor 1")]
    NotAFlag,
    /// Neither a Unix time nor a date like 31/01/2026.
    #[error("neither a Unix time nor a date like 31/01/2026")]
    NotATime,
    /// Another record has the same `idnumber`.
    #[error("the same idnumber as in row {row}")]
    SameId {
        /// The other row.
        row: RowNumber,
    },
}

impl Names {
    /// The names that Totara comes with.
    pub fn usual() -> Self {
        Self::default()
    }

    /// A column that the site calls by a name of its own.
    #[must_use]
    pub fn renamed(mut self, theirs: &str, usual: &str) -> Self {
        self.usual.insert(folded(theirs), folded(usual));
        self
    }

    fn usual_of(&self, name: &str) -> String {
        let name = folded(name);
        self.usual.get(&name).cloned().unwrap_or(name)
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Where the columns of a file are.
pub(super) struct Columns {
    at: BTreeMap<&'static str, ColumnIndex>,
    /// Names that are none of ours, as the file has them.
    pub(super) unknown: Vec<String>,
}

impl Columns {
    /// Finds `known` columns in any order; those `needed` must be among them.
    pub(super) fn find(
        sheet: &Sheet,
        names: &Names,
        known: &[&'static str],
        needed: &[&'static str],
    ) -> Result<Self, ReadFault> {
        let mut columns = Self { at: BTreeMap::new(), unknown: Vec::new() };
        for (position, name) in sheet.header().iter().enumerate() {
            let usual = names.usual_of(name);
            match known.iter().find(|known| **known == usual) {
                None => columns.unknown.push(name.clone()),
                Some(known) => {
                    if columns.at.insert(known, ColumnIndex(position)).is_some() {
                        return Err(ReadFault::Twice { name: known });
                    }
                }
            }
        }
        let missing = needed.iter().find(|name| !columns.at.contains_key(*name));
        missing.map_or(Ok(columns), |name| Err(ReadFault::NoColumn { name }))
    }

    /// A cell; empty where it is blank or there is no such column.
    pub(super) fn cell<'a>(&self, row: &Row<'a>, name: &'static str) -> &'a str {
        self.at.get(name).map(|at| row.cell(*at)).unwrap_or_default()
    }
}
