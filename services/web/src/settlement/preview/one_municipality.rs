//! The documents that one municipality would get, one by one with what they hold.

use domain::{Money, swedish};

use crate::settlement::preview::data;
use crate::settlement::{purpose, sum};
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
    /// How many rows more it has than the page has room for.
    pub(super) more: usize,
    pub(super) total: String,
}

/// What the page has room for.
const MOST_ROWS: usize = 50;

/// A course day of it, or a charge that has none.
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
        Some(Self { name, href, documents: shown(region, own) })
    }
}

fn shown<'a>(
    region: &str,
    documents: impl Iterator<Item = &'a data::ChosenDocument>,
) -> Vec<ChosenDocument> {
    let mut room = MOST_ROWS;
    let documents = documents.map(|one| {
        let mut shown = document(region, one);
        shown.more = shown.lines.len().saturating_sub(room);
        shown.lines.truncate(room);
        room = room.saturating_sub(shown.lines.len());
        shown
    });
    documents.collect()
}

fn document(region: &str, document: &data::ChosenDocument) -> ChosenDocument {
    ChosenDocument {
        more: 0,
        purpose: purpose(document.kind, document.occasion.as_ref()),
        agreement: document.agreement.title.clone(),
        date: swedish::long_date(document.date),
        adjusts: document.adjusts,
        lines: document
            .details
            .chunk_by(same_day)
            .filter_map(|details| line(region, details))
            .collect(),
        total: swedish::figure(document.total),
    }
}

/// Whether both charge the same course day.
fn same_day(one: &data::Detail, other: &data::Detail) -> bool {
    let day = |detail: &data::Detail| detail.course_day.as_ref().map(|day| day.id.clone());
    day(one).is_some() && day(one) == day(other)
}

/// What a course day costs, all its fees together; what has no course day is by itself.
fn line(region: &str, details: &[data::Detail]) -> Option<ChosenLine> {
    let first = details.first()?;
    let all = |of: fn(&data::Detail) -> Money| sum(details.iter().map(of));
    let day = first.course_day.as_ref();
    let changed = format!(
        "{} i stället för {}",
        swedish::money(all(|one| one.charged)),
        swedish::money(all(|one| one.issued_before))
    );
    let names: Vec<&str> = details.iter().map(|one| one.name.as_str()).collect();
    Some(ChosenLine {
        name: names.join(", "),
        day: day.map(|day| format!("{} {}", day.date, day.course)).unwrap_or_default(),
        day_href: day.map(|day| urls::course_day(region, &day.id)).unwrap_or_default(),
        quantity: swedish::decimal(&first.quantity),
        changed: if details.iter().any(|one| one.adjusts) { changed } else { String::new() },
        amount: swedish::figure(all(|one| one.amount)),
    })
}
