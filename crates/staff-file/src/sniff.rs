//! Which character stands between cells, told from the first rows with quotes respected.

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
    let rows = counts(text);
    let fits = |(position, delimiter): (usize, Delimiter)| {
        let count = |row: &[usize; 3]| row.get(position).copied().unwrap_or_default();
        let first = rows.first().map(count).unwrap_or_default();
        let alike = rows.iter().filter(|row| count(row) == first).count();
        (first > 0).then_some((alike, first, delimiter))
    };
    let found = Delimiter::ALL.into_iter().enumerate().filter_map(fits);
    let best = found.reduce(
        |best, other| {
            if (other.0, other.1) > (best.0, best.1) { other } else { best }
        },
    );
    best.map_or(Delimiter::Semicolon, |(_, _, delimiter)| delimiter)
}

/// How many of each delimiter the first rows have outside quotes, in the order of [`Delimiter::ALL`].
/// A quotation mark opens at the start of a line or after any of them.
fn counts(text: &str) -> Vec<[usize; 3]> {
    let mut rows = Vec::new();
    let (mut row, mut quoted, mut begins, mut blank) = ([0_usize; 3], false, true, true);
    for byte in text.bytes().chain([b'\n']) {
        if quoted {
            // Of a doubled one the second opens again.
            (quoted, begins) = (byte != b'"', byte == b'"');
            continue;
        }
        if byte == b'\n' || byte == b'\r' {
            if !blank {
                rows.push(row);
            }
            if rows.len() == SAMPLE {
                break;
            }
            (row, begins, blank) = ([0; 3], true, true);
            continue;
        }
        let delimiter = Delimiter::ALL.iter().position(|one| one.byte() == byte);
        if let Some(count) = delimiter.and_then(|at| row.get_mut(at)) {
            *count = count.saturating_add(1);
        }
        blank = blank && (delimiter.is_some() || byte == b' ');
        (quoted, begins) = (byte == b'"' && begins, delimiter.is_some());
    }
    rows
}
