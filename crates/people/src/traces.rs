//! By what somebody can be told in a text that somebody else has written: found as whole words, and taken out. Pure.

use crate::Staff;

/// What stands where somebody was named.
const GONE: &str = "[raderad]";

/// What is too short to tell anybody by.
const SHORTEST: usize = 2;

/// What names a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// In lower case, the longest first. Each alone tells who it is.
    telling: Vec<Vec<char>>,
    /// In lower case: given and family name, which tell together.
    names: Vec<Vec<char>>,
}

impl Traces {
    /// What names these, who are one person.
    pub fn of(persons: &[Staff]) -> Self {
        let mut traces = Self::default();
        for one in persons {
            let mut tell = |text: &str| traces.telling.push(lower(text));
            tell(&one.name);
            tell(&one.code);
            if let (Some(given), Some(family)) = (&one.given_name, &one.family_name) {
                tell(&format!("{given} {family}"));
                tell(&format!("{family}, {given}"));
                tell(&format!("{family} {given}"));
            }
            one.email.iter().chain(&one.staff_number).for_each(|text| tell(text));
            let split = one.name.rsplit_once(' ').map(|(given, family)| [given, family]);
            traces.names.extend(split.into_iter().flatten().map(lower));
            traces.names.extend(one.given_name.iter().chain(&one.family_name).map(|n| lower(n)));
        }
        for texts in [&mut traces.telling, &mut traces.names] {
            texts.retain(|text| text.len() >= SHORTEST);
            texts.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
            texts.dedup();
        }
        traces
    }

    /// The same, with an address that they are known by elsewhere.
    #[must_use]
    pub fn and(mut self, telling: &str) -> Self {
        self.telling.insert(0, lower(telling));
        self
    }

    /// Whether the text tells of them.
    pub fn are_in(&self, text: &str) -> bool {
        let text = lower(text);
        let has = |part: &Vec<char>| find(&text, part, 0).is_some();
        self.telling.iter().any(has) || (self.names.len() > 1 && self.names.iter().all(has))
    }

    /// The text without what names them; `None` where nothing does.
    pub fn taken_out_of(&self, text: &str) -> Option<String> {
        let mut letters: Vec<char> = text.chars().collect();
        let mut is_changed = false;
        for part in self.telling.iter().chain(&self.names) {
            let mut from = 0;
            while let Some(at) = find(&lowered(&letters), part, from) {
                let end = at.saturating_add(part.len());
                letters.splice(at..end, GONE.chars());
                from = at.saturating_add(GONE.len());
                is_changed = true;
            }
        }
        is_changed.then(|| letters.into_iter().collect())
    }
}

fn lower(text: &str) -> Vec<char> {
    lowered(&text.trim().chars().collect::<Vec<_>>())
}

/// Letter by letter, so that places stay the same.
fn lowered(text: &[char]) -> Vec<char> {
    text.iter().map(|letter| letter.to_lowercase().next().unwrap_or(*letter)).collect()
}

/// Where the part stands as a whole word, from there on.
fn find(text: &[char], part: &[char], from: usize) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|letter| letter.is_alphanumeric())
    };
    text.windows(part.len()).enumerate().skip(from).find_map(|(at, window)| {
        let is_whole = !is_letter(at.checked_sub(1)) && !is_letter(at.checked_add(part.len()));
        (window == part && is_whole).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use domain::PersonId;
    use uuid::Uuid;

    use super::*;

    fn asa() -> Staff {
        Staff {
            id: PersonId::from_uuid(Uuid::from_u128(1)),
            code: "P-1234567890ab".to_owned(),
            name: "Åsa Ek".to_owned(),
            given_name: Some("Åsa".to_owned()),
            family_name: Some("Ek".to_owned()),
            email: Some("asa.ek@lulea.example".to_owned()),
            staff_number: Some("4711".to_owned()),
            municipality: None,
            account: None,
            protected: false,
            suspended_at: None,
            merged_into: None,
            erased_at: None,
            created_at: chrono::DateTime::UNIX_EPOCH,
            changed_at: None,
        }
    }

    #[test]
    fn who_is_named_is_taken_out_as_whole_words() {
        let traces = Traces::of(&[asa()]);
        for (text, without) in [
            ("ÅSA EK var sjuk", Some("[raderad] var sjuk")),
            ("Ek, Åsa (4711)", Some("[raderad] ([raderad])")),
            ("fel lista, åsa ringde", Some("fel lista, [raderad] ringde")),
            ("skrev till asa.ek@lulea.example.", Some("skrev till [raderad].")),
            (
                "P-1234567890ab: närvarande → frånvarande",
                Some("[raderad]: närvarande → frånvarande"),
            ),
            ("Ekström och Åsas grupp, rum 47110", None),
            ("", None),
        ] {
            assert_eq!(traces.taken_out_of(text).as_deref(), without, "{text}");
        }
        assert_eq!(Traces::default().taken_out_of("Åsa"), None);
    }

    #[test]
    fn one_name_alone_tells_nobody() {
        let traces = Traces::of(&[asa()]);
        assert!(
            traces.are_in("Åsa;Ek;;Luleå")
                && traces.are_in(";;4711;")
                && !traces.are_in("Åsa;Lind")
        );
        let other = traces.and("asa@annan.example");
        assert!(other.are_in("asa@annan.example"));
    }
}
