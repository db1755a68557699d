//! Recipients as a file: given out, read back without writing anything, and brought in instead of those there are.

use std::collections::BTreeSet;
use std::fmt;

use books::recipient_csv::{self, CellFault, RecipientTable, RecipientsDifference};
use books::{Expected, StatedRecipient};
use domain::MunicipalityCode;
use identity::Permission;
use staff_file::{Limits, MunicipalityRef, Sheet, SheetFault, table_file};
use tenancy::{Municipalities, RegionScope};

use crate::idempotency::Asked;
use crate::set_up::{self, BooksChange};
use crate::store::books::Settings;
use crate::{SettlementFault, idempotency, store};

/// The most that a file may hold: more than all municipalities, each with some of every kind.
const LIMITS: Limits =
    Limits { bytes: 1 << 20, unpacked: 8 << 20, rows: 2_000, columns: 40, cell: 2_000 };

/// What a file would change, or has.
#[derive(Clone, Debug, Default)]
pub struct RecipientsRead {
    /// Of the set-up that it was held against.
    pub version: i32,
    /// Everything that is wrong with it; then nothing is changed.
    pub faults: Vec<FileFault>,
    /// What it changes; none where it is at fault.
    pub difference: RecipientsDifference,
}

/// What is wrong with a file: with a cell, a row, or the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// The row, the first of the file being 1; `None` for the whole file.
    pub row: Option<u32>,
    /// The column as the file calls it.
    pub column: Option<String>,
    /// What stands there.
    pub found: String,
    /// What was expected instead.
    pub expected: Expected,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, column, found, expected } = self;
        match row {
            Some(row) => write!(f, "row {row}")?,
            None => f.write_str("the file")?,
        }
        if let Some(column) = column {
            write!(f, ", column {column}")?;
        }
        if !found.is_empty() {
            write!(f, ", found {found:?}")?;
        }
        write!(f, ": expected {}", expected.english)
    }
}

/// The recipients that there are, as a file that [`read`] finds no change in.
pub(crate) async fn export(scope: &RegionScope) -> Result<Vec<u8>, SettlementFault> {
    let recipients = set_up::settings(scope).await?.stated.recipients;
    let names = recipient_csv::names().map(str::to_owned);
    Ok(table_file(names, recipients.iter().map(recipient_csv::cells)))
}

/// What a file would change. Changes nothing.
pub async fn read(scope: &RegionScope, file: &[u8]) -> Result<RecipientsRead, SettlementFault> {
    let settings = set_up::settings(scope).await?;
    let names = scope.municipalities().await?;
    Ok(held_against(&settings, &names, file).0)
}

/// Brings a file's recipients in instead of those there are: all of them, or none where anything is wrong. Refused where
/// the set-up is no longer in the version that the file was held against.
pub async fn import(
    scope: &RegionScope,
    file: &[u8],
    version: Option<i32>,
    asked: Option<Asked>,
) -> Result<RecipientsRead, SettlementFault> {
    scope.require(Permission::Settle)?;
    let names = scope.municipalities().await?;
    let tx = scope.begin_serial().await?;
    let before: Option<i32> = idempotency::answered(asked.as_ref(), &tx).await?;
    if let Some(before) = before {
        let settings = store::books::at_version(&tx, before).await?;
        tx.rollback().await?;
        return Ok(held_against(&settings, &names, file).0);
    }
    let settings = store::books::latest(&tx).await?;
    let (read, recipients) = held_against(&settings, &names, file);
    if !read.faults.is_empty() {
        return Err(SettlementFault::RecipientsFile(read.faults));
    }
    if version.is_some_and(|version| version != settings.version) {
        return Err(SettlementFault::Changed);
    }
    if !read.difference.is_empty() {
        let recipients = Some(recipients);
        set_up::set_up_in(&tx, BooksChange { recipients, ..BooksChange::default() }).await?;
    }
    idempotency::keep(asked, &tx, &settings.version).await?;
    tx.commit().await?;
    Ok(read)
}

/// What a file changes in a set-up, and the recipients in it.
fn held_against(
    settings: &Settings,
    names: &Municipalities,
    file: &[u8],
) -> (RecipientsRead, Vec<StatedRecipient>) {
    let own = &settings.stated.recipients;
    let (faults, difference, recipients) = match recipients(own, names, file) {
        Ok(all) => (Vec::new(), recipient_csv::difference(own, &all), all),
        Err(faults) => (faults, RecipientsDifference::default(), Vec::new()),
    };
    (RecipientsRead { version: settings.version, faults, difference }, recipients)
}

/// A file's recipients, or all that is wrong with it.
fn recipients(
    known: &[StatedRecipient],
    names: &Municipalities,
    file: &[u8],
) -> Result<Vec<StatedRecipient>, Vec<FileFault>> {
    let sheet = Sheet::read(file, LIMITS).map_err(|fault| vec![of_sheet(&fault)])?;
    // Whoever has a recipient already may keep it.
    let has_one: BTreeSet<&str> = known.iter().map(|one| one.municipality.trim()).collect();
    let find = |cell: &str| -> Option<MunicipalityCode> {
        let meant = MunicipalityRef::parse(cell)?;
        let by_name = names.iter().find(|one| meant.means(one.code, &one.name)).map(|one| one.code);
        by_name.or_else(|| match meant {
            MunicipalityRef::Code(code) => {
                Some(code).filter(|code| has_one.contains(code.to_string().as_str()))
            }
            MunicipalityRef::Name(_) => None,
        })
    };
    let table = RecipientTable {
        header: sheet.header().iter().map(String::as_str).collect(),
        header_row: sheet.header_row().0,
        rows: sheet.rows().map(|row| (row.number().0, row.cells().collect())).collect(),
    };
    let of_cell = |fault: CellFault| FileFault {
        row: Some(fault.row),
        column: fault.column,
        found: fault.found,
        expected: fault.expected,
    };
    recipient_csv::read(&table, find).map_err(|all| all.into_iter().map(of_cell).collect())
}

/// A file that is no table of recipients at all.
fn of_sheet(fault: &SheetFault) -> FileFault {
    let (row, expected) = match fault {
        SheetFault::Empty => (None, FILLED),
        SheetFault::TooBig { .. } | SheetFault::TooBigUnpacked { .. } => (None, SMALL),
        SheetFault::TooManyRows { .. } => (None, FEW_ROWS),
        SheetFault::TooManyColumns { row, .. } => (Some(row.0), FEW_COLUMNS),
        SheetFault::CellTooLong { row, .. } => (Some(row.0), SHORT_CELL),
        SheetFault::UnclosedQuote { row } => (Some(row.0), CLOSED_QUOTE),
        SheetFault::OldOrLocked => (None, XLSX),
        SheetFault::Undecodable | SheetFault::NotASheet | SheetFault::Damaged => (None, TABLE),
    };
    FileFault { row, column: None, found: String::new(), expected }
}

const FILLED: Expected = Expected { english: "a row of names", swedish: "en rad med rubriker" };
const SMALL: Expected = Expected { english: "at most 1 MiB", swedish: "högst 1 MB" };
const FEW_ROWS: Expected =
    Expected { english: "at most 2 000 rows", swedish: "högst 2 000 rader" };
const FEW_COLUMNS: Expected =
    Expected { english: "at most 40 columns", swedish: "högst 40 kolumner" };
const SHORT_CELL: Expected = Expected {
    english: "at most 2 000 characters in a cell",
    swedish: "högst 2 000 tecken i en cell",
};
const CLOSED_QUOTE: Expected = Expected {
    english: "a quotation mark that ends the cell",
    swedish: "ett citattecken som avslutar cellen",
};
const XLSX: Expected = Expected {
    english: "a workbook without a password, saved as .xlsx, or a CSV file",
    swedish: "en arbetsbok utan lösenord, sparad som .xlsx, eller en CSV-fil",
};
const TABLE: Expected = Expected {
    english: "a CSV file or an Excel workbook",
    swedish: "en CSV-fil eller en arbetsbok från Excel",
};
