//! Names of columns in the form in which they are compared.

/// The name without case, punctuation, spaces and the dots of å, ä and ö: "E-post (arbete)" is
/// `epostarbete`, "Fr.o.m." is `from`.
pub(crate) fn folded(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// The name without what stands in parentheses, folded: "E-post (arbete)" is `epost`.
pub(crate) fn folded_without_remark(name: &str) -> String {
    folded(name.split('(').next().unwrap_or(name))
}

/// Each name, folded, and how many of the same came before it.
pub(crate) fn numbered(header: &[String]) -> Vec<(String, usize)> {
    let mut numbered: Vec<(String, usize)> = Vec::with_capacity(header.len());
    for name in header.iter().map(|name| folded(name)) {
        let before = numbered.iter().filter(|(other, _)| *other == name).count();
        numbered.push((name, before));
    }
    numbered
}

fn plain(letter: char) -> Option<char> {
    match letter {
        'å' | 'ä' | 'á' | 'à' | 'æ' => Some('a'),
        'ö' | 'ø' | 'ó' => Some('o'),
        'é' | 'è' => Some('e'),
        'ü' => Some('u'),
        other => other.is_alphanumeric().then_some(other),
    }
}
