//! A fault of a case, and where it is. Texts are Swedish: the coordinator reads them.

use std::fmt;

use crate::Problem;

/// A file of a case, in the order in which faults are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseFile {
    /// The folder itself.
    Folder,
    /// Region, members and agreement.
    Region,
    /// The course days.
    CourseDays,
    /// Who was registered.
    Participants,
    /// Who taught.
    Trainers,
}

impl CaseFile {
    /// The files that a case consists of.
    pub const ALL: [Self; 4] = [Self::Region, Self::CourseDays, Self::Participants, Self::Trainers];

    /// The file's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Folder => "mappen",
            Self::Region => "region.toml",
            Self::CourseDays => "course_days.csv",
            Self::Participants => "participants.csv",
            Self::Trainers => "trainers.csv",
        }
    }
}

impl fmt::Display for CaseFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where in a row a fault is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A column of a CSV file, by name.
    Column(String),
    /// A key of `region.toml`, as a path: `agreement.fixed_costs[0].annual`.
    Key(String),
}

/// Something that is wrong with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: CaseFile,
    /// The line in the file, the first being 1; `None` where the whole file is meant.
    pub row: Option<u64>,
    /// Where in the row.
    pub place: Option<Place>,
    /// What is wrong, and what was expected.
    pub problem: Problem,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.name())?;
        if let Some(row) = self.row {
            write!(f, ", rad {row}")?;
        }
        match &self.place {
            Some(Place::Column(column)) => write!(f, ", kolumn {column}")?,
            Some(Place::Key(key)) => write!(f, ", nyckel {key}")?,
            None => {}
        }
        write!(f, ": {}", self.problem)
    }
}

/// Everything that is wrong with a case, ordered by file and row. Never empty where it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, fault) in self.0.iter().enumerate() {
            if position > 0 {
                writeln!(f)?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
