//! Recovery codes: a second factor on paper, each good for one sign-in. Kept only as their hash.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::AccountId;
use sha2::{Digest, Sha256};

use crate::{KeyFault, base32};

/// 80 random bits: nobody guesses them, however fast.
const LENGTH: usize = 10;
const LETTERS: usize = 16;

/// A recovery code.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// So many are given at a time.
    pub const GIVEN: usize = 10;

    /// A new code.
    pub fn generate() -> Result<Self, KeyFault> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|_| KeyFault::Randomness)?;
        Ok(Self(base32::encode(base32::READABLE, &bytes)))
    }

    /// As many new codes as are given at a time.
    pub fn generate_all() -> Result<Vec<Self>, KeyFault> {
        (0..Self::GIVEN).map(|_| Self::generate()).collect()
    }

    /// What somebody has typed from paper: with hyphens or without, in capitals or not, `o` for 0, `i` or `l` for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
        let code: String = letters
            .map(|letter| match letter.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            })
            .collect();
        let known = code.bytes().all(|byte| base32::READABLE.contains(&byte));
        (known && code.len() == LETTERS).then_some(Self(code))
    }

    /// What is kept of it: SHA-256 with its owner, so that the same code of two accounts looks different.
    pub fn digest(&self, owner: AccountId) -> String {
        let mut digest = Sha256::new();
        digest.update(owner.to_string().as_bytes());
        digest.update(self.0.as_bytes());
        URL_SAFE_NO_PAD.encode(digest.finalize())
    }
}

/// In groups of four.
impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place.is_multiple_of(4) {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn are_read_as_they_are_typed() {
        let code = RecoveryCode::generate().unwrap();
        let shown = code.to_string();
        assert_eq!(shown.len(), 19, "{shown}");
        let typed = format!(" {} ", shown.to_uppercase().replace('0', "O").replace('1', "l"));
        assert_eq!(RecoveryCode::parse(&typed), Some(code.clone()));
        assert_eq!(RecoveryCode::parse(&shown.replace('-', " ")), Some(code));
        for wrong in ["", "123456", "uuuu-uuuu-uuuu-uuuu", "aaaa-aaaa-aaaa-aaaa-a"] {
            assert_eq!(RecoveryCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn are_ten_and_all_different() {
        let mut codes: Vec<String> =
            RecoveryCode::generate_all().unwrap().iter().map(ToString::to_string).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), RecoveryCode::GIVEN);
    }

    #[test]
    fn are_kept_as_a_hash_with_their_owner() {
        let code = RecoveryCode::generate().unwrap();
        let owner = |number| AccountId::from_uuid(Uuid::from_u128(number));
        assert_eq!(code.digest(owner(1)), code.clone().digest(owner(1)));
        assert_ne!(code.digest(owner(1)), code.digest(owner(2)));
    }
}
