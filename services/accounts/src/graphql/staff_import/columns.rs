//! The columns of a file: what they are called, what they hold, and what is wrong with the mapping.

use async_graphql::SimpleObject;
use staff_file::{ColumnIndex, MappingFault};

use super::{StaffColumn, held};
use crate::staff::import::preview::Opened;

/// So many values show what a column is about.
const SAMPLES: usize = 3;

/// A column of a file.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct ImportColumn {
    /// Its position, from 0.
    index: i32,
    /// As Excel names it: `A`, `B` …
    letter: String,
    /// As the file names it.
    name: String,
    /// What it holds; null where it is not brought in.
    holds: Option<StaffColumn>,
    /// Its first values.
    samples: Vec<String>,
}

/// The file's columns.
pub(super) fn of(opened: &Opened) -> Vec<ImportColumn> {
    let header = opened.sheet.header().iter().enumerate();
    header.map(|(place, name)| column(opened, place, name)).collect()
}

fn column(opened: &Opened, place: usize, name: &str) -> ImportColumn {
    let at = ColumnIndex(place);
    let values = opened.sheet.rows().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
    ImportColumn {
        index: i32::try_from(place).unwrap_or(i32::MAX),
        letter: at.to_string(),
        name: name.to_owned(),
        holds: opened.mapping.held_in(at).map(StaffColumn::from),
        samples: values.take(SAMPLES).map(str::to_owned).collect(),
    }
}

/// What is wrong with the mapping, in Swedish.
pub(super) fn faults(opened: &Opened) -> Vec<String> {
    opened.mapping_faults.iter().map(fault).collect()
}

fn fault(fault: &MappingFault) -> String {
    match fault {
        MappingFault::HeldTwice { column, first, second } => {
            format!("Kolumn {first} och {second} sägs båda vara {}. Välj en av dem.", held(*column))
        }
        MappingFault::HoldsTwo { at, first, second } => format!(
            "Kolumn {at} sägs vara både {} och {}. Välj ett av dem.",
            held(*first),
            held(*second)
        ),
        MappingFault::NoSuchColumn { at, column } => {
            format!("Filen har ingen kolumn {at} för {}. Välj en annan.", held(*column))
        }
        MappingFault::NoIdentity => {
            "Säg vilken kolumn som är e-post eller anställningsnummer.".to_owned()
        }
        MappingFault::NoName => {
            "Säg vilka kolumner som är förnamn och efternamn, eller vilken som är hela namnet."
                .to_owned()
        }
        MappingFault::NameTwice => {
            "Välj antingen hela namnet eller för- och efternamn, inte båda.".to_owned()
        }
        MappingFault::PersonalNumbers { at, rows, .. } => format!(
            "Kolumn {at} har personnummer på {rows} rader. De får inte läsas in; låt kolumnen vara."
        ),
    }
}
