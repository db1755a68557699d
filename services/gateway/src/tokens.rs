//! Counting a document's tokens before it is parsed, so that parsing itself stays cheap. Judges no grammar.
//!
//! Tokens as in section 2.1 of the GraphQL specification: punctuators, names, numbers and strings. What is no token
//! counts as one a character: the parser refuses it anyway.

/// How many tokens the document has.
pub(crate) fn count(document: &str) -> usize {
    let mut rest = document.as_bytes();
    let mut tokens = 0_usize;
    while let Some((first, after)) = rest.split_first() {
        rest = match first {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => after,
            b'#' => past(after, |byte| byte != b'\n' && byte != b'\r'),
            _ => {
                tokens = tokens.saturating_add(1);
                token(rest).unwrap_or(after)
            }
        };
    }
    tokens
}

/// What follows the token that `text` begins with; `None` where it is a single character.
fn token(text: &[u8]) -> Option<&[u8]> {
    if let Some(block) = text.strip_prefix(b"\"\"\"") {
        return Some(past_block(block));
    }
    match text.split_first()? {
        (b'"', string) => Some(past_string(string)),
        (b'.', _) => text.strip_prefix(b"..."),
        (b'_' | b'a'..=b'z' | b'A'..=b'Z', name) => {
            Some(past(name, |byte| byte == b'_' || byte.is_ascii_alphanumeric()))
        }
        (b'-' | b'0'..=b'9', number) => {
            Some(past(number, |byte| b"+-.eE".contains(&byte) || byte.is_ascii_digit()))
        }
        _ => None,
    }
}

fn past(text: &[u8], belongs: impl Fn(u8) -> bool) -> &[u8] {
    let end = text.iter().position(|byte| !belongs(*byte)).unwrap_or(text.len());
    text.get(end..).unwrap_or_default()
}

/// A string ends at its quotation mark, or with the line that it may not leave.
fn past_string(mut text: &[u8]) -> &[u8] {
    while let Some((first, after)) = text.split_first() {
        text = match first {
            b'\\' => after.get(1..).unwrap_or_default(),
            b'"' | b'\n' | b'\r' => return after,
            _ => after,
        };
    }
    text
}

fn past_block(mut text: &[u8]) -> &[u8] {
    while !text.is_empty() {
        if let Some(after) = text.strip_prefix(b"\"\"\"") {
            return after;
        }
        let step = if text.starts_with(b"\\\"\"\"") { 4 } else { 1 };
        text = text.get(step..).unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_as_the_specification_does() {
        for (document, tokens) in [
            ("", 0),
            (" ,\t\r\n# a comment { with } marks\n", 0),
            ("{ me { name } }", 6),
            ("query($a:Int!=-1.5e+3){a(b:$a)}", 19),
            ("{ a(b: \"x { y } \\\" z\") ...F @skip(if: true) }", 17),
            ("{ a(b: \"\"\"x \\\"\"\" \" { }\"\"\") }", 8),
            ("{{{{{{{{", 8),
            ("\"never closed { a b c", 1),
            ("\"\"\"never closed either { a", 1),
            ("å", 2),
        ] {
            assert_eq!(count(document), tokens, "{document}");
        }
    }
}
