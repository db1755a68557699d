//! Whether a password is among the first that somebody would try: a common one, or a few common things in a row.
//! Pure. No rule of composition: what is long and uncommon is taken, whatever it is made of.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Passwords that were found most often where services had lost theirs. The file tells its source and licence.
const COMMON: &str = include_str!("common.txt");

/// What people here would try first, which a list from all the world lacks. Without å, ä and ö: see [`fold`].
const SWEDISH: [&str; 66] = [
    "yrkesresan",
    "yrkesresa",
    "socialtjanst",
    "socialtjansten",
    "kommun",
    "kommunen",
    "region",
    "regionen",
    "losenord",
    "losenordet",
    "hemlig",
    "hemligt",
    "valkommen",
    "hejsan",
    "sommar",
    "sommaren",
    "vinter",
    "vintern",
    "host",
    "hosten",
    "januari",
    "februari",
    "mars",
    "april",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "mandag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lordag",
    "sondag",
    "midsommar",
    "julafton",
    "sverige",
    "svenska",
    "stockholm",
    "goteborg",
    "malmo",
    "uppsala",
    "lulea",
    "norrbotten",
    "dalarna",
    "skane",
    "fotboll",
    "hockey",
    "alskling",
    "alskar",
    "familjen",
    "barnen",
    "semester",
    "byta",
    "inloggning",
    "logga",
    "anvandare",
    "administrator",
    "samordnare",
    "handlaggare",
    "chef",
    "utbildare",
];

/// Words of fewer letters are in everything.
const SHORTEST_WORD: usize = 3;
const LONGEST_WORD: usize = 40;

/// A password costs as many guesses as its parts: 1 for each letter that belongs to nothing known, 2 for a common
/// word, 1 for the person's own name, for a run such as `1234` or `aaaa`, for a year, and for two digits.
const TOO_CHEAP: usize = 5;

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let listed = COMMON.lines().filter(|line| !line.starts_with('#'));
    listed.chain(SWEDISH).filter(|word| word.len() > SHORTEST_WORD).collect()
});

/// Whether somebody who knows these texts about its owner would soon guess the password.
pub(super) fn is_guessable(password: &str, about_owner: &[&str]) -> bool {
    let letters = fold(password);
    let own: HashSet<String> = about_owner.iter().flat_map(|text| words(text)).collect();
    match unit(&letters) {
        Some(unit) => cost(unit, &own).saturating_add(1) <= TOO_CHEAP,
        None => cost(&letters, &own) <= TOO_CHEAP,
    }
}

/// In lower case, and as one types it who has no å, ä, ö or é.
fn fold(text: &str) -> Vec<char> {
    let plain = |letter| match letter {
        'å' | 'ä' | 'á' | 'à' | 'æ' => 'a',
        'ö' | 'ó' | 'ø' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        other => other,
    };
    text.to_lowercase().chars().map(plain).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded: String = fold(text).into_iter().collect();
    let parts = folded.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned);
    parts.filter(|word| word.chars().count() >= SHORTEST_WORD).collect::<Vec<_>>().into_iter()
}

/// What the text repeats from its beginning to its end, where it does.
fn unit(letters: &[char]) -> Option<&[char]> {
    let half = letters.len().checked_div(2)?;
    let repeats = |length: &usize| {
        let whole = letters.len().checked_rem(*length) == Some(0);
        whole && letters.iter().zip(letters.iter().skip(*length)).all(|(one, next)| one == next)
    };
    letters.get(..(1..=half).find(repeats)?)
}

/// The fewest guesses that the text can be made of.
fn cost(letters: &[char], own: &HashSet<String>) -> usize {
    let mut cheapest: Vec<usize> = vec![0];
    for end in 1..=letters.len() {
        let from = |start: usize| {
            let before = cheapest.get(start).copied()?;
            let part = letters.get(start..end)?;
            price(part, own).map(|price| before.saturating_add(price))
        };
        let starts = end.saturating_sub(LONGEST_WORD)..end;
        let found = starts.filter_map(from).min().unwrap_or(end);
        cheapest.push(found);
    }
    cheapest.last().copied().unwrap_or_default()
}

/// What a part costs by itself; nothing where it is not one.
fn price(part: &[char], own: &HashSet<String>) -> Option<usize> {
    if part.len() == 1 {
        return Some(1);
    }
    let digits = part.iter().all(char::is_ascii_digit);
    if is_run(part) || (digits && part.len() == 2) || (digits && is_year(part)) {
        return Some(1);
    }
    let spellings = [part.iter().collect(), unmasked(part, 'i'), unmasked(part, 'l')];
    if spellings.iter().any(|word: &String| own.contains(word)) {
        return Some(1);
    }
    spellings.iter().any(|word| KNOWN.contains(word.as_str())).then_some(2)
}

/// `aaa`, `abc`, `4321`, `890`: three or more, each as far from the next.
fn is_run(part: &[char]) -> bool {
    let number = |letter: &char| i64::from(u32::from(*letter));
    let step = |(one, next): (&char, &char)| match (one, next) {
        ('9', '0') => 1,
        ('0', '9') => -1,
        (one, next) => number(next).saturating_sub(number(one)),
    };
    let mut steps = part.iter().zip(part.iter().skip(1)).map(step);
    let first = steps.next();
    part.len() >= 3 && matches!(first, Some(-1..=1)) && steps.all(|step| Some(step) == first)
}

fn is_year(part: &[char]) -> bool {
    matches!(part, ['1', '9', _, _] | ['2', '0', _, _])
}

/// The word behind digits and signs that stand for letters: `l0s3n0rd`.
fn unmasked(part: &[char], one: char) -> String {
    let letter = |sign: &char| match sign {
        '4' | '@' => 'a',
        '3' => 'e',
        '1' | '!' => one,
        '0' => 'o',
        '5' | '$' => 's',
        '7' => 't',
        other => *other,
    };
    part.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 2] = ["maja.lindqvist@exempelkommun.se", "Maja Lindqvist"];

    #[test]
    fn the_first_guesses_are_refused() {
        for password in [
            "1q2w3e4r5t6y",
            "password1234",
            "Password123!",
            "P@ssw0rd1234",
            "passwordpassword",
            "lösenord1234",
            "Lösenord!2024",
            "Sommar2024!!",
            "qwertyuiop123",
            "123456789012",
            "000000000000",
            "abcdefghijkl",
            "abababababab",
            "yrkesresan2026",
            "Yrkesresan!!!",
            "majalindqvist",
            "maja.lindqvist",
            "Lindqvist1987!",
            "exempelkommun1",
            "administrator1",
            "198703121234",
            "Hemligt123456",
            "VinterSommar1",
            "åååååååååååå",
        ] {
            assert!(is_guessable(password, &ABOUT), "{password}");
        }
    }

    #[test]
    fn what_is_long_and_uncommon_is_taken() {
        for password in [
            "korrekt häst batteri",
            "en-lång-resa-norrut",
            "resan-borjar-har",
            "correct horse battery staple",
            "rensar gärna ugnen i maj",
            "tr0ub4dor&3xq",
            "xkqzwvjpmtbd",
            "482910573829",
            "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ",
            "maja lindqvist har två gröna katter",
        ] {
            assert!(!is_guessable(password, &ABOUT), "{password}");
        }
    }

    #[test]
    fn the_list_is_whole() {
        assert!(KNOWN.len() > 10_000, "{}", KNOWN.len());
        assert!(SWEDISH.iter().all(|word| word.chars().all(|letter| letter.is_ascii_lowercase())));
    }

    #[test]
    fn the_longest_password_is_judged_quickly() {
        let long = "a1!".repeat(85) + "x";
        let started = std::time::Instant::now();
        assert!(!is_guessable(&long, &ABOUT));
        assert!(started.elapsed().as_secs() < 2, "{:?}", started.elapsed());
    }
}
