//! Which character stands between cells, told from the first rows with quotes respected.

use crate::delimited::Records;

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// Cells pasted from Excel, and its "Unicode text".
    Tab,
    /// Excel's CSV in Sweden, where the comma is the decimal mark.
    Semicolon,
    /// CSV elsewhere.
    Comma,
}

impl Delimiter {
    /// In the order in which they are believed where all fit alike.
    const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    /// The character.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
        }
    }
}

/// As many rows are looked at.
const SAMPLE: usize = 20;

/// The delimiter that Excel's first line `sep=;` names, and the text after that line.
pub(crate) fn named(text: &str) -> Option<(Delimiter, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter =
        Delimiter::ALL.into_iter().find(|one| rest.as_bytes().first() == Some(&one.byte()))?;
    let after = rest.get(1..)?;
    let ended = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n']))?;
    Some((delimiter, ended))
}

/// The delimiter that gives most rows as many cells as the first one has; of those that do so
/// alike, the one that gives most cells. A text of one column has none, and a semicolon does.
pub(crate) fn delimiter(text: &str) -> Delimiter {
    let fits = |delimiter: Delimiter| {
        let counts = counts(text, delimiter);
        let first = counts.first().copied().unwrap_or_default();
        let alike = counts.iter().filter(|count| **count == first).count();
        (first > 1).then_some((alike, first, delimiter))
    };
    let best = Delimiter::ALL
        .into_iter()
        .filter_map(fits)
        .reduce(|best, other| if (other.0, other.1) > (best.0, best.1) { other } else { best });
    best.map_or(Delimiter::Semicolon, |(_, _, delimiter)| delimiter)
}

/// How many cells each of the first rows has.
fn counts(text: &str, delimiter: Delimiter) -> Vec<usize> {
    let mut records = Records::new(text, delimiter);
    let mut cells = Vec::new();
    let mut counts = Vec::new();
    while counts.len() < SAMPLE && matches!(records.next(&mut cells), Ok(Some(_))) {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            counts.push(cells.len());
        }
    }
    counts
}
