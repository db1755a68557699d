//! From offsets to row numbers, in one more pass over a file that has a fault.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::{Fault, Problem};

/// Turns the byte offsets of `faults` into row numbers, the first row of the file being 1.
pub(crate) fn number(path: &Path, mut faults: Vec<Fault>) -> Vec<Fault> {
    let mut offsets: Vec<u64> = faults.iter_mut().flat_map(offsets_of).map(|cell| *cell).collect();
    if offsets.is_empty() {
        return faults;
    }
    offsets.sort_unstable();
    offsets.dedup();
    let rows = rows_at(path, &offsets);
    for cell in faults.iter_mut().flat_map(offsets_of) {
        *cell = rows.get(cell).copied().unwrap_or(1);
    }
    faults
}

/// Every offset that a fault holds.
fn offsets_of(fault: &mut Fault) -> impl Iterator<Item = &mut u64> {
    let first = match &mut fault.problem {
        Problem::Duplicate { first, .. } | Problem::DuplicateParticipant { first, .. } => {
            Some(first)
        }
        _ => None,
    };
    fault.row.iter_mut().chain(first)
}

/// The row of the first byte at or after each of the `offsets` that ends no line.
fn rows_at(path: &Path, offsets: &[u64]) -> HashMap<u64, u64> {
    let mut rows = HashMap::with_capacity(offsets.len());
    let mut waiting = offsets.iter().copied().peekable();
    let Ok(file) = File::open(path) else { return rows };
    let mut file = BufReader::with_capacity(1 << 17, file);
    let (mut row, mut after_return, mut offset) = (1, false, 0);
    while let Ok(bytes) = file.fill_buf()
        && !bytes.is_empty()
        && waiting.peek().is_some()
    {
        for byte in bytes {
            if !matches!(byte, b'\n' | b'\r') {
                while let Some(reached) = waiting.next_if(|waiting| *waiting <= offset) {
                    rows.insert(reached, row);
                }
            } else if *byte == b'\r' || !after_return {
                row += 1;
            }
            after_return = *byte == b'\r';
            offset += 1;
        }
        let read = bytes.len();
        file.consume(read);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_rows_as_an_editor_does() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "a,b\r\n1,2\r\n\r\n3,4\n\"5\n6\",7\n8,9").unwrap();
        let rows = rows_at(file.path(), &[0, 5, 10, 16, 24]);
        let numbers: Vec<u64> = [0, 5, 10, 16, 24].iter().map(|offset| rows[offset]).collect();
        assert_eq!(numbers, [1, 2, 4, 5, 7]);
    }
}
