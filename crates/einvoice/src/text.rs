//! Text that an XML document can hold: never empty, on one line, without control characters.

use std::fmt;

/// A text with something in it, on one line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
}

impl Text {
    /// The text in `raw`: white space and line breaks become one space each, what XML cannot hold is left out.
    pub fn parse(raw: &str) -> Result<Self, TextFault> {
        let words: Vec<String> = raw
            .split_whitespace()
            .map(|word| word.chars().filter(|letter| fits_xml(*letter)).collect::<String>())
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() { Err(TextFault::Empty) } else { Ok(Self(words.join(" "))) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// XML 1.0, production Char, without the control characters that it discourages.
fn fits_xml(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_one_line_that_xml_can_hold() {
        let text = |raw| Text::parse(raw).map(|text| text.to_string());
        assert_eq!(text("  Barn\toch\r\nunga "), Ok("Barn och unga".to_owned()));
        assert_eq!(text("a\u{0}b\u{8}c\u{ffff}"), Ok("abc".to_owned()));
        assert_eq!(text("Åre & <Övre> \"é\""), Ok("Åre & <Övre> \"é\"".to_owned()));
        for empty in ["", " \n", "\u{1}", " \u{7} \u{fffe} "] {
            assert_eq!(text(empty), Err(TextFault::Empty));
        }
    }
}
