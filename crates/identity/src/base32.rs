//! Bytes as letters and digits that people can type: five bits each. Encodes whole groups only: five bytes at a time.

/// What authenticator apps read, RFC 4648.
pub(crate) const RFC_4648: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Crockford's: no letter that looks like a digit.
pub(crate) const READABLE: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The text of `bytes`; what does not fill a group of five at its end is left out.
pub(crate) fn encode(alphabet: &[u8; 32], bytes: &[u8]) -> String {
    let groups = bytes.chunks_exact(5);
    let letters = groups.flat_map(|group| {
        let bits = group.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        (0..8).rev().map(move |place| (bits >> (place * 5)) & 31)
    });
    let letter = |value| usize::try_from(value).ok().and_then(|value| alphabet.get(value));
    letters.filter_map(letter).map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_that_of_the_standard() {
        assert_eq!(encode(RFC_4648, b"fooba"), "MZXW6YTB");
        assert_eq!(encode(READABLE, &[0xff; 5]), "zzzzzzzz");
        assert_eq!(encode(READABLE, &[0; 10]), "0000000000000000");
    }
}
