//! The learning platform's files: Totara's HR Import of users, job assignments and organisations.
//!
//! CSV in UTF-8 with commas, a line a record, no byte order mark; times are Unix times. `idnumber`
//! is everywhere our own stable id. Cells are written as they are, without the guard of
//! [`crate::result_file()`]: a program reads them, and an apostrophe would become part of a name.

mod columns;
mod drift;
mod organisations;
mod read;
mod record;
mod write;

pub use columns::{Names, ReadFault, RecordFault, RecordFaultKind};
pub use drift::{Difference, Drift, DriftKind, Side, drift};
pub use organisations::{Workplace, organisation_id, organisations};
pub use read::{Read, read_assignments, read_organisations, read_users};
pub use record::{JobAssignment, Organisation, User};
pub use write::{assignments_csv, organisations_csv, users_csv};
