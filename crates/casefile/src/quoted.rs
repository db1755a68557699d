//! What stands in a file, as a fault repeats it.

/// Where there is an example, the words that give it.
pub(crate) fn for_example(example: Option<&String>) -> String {
    example.map(|example| format!(", till exempel {example}")).unwrap_or_default()
}

/// A cell as a fault repeats it: on one line, cut where it is long.
pub(crate) fn shown(found: &str) -> String {
    const MOST: usize = 60;
    let more = found.chars().nth(MOST).map(|_| '…');
    let legible = |char: char| if char.is_control() { '\u{fffd}' } else { char };
    found.chars().take(MOST).map(legible).chain(more).collect()
}
