//! Settlement cases in and out: a folder of `region.toml` and three CSV files.
//!
//! Owns: the case format, and what can be wrong with it, each fault by file, row and column.
//! Publishes: [`read`] (counts only), [`read_rows`] (every row), [`write()`].
//! Deliberately absent: the rules of settlement, the database. A case with a fault is no case:
//! there is no half-read one.
#![deny(missing_docs)]

mod case;
mod course_days;
mod csv_file;
mod duplicates;
mod fault;
mod known;
mod participants;
mod problem;
mod quoted;
mod read;
mod region_toml;
mod rows;
mod sink;
mod toml_file;
mod trainers;
mod write;

pub use case::{Case, CaseRows, ParticipantRow, Remark, TrainerRow};
pub use fault::{CaseFile, Fault, Faults, Place};
pub use problem::Problem;
pub use read::{read, read_rows};
pub use write::{WriteFault, write};
