//! The rows of issued documents, as economy systems take them: columns, and cells that know what they hold. Knows no
//! format of files.

use domain::{Date, Money, course_date_at};
use einvoice::VatCategory;
use settle::Quantity;

use crate::SettlementFault;
use crate::record::{DocumentRecord, LineRecord};
use crate::stored::StoredExplanation;

/// A column: its name, the same in every format, and how many letters of it are usually seen.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) width: u8,
}

const fn column(name: &'static str, width: u8) -> Column {
    Column { name, width }
}

/// What is said of a document.
pub(super) const OF_DOCUMENT: [Column; 16] = [
    column("document", 12),
    column("kind", 9),
    column("municipality", 13),
    column("municipality_name", 22),
    column("org_number", 13),
    column("invoice_date", 12),
    column("issued", 12),
    column("due", 12),
    column("payment_reference", 19),
    column("buyer_reference", 18),
    column("order_reference", 18),
    column("agreement", 34),
    column("document_total", 16),
    column("document_vat", 15),
    column("document_rounding", 18),
    column("document_payable", 17),
];

/// What is said of a line, after what is said of its document.
pub(super) const OF_LINE: [Column; 10] = [
    column("line", 6),
    column("line_kind", 12),
    column("code", 18),
    column("name", 30),
    column("course_day", 12),
    column("course", 34),
    column("quantity", 10),
    column("amount", 14),
    column("vat_category", 13),
    column("vat_rate", 9),
];

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Nothing,
    /// May begin with anything: whoever writes it sees to it that it stays a text.
    Text(String),
    Day(Date),
    Amount(Money),
    Quantity(Quantity),
    Count(u32),
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn maybe(text: Option<&String>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }
}

/// The cells of [`OF_DOCUMENT`].
pub(super) fn of_document(
    document: &DocumentRecord,
) -> Result<[Cell; OF_DOCUMENT.len()], SettlementFault> {
    let envelope = document.envelope()?;
    let envelope = envelope.as_ref();
    let recipient = envelope.and_then(|one| one.recipient.as_ref());
    Ok([
        Cell::text(document.number.to_string()),
        Cell::text(document.kind.word()),
        Cell::text(document.municipality.to_string()),
        Cell::text(&document.municipality_name),
        Cell::text(document.org_number.to_string()),
        Cell::Day(document.date),
        Cell::Day(course_date_at(document.issued_at)),
        envelope.map_or(Cell::Nothing, |one| Cell::Day(one.due)),
        Cell::maybe(envelope.map(|one| &one.payment_reference)),
        Cell::maybe(recipient.and_then(|one| one.buyer_reference.as_ref())),
        Cell::maybe(recipient.and_then(|one| one.order_reference.as_ref())),
        Cell::text(&document.agreement_title),
        Cell::Amount(document.total),
        Cell::Amount(document.vat),
        Cell::Amount(document.rounding),
        Cell::Amount(document.payable()?),
    ])
}

/// The cells of [`OF_LINE`]; `position` is 0 for the first.
pub(super) fn of_line(
    position: usize,
    line: &LineRecord,
) -> Result<[Cell; OF_LINE.len()], SettlementFault> {
    let stored: StoredExplanation = serde_json::from_str(&line.explanation)?;
    let category = line.category()?;
    let day = stored.day.as_ref();
    Ok([
        Cell::Count(u32::try_from(position.saturating_add(1)).unwrap_or(u32::MAX)),
        Cell::text(line.key.kind().word()),
        Cell::text(line.key.code()),
        Cell::text(&line.name),
        day.map_or(Cell::Nothing, |day| Cell::Day(day.date)),
        Cell::maybe(day.map(|day| &day.course)),
        Cell::Quantity(line.quantity),
        Cell::Amount(line.amount),
        category.as_ref().map_or(Cell::Nothing, |one| Cell::text(one.code())),
        category.as_ref().and_then(VatCategory::percent).map_or(Cell::Nothing, Cell::Count),
    ])
}
