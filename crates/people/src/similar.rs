//! Whether two names may be one person's: å or a, Berg Anna or Anna Berg, Anna-Karin or Annakarin, a letter wrong.
//! Pure.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// From so many letters on, one of them may be wrong, missing or changed places with its neighbour.
const LONG_ENOUGH: usize = 8;
/// Words beyond these are not compared: nobody's name has as many.
const MOST_WORDS: usize = 6;

/// A name without what people write differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoldedName {
    /// In the order in which they were written.
    words: Vec<String>,
    /// The same in order of the alphabet.
    sorted: Vec<String>,
    letters: usize,
}

impl FoldedName {
    /// `None` where it is no name: a code with digits, as those have who came with a case, or a single word.
    pub(crate) fn of(name: &str) -> Option<Self> {
        if name.chars().any(|character| character.is_ascii_digit()) {
            return None;
        }
        let mut words = vec![String::new()];
        for character in name.nfd().filter(|character| !is_combining_mark(*character)) {
            match character {
                '\'' | '’' | '´' | '`' => {}
                _ if !character.is_alphabetic() => words.push(String::new()),
                _ => words.last_mut()?.extend(character.to_lowercase().map(plain)),
            }
        }
        words.retain(|word| !word.is_empty());
        words.truncate(MOST_WORDS);
        if words.len() < 2 {
            return None;
        }
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let letters = words.iter().map(|word| word.chars().count()).sum();
        Some(Self { words, sorted, letters })
    }

    /// Whether they may be one person's.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.sorted == other.sorted || self.is_part_of(other) || other.is_part_of(self) || {
            let far = usize::from(self.letters.min(other.letters) >= LONG_ENOUGH);
            let own = self.words.concat();
            other.turned().any(|turned| strsim::osa_distance(&own, &turned) <= far)
        }
    }

    /// What two names that are alike have one of in common: by these they are found among many.
    pub(crate) fn keys(&self) -> BTreeSet<u64> {
        let letters = || self.words.iter().flat_map(|word| word.chars());
        // A sum, so that it is the same in whatever order they come.
        let all = letters().fold(0, |sum: u64, letter| sum.wrapping_add(key(&letter)));
        // All letters, and all but one: whoever is a letter away has the same without it.
        let mut keys = BTreeSet::from([all]);
        keys.extend(letters().map(|letter| all.wrapping_sub(key(&letter))));
        // Any two words: whoever leaves a middle name out has two of them.
        for (place, one) in self.sorted.iter().enumerate() {
            let later = self.sorted.iter().skip(place.saturating_add(1));
            keys.extend(later.map(|other| key(&(one, other))));
        }
        keys
    }

    /// Whether every word is one of the other's.
    fn is_part_of(&self, other: &Self) -> bool {
        let mut rest = other.sorted.iter();
        self.sorted.iter().all(|word| rest.any(|one| one == word))
    }

    /// The words run together, beginning with each of them in turn.
    fn turned(&self) -> impl Iterator<Item = String> {
        (0..self.words.len()).map(|first| {
            let (end, begin) = self.words.split_at(first);
            begin.concat() + &end.concat()
        })
    }
}

/// What has no mark to be taken off.
const fn plain(letter: char) -> char {
    match letter {
        'ø' => 'o',
        'æ' => 'a',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        other => other,
    }
}

pub(crate) fn key(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let (one, other) = (FoldedName::of(one).unwrap(), FoldedName::of(other).unwrap());
        assert_eq!(one.is_like(&other), other.is_like(&one), "{one:?} {other:?}");
        if one.is_like(&other) {
            let common = one.keys().intersection(&other.keys()).count();
            assert!(common > 0, "{one:?} and {other:?} would not be found");
        }
        one.is_like(&other)
    }

    #[test]
    fn names_are_alike_that_people_write_differently() {
        for (one, other) in [
            ("Åsa Ek", "Asa Ek"),
            ("Åsa Ek", "A\u{30a}SA  EK"),
            ("Åsa Ek", "Ek, Åsa"),
            ("Anna-Karin Berg", "Annakarin Berg"),
            ("Anna-Karin Berg", "Berg Anna Karin"),
            ("Anna-Karin Berg", "Anna Berg"),
            ("Anna Berg", "Anna Berg Lind"),
            ("René D'Árby", "Rene Darby"),
            ("Søren Næss", "Sören Näss"),
            ("Johan Andersson", "Johan Anderson"),
            ("Johan Andersson", "Andersson Johna"),
            ("Ewa Larsson", "Eva Larsson"),
        ] {
            assert!(alike(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn names_are_not_alike_that_differ_by_more() {
        for (one, other) in [
            ("Åsa Ek", "Åse Ek"),
            ("Anna-Karin Berg", "Anna-Maria Berg"),
            ("Johan Andersson", "Jonas Andersson"),
            ("Eva Larsson", "Eva Persson"),
            ("Karin Berg", "Karin Bergström"),
        ] {
            assert!(!alike(one, other), "{one} and {other}");
        }
        for no_name in ["P-00a1", "D 014", "Åsa", "  ", "–"] {
            assert_eq!(FoldedName::of(no_name), None, "{no_name}");
        }
    }
}
