//! What each column of every table and view may tell of people. Pure; a test holds it against migrated databases.
//!
//! Who adds a column says here what it is, beside the others of its table: in `classified/platform.rs` or
//! `classified/region.rs`, and in `classified/fates.rs` what becomes of it when its person is erased.

use std::fmt;

mod fates;
mod platform;
mod region;

pub use fates::Fate;

pub use platform::PLATFORM;
pub use region::REGION;

/// What a column may tell of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing.
    None,
    /// Something about a person who can be told by it, be it only by an id that leads to them.
    Personal,
    /// What does harm when another reads it, and why.
    Sensitive(&'static str),
}

/// A table or view with its columns, names with spaces between them.
#[derive(Clone, Copy, Debug)]
pub struct Classified {
    /// Its name.
    pub table: &'static str,
    none: &'static str,
    personal: &'static str,
    /// Each with why.
    sensitive: &'static [(&'static str, &'static str)],
}

impl Classified {
    /// Every column with its class.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, Class)> {
        let none = self.none.split_whitespace().map(|column| (column, Class::None));
        let personal = self.personal.split_whitespace().map(|column| (column, Class::Personal));
        let sensitive = self.sensitive.iter().map(|(column, why)| (*column, Class::Sensitive(why)));
        none.chain(personal).chain(sensitive)
    }

    /// These columns tell nothing.
    const fn none(self, none: &'static str) -> Self {
        Self { none, ..self }
    }

    /// These tell something about a person.
    const fn personal(self, personal: &'static str) -> Self {
        Self { personal, ..self }
    }

    /// These do harm when another reads them: each with why.
    const fn sensitive(self, sensitive: &'static [(&'static str, &'static str)]) -> Self {
        Self { sensitive, ..self }
    }
}

/// A table or view none of whose columns has been classified yet.
const fn table(table: &'static str) -> Classified {
    Classified { table, none: "", personal: "", sensitive: &[] }
}

/// What sea-orm keeps: which migrations have been applied.
const MIGRATIONS: Classified = table("seaql_migrations").none("version applied_at");

/// All columns of both kinds of database, to read: one a line, with why where it is sensitive, and what erasing does.
pub struct Listing;

impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (database, tables) in [("platform", PLATFORM), ("region", REGION)] {
            for table in tables {
                for (column, class) in table.columns() {
                    let name = format!("{database}.{}.{column}", table.table);
                    match class {
                        Class::None => writeln!(f, "{name:<56}none")?,
                        Class::Personal => write!(f, "{name:<56}personal")?,
                        Class::Sensitive(why) => write!(f, "{name:<56}sensitive: {why}")?,
                    }
                    match fates::fate(database, table.table, column) {
                        None => {}
                        Some(Fate::Erased) => writeln!(f, "; erased")?,
                        Some(Fate::Pseudonym) => writeln!(f, "; pseudonymous once erased")?,
                        Some(Fate::Kept(why)) => writeln!(f, "; kept: {why}")?,
                    }
                }
            }
        }
        Ok(())
    }
}
