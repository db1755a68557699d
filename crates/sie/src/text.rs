//! Text as a SIE file can hold it: on one line, in letters of code page 437.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::codepage;

/// `text` as it will be read out of the file: what code page 437 has not is written by its nearest kin, accents are left
/// out, and the rest is a question mark. Clean text is left as it is.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    // Letters with their accents in one: files from a Mac have å as a and a ring.
    for letter in text.nfc() {
        put(letter, &mut cleaned);
    }
    cleaned
}

fn put(letter: char, cleaned: &mut String) {
    match letter {
        // Rows end a record, and control characters are not allowed (5.7).
        letter if letter.is_control() || letter == '\u{a0}' => cleaned.push(' '),
        // Whether a backslash must be doubled is not said, and writers differ.
        '\\' => cleaned.push('/'),
        '–' | '—' | '−' => cleaned.push('-'),
        '‘' | '’' | '´' => cleaned.push('\''),
        '“' | '”' | '„' => cleaned.push('"'),
        '€' => cleaned.push_str("EUR"),
        '§' => cleaned.push_str("par."),
        '…' => cleaned.push_str("..."),
        letter if codepage::byte(letter).is_some() => cleaned.push(letter),
        letter => {
            let bare: Vec<char> =
                [letter].into_iter().nfd().filter(|part| !is_combining_mark(*part)).collect();
            let known = bare.iter().copied().filter(|part| codepage::byte(*part).is_some());
            let before = cleaned.len();
            cleaned.extend(known);
            if cleaned.len() == before && !is_combining_mark(letter) {
                cleaned.push('?');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_not_there_become_their_kin() {
        for (text, cleaned) in [
            ("Överkalix & Åre", "Överkalix & Åre"),
            ("A\u{30a}re", "Åre"),
            ("2023–2024 — “pott”", "2023-2024 - \"pott\""),
            ("5 € enligt § 6…", "5 EUR enligt par. 6..."),
            ("Čapek, Łódź", "Capek, ?ódz"),
            ("rad\r\nett\\två\t\u{1}", "rad  ett/två  "),
            ("漢字", "??"),
        ] {
            assert_eq!(clean(text), cleaned, "{text}");
            assert_eq!(clean(cleaned), cleaned);
        }
    }
}
