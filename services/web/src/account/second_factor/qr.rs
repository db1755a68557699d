//! QR codes as the path of an SVG: one unit a module, with the quiet zone around them that readers need.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

use crate::fault::Fault;

const QUIET: i32 = 4;

/// A QR code, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    /// Width and height in units.
    pub(super) size: i32,
    /// The dark modules.
    pub(super) path: String,
}

impl Drawing {
    /// The QR code of `text`.
    pub(super) fn of(text: &str) -> Result<Self, Fault> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|fault| {
            tracing::error!(cause = %fault, "a QR code cannot be made");
            Fault::Internal(None)
        })?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
                let run = i32::try_from(run).unwrap_or_default();
                if run > 0 {
                    let (x, y) = (x + QUIET, y + QUIET);
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        Ok(Self { size: code.size() + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_every_dark_module_once() {
        let text =
            "otpauth://totp/Yrkesresan:eva@exempel.se?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let drawing = Drawing::of(text).unwrap();
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let places = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = places.filter(|(x, y)| code.get_module(*x, *y)).count();
        let runs = drawing.path.split('z').filter(|run| !run.is_empty());
        let drawn = runs.map(|run| {
            let length = run.split('h').nth(1).unwrap().split('v').next().unwrap();
            length.parse::<usize>().unwrap()
        });
        assert_eq!(drawn.sum::<usize>(), dark);
        assert!(
            drawing.path.starts_with("M4 4h7v1h-7z"),
            "the first finder, within the quiet zone"
        );
        assert!(Drawing::of(&"x".repeat(5_000)).is_err());
    }
}
