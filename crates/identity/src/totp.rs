//! Time-based one-time codes, RFC 6238: HMAC-SHA-1, steps of 30 seconds, six digits. The clock is an argument.
//!
//! Deliberately absent: which steps have been used, which is the store's to remember.

use std::fmt;

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::{KeyFault, base32};

const STEP_SECONDS: i64 = 30;
const ISSUER: &str = "Yrkesresan";

/// As long as the hash, which RFC 4226 recommends.
const LENGTH: usize = 20;

/// Clocks of telephones may be so many steps off.
const WINDOW: i64 = 1;

/// The key that an authenticator app and we share.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; LENGTH]);

/// A period of 30 seconds, counted from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeStep(i64);

/// What somebody has typed from their app: six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TotpCode(u32);

impl TotpSecret {
    /// A new key of 160 random bits.
    pub fn generate() -> Result<Self, KeyFault> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|_| KeyFault::Randomness)?;
        Ok(Self(bytes))
    }

    /// The key of these bytes, where there are 20.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes, to be kept secret.
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key as people type it: base32.
    pub fn text(&self) -> String {
        base32::encode(base32::RFC_4648, &self.0)
    }

    /// What an authenticator app reads from a QR code. `account` tells apart the keys that it holds.
    pub fn link(&self, account: &str) -> String {
        let account = percent_encoded(account);
        let key = self.text();
        format!("otpauth://totp/{ISSUER}:{account}?secret={key}&issuer={ISSUER}")
    }

    /// The step that `code` belongs to: the present one, or one beside it.
    pub fn step_of(&self, code: TotpCode, now: DateTime<Utc>) -> Option<TimeStep> {
        let present = TimeStep::at(now).0;
        let near = (-WINDOW..=WINDOW).filter_map(|off| present.checked_add(off)).map(TimeStep);
        // All are computed, so that the time taken does not tell which it was.
        near.fold(None, |found, step| if self.code_of(step) == code { Some(step) } else { found })
    }

    /// The code of a step: RFC 4226, section 5.3.
    pub fn code_of(&self, step: TimeStep) -> TotpCode {
        let digest = match Hmac::<Sha1>::new_from_slice(&self.0) {
            Ok(mac) => mac.chain_update(step.0.to_be_bytes()).finalize().into_bytes(),
            // HMAC takes keys of any length.
            Err(_) => return TotpCode(u32::MAX),
        };
        let offset = usize::from(digest.last().copied().unwrap_or_default() & 0x0f);
        let four = digest.iter().skip(offset).take(4);
        let number = four.fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        TotpCode((number & 0x7fff_ffff) % 1_000_000)
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret")
    }
}

impl TimeStep {
    /// The step of an instant.
    pub const fn at(now: DateTime<Utc>) -> Self {
        Self(now.timestamp().div_euclid(STEP_SECONDS))
    }

    /// The step that a row holds.
    pub const fn stored(number: i64) -> Self {
        Self(number)
    }

    /// The number to store.
    pub const fn number(self) -> i64 {
        self.0
    }
}

impl TotpCode {
    /// Six digits, with spaces between them as apps show them or without.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let six = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if six { digits.parse().ok().map(Self) } else { None }
    }
}

impl fmt::Display for TotpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~@".contains(byte);
    text.bytes()
        .map(
            |byte| {
                if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    /// RFC 6238, appendix B, of whose eight digits these are the last six.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code_of(TimeStep::at(at(seconds))).to_string(), code);
        }
    }

    #[test]
    fn a_code_holds_one_step_to_each_side() {
        let now = at(1_111_111_111);
        let code = secret().code_of(TimeStep::at(now));
        for (off, holds) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let found = secret().step_of(code, now + TimeDelta::seconds(off * 30));
            assert_eq!(found, holds.then(|| TimeStep::at(now)), "{off}");
        }
        assert_eq!(TotpSecret::generate().unwrap().step_of(code, now), None);
    }

    #[test]
    fn codes_are_read_as_they_are_typed() {
        let code = secret().code_of(TimeStep::at(at(1_234_567_890)));
        assert_eq!(TotpCode::parse("005 924 "), Some(code));
        for wrong in ["", "5924", "0059240", "00592a", "-05924", "٠٠٥٩٢٤"] {
            assert_eq!(TotpCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn apps_read_the_key_from_a_link() {
        assert_eq!(
            secret().link("eva+ö@exempel.se"),
            "otpauth://totp/Yrkesresan:eva%2B%C3%B6@exempel.se\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Yrkesresan"
        );
        assert_eq!(format!("{:?}", secret()), "TotpSecret");
    }
}
