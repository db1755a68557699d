//! The formats that documents are given out in, and why one is withheld, in words. Knows no content.

use crate::download::{CSV, PDF, SIE, XLSX, XML};
use crate::fault::Fault;

/// A format.
pub(super) struct FileFormat {
    /// In addresses.
    pub(super) path: &'static str,
    /// The API's word.
    pub(super) word: &'static str,
    /// The type's name on the internet.
    pub(super) kind: &'static str,
    /// As links name it.
    pub(super) label: &'static str,
    /// The same where there is little room.
    pub(super) short: &'static str,
}

/// Every format, in the order that pages list them.
pub(super) const FORMATS: [FileFormat; 5] = [
    FileFormat { path: "pdf", word: "PDF", kind: PDF, label: "PDF", short: "PDF" },
    FileFormat {
        path: "peppol",
        word: "PEPPOL",
        kind: XML,
        label: "E-faktura (Peppol)",
        short: "Peppol",
    },
    FileFormat { path: "csv", word: "CSV", kind: CSV, label: "Rader (CSV)", short: "CSV" },
    FileFormat {
        path: "xlsx",
        word: "XLSX",
        kind: XLSX,
        label: "Kalkylblad (Excel)",
        short: "Excel",
    },
    FileFormat { path: "sie", word: "SIE", kind: SIE, label: "Verifikation (SIE)", short: "SIE" },
];

/// The format that an address names.
pub(super) fn format(path: &str) -> Result<&'static FileFormat, Fault> {
    FORMATS.iter().find(|format| format.path == path).ok_or(Fault::NotFound)
}

/// What the API says, in Swedish where it is of the set-up; rules of the standard keep their own words.
pub(super) fn told(fault: &str) -> String {
    let known = [
        ("issued without a seller", "Underlaget utfärdades innan någon säljare var inställd."),
        ("issued without a recipient", "Underlaget utfärdades utan mottagare."),
        ("issued without a choice of VAT", "Underlaget utfärdades innan momsen var vald."),
        ("set up the seller", "Ingen säljare är inställd."),
    ];
    let found = known.iter().find(|(said, _)| fault.contains(said));
    found.map_or_else(|| fault.to_owned(), |(_, told)| (*told).to_owned())
}
