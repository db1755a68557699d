//! A region's short name in addresses, file names and schema names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// 2 to 40 characters, `a`–`z`, `0`–`9` and inner hyphens, beginning with a letter.
///
/// Safe as a file name and, with `_` for `-`, as a database identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// A text that cannot be a region's short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a region's short name is 2 to 40 characters: a–z, 0–9 and inner hyphens, first a letter")]
pub struct SlugFault;

impl Slug {
    /// The short name in `text`.
    pub fn parse(text: &str) -> Result<Self, SlugFault> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let valid = (2..=40).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && text.bytes().all(allowed);
        if valid { Ok(Self(text.to_owned())) } else { Err(SlugFault) }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = SlugFault;

    fn from_str(text: &str) -> Result<Self, SlugFault> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_could_leave_its_folder_or_schema() {
        for good in ["gr", "norrbotten", "jonkoping-2"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "../x", "Ab", "å-region", "-ab", "ab-", "a_b", "a\"b", "1ab"] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }
}
