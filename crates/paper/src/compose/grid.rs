//! How wide a table's columns are: figures as wide as they need, texts share the rest.

use crate::length::{MARGIN, TEXT_WIDTH, Twips};
use crate::style::Style;
use crate::table::{Align, Row, Table};
use crate::typeface::Typefaces;

/// Between columns.
const GUTTER: Twips = 200;

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) left: Twips,
    pub(super) width: Twips,
    pub(super) align: Align,
}

pub(super) fn places(faces: &Typefaces, table: &Table) -> Vec<Place> {
    let count = Twips::try_from(table.columns.len()).unwrap_or(Twips::MAX).max(1);
    let room = TEXT_WIDTH - GUTTER.saturating_mul(count - 1).min(TEXT_WIDTH / 2);
    let natural: Vec<(Align, Twips)> = table
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| (column.align, natural(faces, table, index).max(1)))
        .collect();
    let of = |align: Align| {
        let own = natural.iter().filter(move |(other, _)| *other == align);
        own.fold(0_i64, |sum, (_, width)| sum.saturating_add(i64::from(*width)))
    };
    let (texts, figures) = (of(Align::Left), of(Align::Right));
    // Figures leave texts a third, where there are texts.
    let most = if texts == 0 { room } else { room * 2 / 3 };
    let for_figures = Twips::try_from(figures).unwrap_or(Twips::MAX).min(most);
    let mut left = MARGIN;
    let place = |(align, width): &(Align, Twips)| {
        let (part, all, of) = match align {
            Align::Left => (*width, texts, room - for_figures),
            Align::Right => (*width, figures, for_figures),
        };
        let width = i64::from(part).saturating_mul(i64::from(of)) / all.max(1);
        let width = Twips::try_from(width).unwrap_or(room);
        let place = Place { left, width, align: *align };
        left += width + GUTTER;
        place
    };
    natural.iter().map(place).collect()
}

/// As wide as its widest cell, and as its head on one line or two.
fn natural(faces: &Typefaces, table: &Table, index: usize) -> Twips {
    let width = |style: Style, text: &str| {
        faces.of(style.weight).width(&faces.clean(text), style.size).saturating_add(1)
    };
    let head = table.columns.get(index).map_or("", |column| column.head.as_str());
    let words = head.split(' ').map(|word| width(Style::HEAD, word));
    let head = width(Style::HEAD, head).min(TEXT_WIDTH / 8).max(words.max().unwrap_or_default());
    let cells = table.rows.iter().filter_map(|row| match row {
        Row::Group(_) => None,
        Row::Cells(cells) => cells.get(index).map(|cell| width(Style::CELL, cell)),
        Row::Sum(cells) => cells.get(index).map(|cell| width(Style::CELL_STRONG, cell)),
    });
    // One long text does not take the others' room.
    cells.max().unwrap_or_default().min(TEXT_WIDTH / 2).max(head)
}
