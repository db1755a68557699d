//! The documents that one municipality would get, one by one with what they hold.

use domain::swedish;

use crate::settlement::preview::data;
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

/// A line of it.
pub(super) struct ChosenLine {
    pub(super) name: String,
    /// The course day that it charges, and where that leads; empty where it charges none.
    pub(super) day: String,
    pub(super) day_href: String,
    pub(super) quantity: String,
    /// What it comes to in all and what was charged before, where it was; empty where it was not.
    pub(super) changed: String,
    pub(super) amount: String,
}

impl Chosen {
    /// The documents of one municipality; nothing where it would get none.
    pub(super) fn of(region: &str, code: &str, documents: &[data::ChosenDocument]) -> Option<Self> {
        let mut own = documents.iter().filter(|one| one.municipality.code == code).peekable();
        let name = own.peek()?.municipality.name.clone();
        let href = urls::municipality(region, code);
        Some(Self { name, href, documents: own.map(|one| document(region, one)).collect() })
    }
}

fn document(region: &str, document: &data::ChosenDocument) -> ChosenDocument {
    ChosenDocument {
        purpose: purpose(document.kind, document.occasion.as_ref()),
        agreement: document.agreement.title.clone(),
        date: swedish::long_date(document.date),
        adjusts: document.adjusts,
        lines: document.details.iter().map(|detail| line(region, detail)).collect(),
        total: swedish::figure(document.total),
    }
}

fn line(region: &str, detail: &data::Detail) -> ChosenLine {
    let day = detail.course_day.as_ref();
    let changed = format!(
        "{} i stället för {}",
        swedish::money(detail.charged),
        swedish::money(detail.issued_before)
    );
    ChosenLine {
        name: detail.name.clone(),
        day: day.map(|day| format!("{} {}", day.date, day.course)).unwrap_or_default(),
        day_href: day.map(|day| urls::course_day(region, &day.id)).unwrap_or_default(),
        quantity: swedish::decimal(&detail.quantity),
        changed: if detail.adjusts { changed } else { String::new() },
        amount: swedish::figure(detail.amount),
    }
}
