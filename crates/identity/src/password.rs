//! Passwords: hashed with argon2id by OWASP's parameters. Slow by design; call it where blocking is allowed.

use std::fmt;

use argon2::password_hash::phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

mod guessable;

/// OWASP's first choice: 19 MiB of memory, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Made as all others are: what is done to it costs the same.
const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$gpA0GSShruWB5SwYqfznpg$tvLG2zDbATLQzGz9w3NtfqvKCQ5r2zmxad1k/0zsCW4";

const SHORTEST: usize = 12;
const LONGEST: usize = 256;

/// The hash of a password, as it is stored: a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than 12 characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// More than 256 characters.
    #[error("a password has at most 256 characters")]
    TooLong,
    /// Among the first that somebody would try who knows the person's name and address.
    #[error("a password must not be easy to guess")]
    Guessable,
    /// The system gives no randomness, or no memory.
    #[error("the password cannot be hashed")]
    NotHashed,
}

impl PasswordHash {
    /// The hash of a new password, where it is one that the owner may have. `about_owner` is what everybody knows who
    /// would guess: their address and name.
    pub fn of(password: &str, about_owner: &[&str]) -> Result<Self, PasswordFault> {
        let characters = password.chars().count();
        if characters < SHORTEST {
            return Err(PasswordFault::TooShort);
        }
        if characters > LONGEST {
            return Err(PasswordFault::TooLong);
        }
        if guessable::is_guessable(password, about_owner) {
            return Err(PasswordFault::Guessable);
        }
        hash(password).map(Self)
    }

    /// The hash that a row holds.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `password` is the one. Takes as long for a wrong one as for the right one.
    pub fn matches(&self, password: &str) -> bool {
        phc::PasswordHash::new(&self.0)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    }

    /// The hash of a password that nobody has: held against what was typed where there is no account, so that it takes
    /// as long.
    pub fn of_nobody() -> Self {
        Self(OF_NOBODY.to_owned())
    }
}

fn hash(password: &str) -> Result<String, PasswordFault> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None);
    let params = params.map_err(|_| PasswordFault::NotHashed)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password(password.as_bytes());
    Ok(hash.map_err(|_| PasswordFault::NotHashed)?.to_string())
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_right_password() {
        let hash = PasswordHash::of("korrekt häst batteri", &[]).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
        assert!(hash.matches("korrekt häst batteri"));
        assert!(!hash.matches("korrekt häst batterI"));
        assert_ne!(hash, PasswordHash::of("korrekt häst batteri", &[]).unwrap(), "salted");
        assert_eq!(PasswordHash::of("kort", &[]), Err(PasswordFault::TooShort));
        assert_eq!(PasswordHash::of(&"å".repeat(257), &[]), Err(PasswordFault::TooLong));
        let own = ["signe@exempel.se", "Signe Samordnare"];
        let guessable = PasswordHash::of("SigneSamordnare", &own);
        assert_eq!(guessable, Err(PasswordFault::Guessable));
        let parts = |hash: &PasswordHash| -> Vec<usize> {
            hash.as_str().split('$').map(str::len).collect()
        };
        assert_eq!(parts(&PasswordHash::of_nobody()), parts(&hash), "made alike");
        assert!(PasswordHash::of_nobody().as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(!PasswordHash::stored("inget".to_owned()).matches("korrekt häst batteri"));
    }
}
