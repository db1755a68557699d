//! Code page 437, the only one that SIE files have (`#FORMAT PC8`). Its lower half is ASCII.

/// The upper half, bytes 128 to 255.
const UPPER: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ",
    "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
    "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);

/// The byte of a letter; `None` for those that the code page has not.
pub(crate) fn byte(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return u8::try_from(letter).ok();
    }
    UPPER.chars().zip(128_u8..=255).find(|(known, _)| *known == letter).map(|(_, byte)| byte)
}

/// The letter of a byte.
fn letter(byte: u8) -> char {
    let upper = byte.checked_sub(128).and_then(|at| UPPER.chars().nth(usize::from(at)));
    upper.unwrap_or(char::from(byte))
}

/// The text that the bytes are.
pub(crate) fn decode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| letter(*byte)).collect()
}

/// The bytes of a text; what the code page has not is a question mark.
pub(crate) fn encode(text: &str) -> Vec<u8> {
    text.chars().map(|letter| byte(letter).unwrap_or(b'?')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_have_their_bytes() {
        let bytes = [0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0x90, 0x81, 0x9a];
        assert_eq!(encode("åäöÅÄÖéÉüÜ"), bytes);
        assert_eq!(decode(&bytes), "åäöÅÄÖéÉüÜ");
    }

    #[test]
    fn every_byte_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(encode(&decode(&all)), all);
        assert_eq!(UPPER.chars().count(), 128);
    }
}
