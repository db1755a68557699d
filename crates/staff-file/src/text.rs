//! Texts of a row: names, staff numbers, labels. Bounded, and without characters that cannot be seen.

use std::fmt;

use crate::personal_number::{self, Sight};

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing but white space.
    #[error("the text is blank")]
    Blank,
    /// Longer than what it is for can hold.
    #[error("longer than {most} characters")]
    TooLong {
        /// The limit.
        most: usize,
    },
    /// A line break, a tab or another control character; or one that turns the direction of reading.
    #[error("a control character")]
    ControlCharacter,
    /// A personal identity number, which must not be held.
    #[error("a personal identity number")]
    PersonalNumber,
    /// What a spreadsheet shows instead of a value: `#N/A`, `#REF!`.
    #[error("an error of the spreadsheet")]
    SpreadsheetError,
    /// Other characters than such a number has.
    #[error("letters, digits and - _ . / only")]
    NotANumber,
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $most:literal, $more:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The most characters that it has.
            pub const MOST: usize = $most;

            /// The text, its runs of spaces made one.
            pub fn parse(text: &str) -> Result<Self, TextFault> {
                let text = checked(text, Self::MOST)?;
                let more: fn(&str) -> Result<(), TextFault> = $more;
                more(&text)?;
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

text! {
    /// A given or family name. Two of them and a space fit the 120 characters of an account's name.
    PersonName, 59, |_| Ok(())
}

text! {
    /// A staff number (anställningsnummer): letters, digits, `-`, `_`, `.` and `/`. Unique with one employer.
    StaffNumber, 40, only_number
}

text! {
    /// A unit, title, journey or step, in the words of who wrote the file. With a municipality's
    /// code before it, it fits the 100 characters of the learning platform's `idnumber`.
    Label, 90, |_| Ok(())
}

fn only_number(text: &str) -> Result<(), TextFault> {
    let allowed = |c: char| c.is_alphanumeric() || ['-', '_', '.', '/'].contains(&c);
    if text.chars().all(allowed) { Ok(()) } else { Err(TextFault::NotANumber) }
}

/// The text with single spaces, unless it is one that nobody should hold.
pub(crate) fn checked(text: &str, most: usize) -> Result<String, TextFault> {
    if text.chars().any(is_refused) {
        return Err(TextFault::ControlCharacter);
    }
    if is_spreadsheet_error(text) {
        return Err(TextFault::SpreadsheetError);
    }
    if personal_number::sight(text) == Sight::Sure {
        return Err(TextFault::PersonalNumber);
    }
    let mut single = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !single.is_empty() {
            single.push(' ');
        }
        single.push_str(word);
    }
    if single.is_empty() {
        Err(TextFault::Blank)
    } else if single.len() > most && single.chars().count() > most {
        Err(TextFault::TooLong { most })
    } else {
        Ok(single)
    }
}

/// Control characters, and marks that turn the direction of reading, by which a name can look like another.
fn is_refused(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffd}')
}

/// In English, and in Swedish as CSV files have them.
fn is_spreadsheet_error(text: &str) -> bool {
    text.starts_with('#')
        && matches!(
            text,
            "#N/A"
                | "#REF!"
                | "#NAME?"
                | "#VALUE!"
                | "#DIV/0!"
                | "#NUM!"
                | "#NULL!"
                | "#DATA!"
                | "#SPILL!"
                | "#CALC!"
                | "#SAKNAS!"
                | "#SAKNAS"
                | "#REFERENS!"
                | "#NAMN?"
                | "#VÄRDEFEL!"
                | "#VÄRDE!"
                | "#DIVISION/0!"
                | "#OGILTIGT!"
                | "#SKÄRNING!"
                | "#SPILL"
                | "#KALK!"
        )
}
