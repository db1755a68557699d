//! A whole name in one cell, taken apart.

/// Words that begin a family name of several words.
const PARTICLES: [&str; 25] = [
    "von", "af", "av", "de", "da", "di", "del", "della", "dos", "du", "la", "le", "van", "der",
    "den", "ter", "ten", "zu", "zur", "al", "el", "ben", "bin", "ibn", "abu",
];

/// The given and the family name in "Efternamn, Förnamn" or "Förnamn Efternamn"; `None` where one is missing.
///
/// Without a comma the last word is the family name, with the particles before it ("von", "af", "de la").
/// A double family name without a hyphen cannot be told from a second given name.
pub(crate) fn split(name: &str) -> Option<(&str, &str)> {
    if let Some((family, given)) = name.split_once(',') {
        let (given, family) = (given.trim(), family.trim());
        let whole = !given.is_empty() && !family.is_empty() && !given.contains(',');
        return whole.then_some((given, family));
    }
    let mut at = name.trim_end().rfind(' ')?;
    loop {
        let before = name.get(..at)?.trim_end();
        let word = before.rfind(' ').and_then(|space| Some((space, before.get(space..)?.trim())));
        match word {
            Some((space, word)) if PARTICLES.contains(&word.to_lowercase().as_str()) => at = space,
            _ => break,
        }
    }
    let (given, family) = name.split_at_checked(at)?;
    let (given, family) = (given.trim(), family.trim());
    (!given.is_empty() && !family.is_empty()).then_some((given, family))
}
