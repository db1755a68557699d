//! Records and their fields: a label, then fields with spaces between, quoted where they must be.

use crate::text::clean;

/// A text as a field, always in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "\\\""))
}

/// The fields of a line; braces stand for themselves, and what is between them is one field each.
pub(crate) fn fields(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' => {}
            '{' | '}' => found.push(letter.to_string()),
            '"' => {
                let mut field = String::new();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' if letters.peek() == Some(&'"') => {
                            field.extend(letters.next());
                        }
                        '"' => break,
                        letter => field.push(letter),
                    }
                }
                found.push(field);
            }
            first => {
                let mut field = String::from(first);
                while let Some(letter) =
                    letters.next_if(|letter| !matches!(letter, ' ' | '\t' | '{' | '}'))
                {
                    field.push(letter);
                }
                found.push(field);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_parted_by_spaces_and_quotes() {
        let line = "#TRANS 3041 {1 \"410\" 6 \"B\\\"U\"} -12500.00\t\"\" \"två ord\"";
        let expected =
            ["#TRANS", "3041", "{", "1", "410", "6", "B\"U", "}", "-12500.00", "", "två ord"];
        assert_eq!(fields(line), expected);
        assert_eq!(fields(&quoted("a \"b\" \\ c")), ["a \"b\" / c"]);
        assert_eq!(fields("  "), Vec::<String>::new());
    }
}
