//! Cells as they are kept: trimmed, without what cannot be seen, in one form of Unicode.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::guard;

/// The cell without white space around it, with plain spaces for no-break ones, and unguarded
/// (see [`crate::result_file()`]).
pub(crate) fn cell(raw: &str) -> Cow<'_, str> {
    match plain(raw) {
        Cow::Borrowed(text) => Cow::Borrowed(guard::taken_off(text)),
        Cow::Owned(text) if guard::taken_off(&text).len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(guard::taken_off(&text).to_owned()),
    }
}

/// The cell without white space around it, with plain spaces for no-break ones.
pub(crate) fn plain(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    if !trimmed.contains('\0') && (trimmed.is_ascii() || !trimmed.chars().any(is_odd)) {
        return Cow::Borrowed(trimmed);
    }
    let composed: String = trimmed.chars().filter_map(seen).nfc().collect();
    let again = composed.trim();
    Cow::Owned(if again.len() == composed.len() { composed } else { again.to_owned() })
}

/// Whether a character may need to be changed. Below U+0300 all are composed.
fn is_odd(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{ad}' | '\u{300}'..)
}

fn seen(character: char) -> Option<char> {
    match character {
        // No-break spaces.
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(' '),
        // Soft hyphen, zero-width space, word joiner, byte order mark: invisible, from pages and letters.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        // Which no text in columns can hold; rows with it are refused.
        '\0' => Some(char::REPLACEMENT_CHARACTER),
        other => Some(other),
    }
}
