//! Text of bytes: UTF-8, UTF-16 or Windows-1252, told by the byte order mark or by what the bytes can be.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::SheetFault;

/// How a text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, least significant byte first: Excel's "Unicode text".
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// Windows-1252: Excel's plain "CSV" in Sweden.
    Windows1252,
}

/// As many bytes tell whether every other one is zero.
const SAMPLE: usize = 1 << 10;

/// The text of `bytes`, without a byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), SheetFault> {
    let (encoding, rest) = recognise(bytes);
    let standard = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Windows1252 => WINDOWS_1252,
    };
    standard
        .decode_without_bom_handling_and_without_replacement(rest)
        .map(|text| (text, encoding))
        .ok_or(SheetFault::Undecodable)
}

fn recognise(bytes: &[u8]) -> (Encoding, &[u8]) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        (Encoding::Utf8, rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        (Encoding::Utf16Le, rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        (Encoding::Utf16Be, rest)
    } else if let Some(encoding) = utf16_without_mark(bytes) {
        (encoding, bytes)
    } else if std::str::from_utf8(bytes).is_ok() {
        (Encoding::Utf8, bytes)
    } else {
        (Encoding::Windows1252, bytes)
    }
}

/// Most letters of a Swedish list have a zero as their more significant byte, and never as the other.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |offset| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    match (even, odd) {
        (0, odd) if odd > pairs / 2 => Some(Encoding::Utf16Le),
        (even, 0) if even > pairs / 2 => Some(Encoding::Utf16Be),
        _ => None,
    }
}
