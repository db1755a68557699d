//! A CSV file being read: its columns found by name, its rows one at a time.
//!
//! A row is known by its offset in bytes while the file is read: the csv crate counts lines wrongly
//! after CRLF and blank lines. [`crate::rows`] makes row numbers of offsets where there is a fault.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use csv::ByteRecord;

use crate::problem::shown;
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
            Err(problem) => return Err(whole_file(problem)),
        }
        let header = opened.header(&required, &expected);
        header.map(|columns| (opened, columns)).map_err(|problems| {
            let fault = |(place, problem)| Fault { file, row: Some(1), place, problem };
            problems.into_iter().map(fault).collect()
        })
    }

    /// The columns' positions, or what is wrong with the header.
    fn header<const N: usize>(
        &mut self,
        required: &[&'static str; N],
        expected: &str,
    ) -> Result<[Column; N], Vec<(Option<Place>, Problem)>> {
        let names: Result<Vec<_>, _> = self.record.iter().map(std::str::from_utf8).collect();
        let names = names.map_err(|_| vec![(None, Problem::NotUtf8)])?;
        if names.len() == 1 && names.iter().any(|name| name.contains(';')) {
            return Err(vec![(None, Problem::Semicolons)]);
        }
        let column = |name: &str| Some(Place::Column(shown(name)));
        let mut problems = Vec::new();
        for (position, name) in names.iter().enumerate() {
            if !name.is_empty() && names.iter().take(position).any(|before| before == name) {
                problems.push((column(name), Problem::DuplicateColumn));
            }
        }
        let found = required.map(|name| {
            let position = names.iter().position(|found| *found == name);
            if position.is_none() {
                let expected = expected.to_owned();
                problems.push((column(name), Problem::NoColumn { expected }));
            }
            Column(position.unwrap_or(usize::MAX))
        });
        self.columns = names.into_iter().map(str::to_owned).collect();
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// Reads the next row.
    pub(crate) fn next(&mut self) -> Next {
        match self.read_record() {
            Ok(false) => return Next::End,
            Ok(true) => {}
            Err(problem) => {
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

    fn read_record(&mut self) -> Result<bool, Problem> {
        self.reader.read_byte_record(&mut self.record).map_err(|fault| match fault.into_kind() {
            csv::ErrorKind::Io(fault) => unreadable(&fault),
            other => Problem::Unreadable(format!("{other:?}")),
        })
    }

    /// A field of the row.
    pub(crate) fn bytes(&self, column: Column) -> &[u8] {
        self.record.get(column.0).unwrap_or_default()
    }

    /// A field of a row that [`Next::Row`] told of, as text.
    pub(crate) fn text(&self, column: Column) -> &str {
        std::str::from_utf8(self.bytes(column)).unwrap_or_default()
    }

    /// Where the row begins, in bytes.
    pub(crate) fn offset(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::byte)
    }

    /// Notes a fault in a field of the row.
    pub(crate) fn fault(&mut self, column: Column, problem: Problem) {
        let name = self.columns.get(column.0).map(|name| Place::Column(shown(name)));
        self.fault_in_row(name, problem);
    }

    fn fault_in_row(&mut self, place: Option<Place>, problem: Problem) {
        self.fault_at(self.offset(), place, problem);
    }

    /// Notes a fault in the row that begins at `offset`.
    pub(crate) fn fault_at(&mut self, offset: u64, place: Option<Place>, problem: Problem) {
        self.faults.push(Fault { file: self.file, row: Some(offset), place, problem });
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

/// What the operating system says, in Swedish where it is the usual thing.
pub(crate) fn unreadable(fault: &std::io::Error) -> Problem {
    match fault.kind() {
        ErrorKind::NotFound => Problem::NoFile,
        ErrorKind::PermissionDenied => Problem::Unreadable("behörighet saknas".to_owned()),
        ErrorKind::IsADirectory => Problem::Unreadable("det är en mapp".to_owned()),
        _ => Problem::Unreadable(fault.to_string()),
    }
}
