//! The learning platform's files: what it is given of us, what comes in from it, and how the two differ.
//!
//! Deliberately absent: persons with protected identity, whoever asks; and persons without an e-mail address, who
//! cannot sign in there.

use staff_file::Limits;
use staff_file::totara::{
    JobAssignment, Names, Organisation, Read, ReadFault, RecordFault, User, read_assignments,
    read_organisations, read_users,
};

use crate::AccountsFault;

mod drift;
mod export;
mod import;
mod lines;
mod ours;

pub use drift::{DriftReport, DriftRow, DriftRowKind};
pub use import::{TotaraApply, TotaraImported, TotaraRow, TotaraRowKind};

/// The framework of organisations there, where nobody says another.
pub const FRAMEWORK: &str = "yrkesresan";

/// The files of an HR import, as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TotaraFiles {
    /// `user.csv`.
    pub users: Vec<u8>,
    /// `jobassignment.csv`.
    pub assignments: Option<Vec<u8>>,
    /// `org.csv`.
    pub organisations: Option<Vec<u8>>,
}

/// What was written for the learning platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotaraExport {
    /// `user.csv`.
    pub users: Vec<u8>,
    /// `jobassignment.csv`.
    pub assignments: Vec<u8>,
    /// `org.csv`.
    pub organisations: Vec<u8>,
    /// How many users.
    pub user_count: usize,
    /// How many persons have no e-mail address or no given and family name, and are not among them.
    pub left_out: usize,
}

/// The files, understood.
pub(crate) struct Theirs {
    pub(crate) users: Vec<User>,
    pub(crate) assignments: Vec<JobAssignment>,
    pub(crate) organisations: Vec<Organisation>,
    /// What is wrong with records, by file.
    pub(crate) faults: Vec<String>,
}

impl TotaraFiles {
    /// Reads the files. A record at fault is left out and told.
    pub(crate) fn read(&self) -> Result<Theirs, AccountsFault> {
        let (names, limits) = (Names::usual(), Limits::USUAL);
        let mut faults = Vec::new();
        let users = read_users(&self.users, &names, limits);
        let users = records("user.csv", "users", users, &mut faults)?;
        let assignments = match &self.assignments {
            Some(bytes) => {
                let read = read_assignments(bytes, &names, limits);
                records("jobassignment.csv", "assignments", read, &mut faults)?
            }
            None => Vec::new(),
        };
        let organisations = match &self.organisations {
            Some(bytes) => {
                let read = read_organisations(bytes, &names, limits);
                records("org.csv", "organisations", read, &mut faults)?
            }
            None => Vec::new(),
        };
        Ok(Theirs { users, assignments, organisations, faults })
    }
}

fn records<T>(
    file: &str,
    field: &'static str,
    read: Result<Read<T>, ReadFault>,
    faults: &mut Vec<String>,
) -> Result<Vec<T>, AccountsFault> {
    let read = read.map_err(|fault| {
        tracing::info!(file, cause = %fault, "a file of the learning platform was not read");
        AccountsFault::field(
            field,
            "expected a CSV file of HR Import with the columns that it needs",
        )
    })?;
    faults.extend(read.faults.iter().map(|fault: &RecordFault| format!("{file}: {fault}")));
    Ok(read.records)
}
