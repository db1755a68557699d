//! Lists of staff as files: what a municipality uploads or pastes, and what the learning platform reads and writes.
//!
//! Owns: reading a sheet from CSV, pasted cells or a workbook; which column holds what; a row's values and
//! what can be wrong with each; the result file; the learning platform's files and how they differ from ours.
//! Publishes: in the order of use [`Sheet::read`] → [`Mapping::guess`] or [`RememberedMapping::apply`] →
//! [`Mapping::check`] → [`parse`] → [`result_file()`], and [`totara`]; for lists of anything else [`Sheet`] and
//! [`table_file()`].
//! Deliberately absent: the database, HTTP, the clock, asynchrony, Swedish words on pages, and personal
//! identity numbers: a column of them cannot be mapped, and [`Sheet::without`] takes it away.
#![deny(missing_docs)]

mod archive;
mod cell;
mod clean;
mod column;
mod date;
mod delimited;
mod duplicates;
mod email;
mod encoding;
mod fault;
mod full_name;
mod guard;
mod header;
mod limits;
mod line;
mod mapping;
mod mapping_fault;
mod municipality;
mod names;
mod parse;
mod personal_number;
mod place;
mod remembered;
mod result_file;
mod sheet;
mod sheet_fault;
mod sniff;
mod text;
pub mod totara;
mod workbook;
mod written;

pub use cell::Cell;
pub use column::StaffColumn;
pub use email::Email;
pub use encoding::Encoding;
pub use fault::{CellFault, FaultKind};
pub use limits::Limits;
pub use line::{RefusedRow, StaffLine};
pub use mapping::{CheckedMapping, Mapping};
pub use mapping_fault::MappingFault;
pub use municipality::MunicipalityRef;
pub use parse::parse;
pub use personal_number::{PersonalNumbers, personal_numbers};
pub use place::{ColumnIndex, RowNumber};
pub use remembered::{Applied, Moved, RememberedMapping};
pub use result_file::{Outcome, result_file, table_file};
pub use sheet::{Form, Row, Sheet};
pub use sheet_fault::SheetFault;
pub use sniff::Delimiter;
pub use text::{Label, PersonName, StaffNumber, TextFault};
