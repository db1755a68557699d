//! The columns: what each is called, what it says of a recipient, and how it is read.

use settle::LineKind;

use crate::expected::{self, Expected};
use crate::{StatedRecipient, recipient};

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// The key in `region.toml`.
    pub(super) key: &'static str,
    /// Its headings in Swedish, the usual one first.
    pub(super) headings: &'static [&'static str],
    /// What it says of a recipient; empty for nothing.
    pub(super) get: fn(&StatedRecipient) -> String,
    /// Takes in a cell that is not empty.
    pub(super) set: fn(&mut StatedRecipient, &str) -> Result<(), Expected>,
}

impl Column {
    /// The column with this name, whatever its case and punctuation.
    pub(super) fn named(name: &str) -> Option<usize> {
        let name = folded(name);
        let is_it = |column: &Column| {
            folded(column.key) == name || column.headings.iter().any(|one| folded(one) == name)
        };
        COLUMNS.iter().position(is_it)
    }
}

/// A column of plain text.
macro_rules! text {
    ($key:ident, $headings:expr) => {
        Column {
            key: stringify!($key),
            headings: &$headings,
            get: |recipient| one_line(recipient.$key.as_deref().unwrap_or_default()),
            set: |recipient, cell| {
                recipient.$key = Some(cell.to_owned());
                Ok(())
            },
        }
    };
}

/// A column of dates.
macro_rules! date {
    ($key:ident, $headings:expr) => {
        Column {
            key: stringify!($key),
            headings: &$headings,
            get: |recipient| recipient.$key.map(|day| day.to_string()).unwrap_or_default(),
            set: |recipient, cell| {
                recipient.$key = Some(cell.parse().map_err(|_| expected::DATE)?);
                Ok(())
            },
        }
    };
}

pub(super) const COLUMNS: [Column; 16] = [
    Column {
        key: "municipality",
        headings: &["Kommun", "Kommunkod"],
        get: |recipient| one_line(&recipient.municipality),
        set: |recipient, cell| {
            cell.clone_into(&mut recipient.municipality);
            Ok(())
        },
    },
    text!(unit, ["Enhet"]),
    Column {
        key: "charge",
        headings: &["Avgift"],
        get: |recipient| recipient.charge.map_or("", LineKind::word).to_owned(),
        set: |recipient, cell| {
            recipient.charge = Some(charge(cell).ok_or(expected::CHARGE)?);
            Ok(())
        },
    },
    date!(from, ["Från", "Från och med"]),
    date!(to, ["Till", "Till och med", "T.o.m."]),
    text!(org_number, ["Organisationsnummer"]),
    text!(name, ["Namn"]),
    Column {
        key: "peppol",
        headings: &["Adress i Peppol", "Peppoladress", "Peppol-id"],
        get: |recipient| one_line(&recipient.peppol),
        set: |recipient, cell| {
            cell.clone_into(&mut recipient.peppol);
            Ok(())
        },
    },
    text!(buyer_reference, ["Beställarreferens", "Köparens referens"]),
    text!(order_reference, ["Ordernummer", "Orderreferens"]),
    text!(contract_reference, ["Avtalsnummer hos kommunen", "Avtalsnummer"]),
    text!(invoiced_object, ["Fakturerat objekt"]),
    text!(email, ["E-post", "E-postadress"]),
    text!(street, ["Gata eller box", "Gata", "Adress"]),
    text!(postcode, ["Postnummer"]),
    text!(town, ["Ort", "Postort"]),
];

/// A kind of charge, by its word or in Swedish.
fn charge(cell: &str) -> Option<LineKind> {
    match folded(cell).as_str() {
        "coursefee" | "kursavgift" | "kursavgifter" => Some(LineKind::CourseFee),
        "fixedcost" | "fastkostnad" | "fastakostnader" => Some(LineKind::FixedCost),
        "trainerpot" | "utbildarpott" | "utbildarpotten" => Some(LineKind::TrainerPot),
        _ => None,
    }
}

/// The letters and digits, in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The text as documents show it: in one line, with single spaces.
fn one_line(text: &str) -> String {
    recipient::text(Some(text)).map(|text| text.as_str().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_column_and_no_other() {
        for (position, column) in COLUMNS.iter().enumerate() {
            for name in column.headings.iter().chain([&column.key]) {
                assert_eq!(Column::named(&name.to_uppercase()), Some(position), "{name}");
            }
            assert!(expected::COLUMN.english.contains(column.key), "{}", column.key);
        }
        assert_eq!(Column::named("Fr.o.m."), Column::named("from"));
        assert_eq!(Column::named(""), None);
    }
}
