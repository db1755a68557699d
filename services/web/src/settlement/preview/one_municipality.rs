//! The documents that one municipality would get, one by one with what they hold.

use domain::swedish;

use crate::settlement::preview::data::Document;
use crate::settlement::purpose;
use crate::urls;

/// A municipality's documents, ready to show.
pub(super) struct Chosen {
    pub(super) name: String,
    /// Its account.
    pub(super) href: String,
    pub(super) documents: Vec<ChosenDocument>,
}

/// A document that would be issued.
pub(super) struct ChosenDocument {
    pub(super) purpose: String,
    pub(super) agreement: String,
    pub(super) date: String,
    pub(super) adjusts: bool,
    pub(super) lines: Vec<ChosenLine>,
    pub(super) total: String,
}

/// What a document holds of one kind and name.
pub(super) struct ChosenLine {
    pub(super) name: String,
    pub(super) amount: String,
}

impl Chosen {
    /// The documents of the municipality with this code; nothing where it would get none.
    pub(super) fn of(region: &str, code: &str, documents: &[Document]) -> Option<Self> {
        let own: Vec<&Document> =
            documents.iter().filter(|one| one.municipality.code == code).collect();
        let name = own.first()?.municipality.name.clone();
        let href = urls::municipality(region, code);
        Some(Self { name, href, documents: own.into_iter().map(document).collect() })
    }
}

fn document(document: &Document) -> ChosenDocument {
    let lines = document
        .lines
        .iter()
        .map(|line| ChosenLine { name: line.name.clone(), amount: swedish::figure(line.amount) });
    ChosenDocument {
        purpose: purpose(document.kind, document.occasion.as_ref()),
        agreement: document.agreement.title.clone(),
        date: swedish::long_date(document.date),
        adjusts: document.adjusts,
        lines: lines.collect(),
        total: swedish::figure(document.total),
    }
}
