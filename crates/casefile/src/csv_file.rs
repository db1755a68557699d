//! A CSV file being read: its columns found by name, its rows one at a time.
//!
//! A row is known by its offset in bytes while the file is read: the csv crate counts lines wrongly
//! after CRLF and blank lines. [`crate::rows`] makes row numbers of offsets where there is a fault.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use csv::ByteRecord;

use crate::quoted::shown;
use crate::{CaseFile, Fault, Place, Problem};

/// Whether another row was read.
pub(crate) enum Next {
    /// It was, and it has a field for each column.
    Row,
    /// It was, and it has a fault that is already noted.
    Faulty,
    /// There is none.
    End,
}

/// A CSV file, with the row that was read last.
pub(crate) struct CsvFile {
    pub(crate) file: CaseFile,
    pub(crate) columns: Vec<String>,
    pub(crate) faults: Vec<Fault>,
    path: PathBuf,
    reader: csv::Reader<File>,
    record: ByteRecord,
}

/// A field's position in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column(pub(crate) usize);

impl CsvFile {
    /// Opens `file` in `folder` and reads its header. Its `required` columns come first in the result.
    pub(crate) fn open<const N: usize>(
        folder: &Path,
        file: CaseFile,
        required: [&'static str; N],
    ) -> Result<(Self, [Column; N]), Vec<Fault>> {
        let path = folder.join(file.name());
        let whole_file = |problem| vec![Fault { file, row: None, place: None, problem }];
        let opened = File::open(&path).map_err(|fault| whole_file(unreadable(&fault)))?;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 17)
            .from_reader(opened);
        let (columns, faults, record) = (Vec::new(), Vec::new(), ByteRecord::new());
        let mut opened = Self { file, columns, faults, path, reader, record };
        let expected = required.join(", ");
        match opened.read_record() {
            Ok(true) => {}
            Ok(false) => return Err(whole_file(Problem::NoHeader { expected })),
            Err(fault) => return Err(whole_file(broken_off(fault))),
        }
        match opened.header() {
            Ok(names) => opened.columns = names,
            Err(problem) => opened.fault_in_row(None, problem),
        }
        if !opened.faults.is_empty() {
            return Err(opened.into_faults());
        }
        let columns = required.map(|name| opened.required(name, &expected));
        if opened.faults.is_empty() { Ok((opened, columns)) } else { Err(opened.into_faults()) }
    }

    /// The columns' names. A NUL in them is how UTF-16 shows.
    fn header(&self) -> Result<Vec<String>, Problem> {
        let names: Result<Vec<_>, _> = self.record.iter().map(std::str::from_utf8).collect();
        match names {
            Ok(_) if self.record.as_slice().contains(&0) => Err(Problem::NotUtf8),
            Ok(names) if names.len() == 1 && names.iter().any(|name| name.contains(';')) => {
                Err(Problem::Semicolons)
            }
            Ok(names) => Ok(names.into_iter().map(str::to_owned).collect()),
            Err(_) => Err(Problem::NotUtf8),
        }
    }

    /// The position of a column that must be there once.
    fn required(&mut self, name: &'static str, expected: &str) -> Column {
        let mut positions = (0..).zip(&self.columns).filter(|(_, found)| *found == name);
        let found = positions.next().map(|(position, _)| Column(position));
        let again = positions.next().is_some();
        let place = Some(Place::Column(name.to_owned()));
        if found.is_none() {
            let expected = expected.to_owned();
            self.fault_in_row(place, Problem::NoColumn { expected });
        } else if again {
            self.fault_in_row(place, Problem::DuplicateColumn);
        }
        found.unwrap_or(Column(usize::MAX))
    }

    /// Reads the next row.
    pub(crate) fn next(&mut self) -> Next {
        match self.read_record() {
            Ok(false) => return Next::End,
            Ok(true) => {}
            Err(fault) => {
                let problem = broken_off(fault);
                self.faults.push(Fault { file: self.file, row: None, place: None, problem });
                return Next::End;
            }
        }
        let (found, expected) = (self.record.len(), self.columns.len());
        let encoded = self.record.as_slice().is_ascii() || self.is_utf8();
        if found != expected {
            self.fault_in_row(None, Problem::FieldCount { found, expected });
        }
        if encoded && found == expected { Next::Row } else { Next::Faulty }
    }

    /// Whether every field is UTF-8, each that is not being noted.
    fn is_utf8(&mut self) -> bool {
        let wrong: Vec<_> = (0..self.record.len())
            .filter(|position| std::str::from_utf8(self.bytes(Column(*position))).is_err())
            .collect();
        for position in &wrong {
            self.fault(Column(*position), Problem::NotUtf8);
        }
        wrong.is_empty()
    }

    fn read_record(&mut self) -> Result<bool, csv::Error> {
        self.reader.read_byte_record(&mut self.record)
    }

    /// A field of the row.
    pub(crate) fn bytes(&self, column: Column) -> &[u8] {
        self.record.get(column.0).unwrap_or_default()
    }

    /// A field of a row that [`Next::Row`] told of, as text.
    pub(crate) fn text(&self, column: Column) -> &str {
        text(self.bytes(column))
    }

    /// Where the row begins, in bytes.
    pub(crate) fn offset(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::byte)
    }

    /// Notes a fault in a field of the row.
    pub(crate) fn fault(&mut self, column: Column, problem: Problem) {
        self.fault_at(self.offset(), column, problem);
    }

    /// Notes a fault in a field of the row that begins at `offset`.
    pub(crate) fn fault_at(&mut self, offset: u64, column: Column, problem: Problem) {
        let place = self.columns.get(column.0).map(|name| Place::Column(shown(name)));
        self.faults.push(Fault { file: self.file, row: Some(offset), place, problem });
    }

    fn fault_in_row(&mut self, place: Option<Place>, problem: Problem) {
        let row = Some(self.offset());
        self.faults.push(Fault { file: self.file, row, place, problem });
    }

    /// The faults, by row number.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        crate::rows::number(&self.path, self.faults)
    }

    /// Begins again from the first row after the header.
    pub(crate) fn rewind(&mut self) -> bool {
        self.reader.seek(csv::Position::new()).is_ok() && matches!(self.read_record(), Ok(true))
    }
}

/// A field of a row that [`Next::Row`] told of, as text.
pub(crate) fn text(field: &[u8]) -> &str {
    std::str::from_utf8(field).unwrap_or_default()
}

/// Why reading came to an end before the file did.
fn broken_off(fault: csv::Error) -> Problem {
    match fault.into_kind() {
        csv::ErrorKind::Io(fault) => unreadable(&fault),
        other => Problem::Unreadable(format!("{other:?}")),
    }
}

/// What the operating system says, in Swedish where it is the usual thing.
pub(crate) fn unreadable(fault: &std::io::Error) -> Problem {
    match fault.kind() {
        ErrorKind::NotFound => Problem::NoFile,
        ErrorKind::PermissionDenied => Problem::Unreadable("behörighet saknas".to_owned()),
        ErrorKind::IsADirectory => Problem::Unreadable("det är en mapp".to_owned()),
        _ => Problem::Unreadable(fault.to_string()),
    }
}
