//! Swedish personal identity numbers and coordination numbers: seen, so that they are not kept.
//!
//! A number counts when its date can be one (coordination numbers add 60 to the day) and its last
//! digit is the right check digit (Luhn, as the tax agency prescribes).

use crate::{ColumnIndex, Sheet};

/// A column that holds personal identity numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalNumbers {
    /// The column.
    pub at: ColumnIndex,
    /// How many rows have one.
    pub rows: usize,
}

/// How surely a text holds a personal identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sight {
    /// It does not.
    None,
    /// Ten digits in a row. One in some hundred and fifty other numbers of ten digits looks so.
    Likely,
    /// With its century or its hyphen.
    Sure,
}

/// Every column that holds personal identity numbers, mapped or not: take them away by
/// [`Sheet::without`] before anything of the sheet is stored.
pub fn personal_numbers(sheet: &Sheet) -> Vec<PersonalNumbers> {
    let widest = sheet.rows().map(|row| row.cells().count()).max().unwrap_or_default();
    (0..widest).filter_map(|at| in_column(sheet, ColumnIndex(at))).collect()
}

/// The personal identity numbers of a column, where at least one in twenty of its values is one.
/// Fewer are refused by row, when they are read.
pub(crate) fn in_column(sheet: &Sheet, at: ColumnIndex) -> Option<PersonalNumbers> {
    let filled = sheet.rows().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
    let (mut cells, mut rows) = (0_usize, 0_usize);
    for cell in filled {
        cells = cells.saturating_add(1);
        rows = rows.saturating_add(usize::from(sight(cell) != Sight::None));
    }
    (rows > 0 && rows.saturating_mul(20) >= cells).then_some(PersonalNumbers { at, rows })
}

/// How surely a cell holds a personal identity number, by itself or among words.
pub(crate) fn sight(cell: &str) -> Sight {
    // Most cells have no ten digits.
    if cell.bytes().filter(u8::is_ascii_digit).count() < 10 {
        return Sight::None;
    }
    let whole: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let among = cell
        .split(|c: char| c.is_whitespace() || [',', ';', '(', ')', ':', '/'].contains(&c))
        .map(number)
        .filter(|sight| *sight == Sight::Sure)
        .max();
    number(&whole).max(among.unwrap_or(Sight::None))
}

fn number(text: &str) -> Sight {
    let mark = |c: char| ['-', '+', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}'].contains(&c);
    let (head, tail, marked) = match text.split_once(mark) {
        Some((head, tail)) => (head, tail, true),
        None => match text.len().checked_sub(4).and_then(|at| text.split_at_checked(at)) {
            Some((head, tail)) => (head, tail, false),
            None => return Sight::None,
        },
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if tail.len() != 4 || !digits(tail) || !digits(head) {
        return Sight::None;
    }
    let (day, century) = match head.len() {
        6 => (Some(head), false),
        8 => (["18", "19", "20"].iter().find_map(|century| head.strip_prefix(century)), true),
        _ => (None, false),
    };
    match day {
        Some(day) if is_day(day) && luhn([day, tail].concat().as_str()) => {
            if marked || century {
                Sight::Sure
            } else {
                Sight::Likely
            }
        }
        _ => Sight::None,
    }
}

/// Whether six digits can be a day: year, month, day of the month, or that plus 60.
fn is_day(digits: &str) -> bool {
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<u8>().ok());
    let month = part(2..4).is_some_and(|month| (1..=12).contains(&month));
    month && part(4..6).is_some_and(|day| (1..=31).contains(&day) || (61..=91).contains(&day))
}

fn luhn(digits: &str) -> bool {
    let weighed = digits.bytes().enumerate().map(|(position, byte)| {
        let digit = u32::from(byte.saturating_sub(b'0'));
        let doubled = if position.is_multiple_of(2) { digit.saturating_mul(2) } else { digit };
        if doubled > 9 { doubled.saturating_sub(9) } else { doubled }
    });
    weighed.sum::<u32>().is_multiple_of(10)
}
