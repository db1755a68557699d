//! Rows of one file that are about the same person.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};

use crate::{
    CellFault, Email, FaultKind, Mapping, RefusedRow, RowNumber, StaffColumn, StaffLine,
    StaffNumber,
};

/// Whom a row is about, whether or not the rest of it is right.
pub(crate) struct Identity {
    pub(crate) row: RowNumber,
    pub(crate) email: Option<Email>,
    pub(crate) staff_number: Option<StaffNumber>,
}

/// Refuses every row that has the e-mail address or staff number of another. The first of them
/// names the second, the others the first.
pub(crate) fn refuse(
    rows: &mut [Result<StaffLine, RefusedRow>],
    identities: &[Identity],
    mapping: &Mapping,
) {
    let emails = twins(identities, |identity| identity.email.as_ref());
    let numbers = twins(identities, |identity| identity.staff_number.as_ref());
    let emails = emails
        .into_iter()
        .map(|(position, row)| (position, StaffColumn::Email, FaultKind::SameEmail { row }));
    let numbers = numbers.into_iter().map(|(position, row)| {
        (position, StaffColumn::StaffNumber, FaultKind::SameStaffNumber { row })
    });
    for (position, column, kind) in emails.chain(numbers) {
        let Some(line) = rows.get_mut(position) else { continue };
        let row = line.as_ref().map_or_else(|refused| refused.row, |line| line.row);
        let fault = CellFault { row, at: mapping.at(column), column: Some(column), kind };
        match line {
            Ok(_) => *line = Err(RefusedRow { row, faults: vec![fault] }),
            Err(refused) => refused.faults.push(fault),
        }
    }
}

/// The positions that share a key with another, each with that other's row.
fn twins<'a, K: Hash + Eq + 'a>(
    identities: &'a [Identity],
    key: impl Fn(&'a Identity) -> Option<&'a K>,
) -> Vec<(usize, RowNumber)> {
    // Of each key the first position, and whether that has been told already.
    let mut firsts: HashMap<&K, (usize, RowNumber, bool)> =
        HashMap::with_capacity(identities.len());
    let mut twins = Vec::new();
    for (position, identity) in identities.iter().enumerate() {
        let Some(key) = key(identity) else { continue };
        match firsts.get_mut(key) {
            None => {
                firsts.insert(key, (position, identity.row, false));
            }
            Some((first, row, told)) => {
                if !*told {
                    twins.push((*first, identity.row));
                    *told = true;
                }
                twins.push((position, *row));
            }
        }
    }
    twins
}
