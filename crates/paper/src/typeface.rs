//! The letters that are built in: which of them there are, and how wide each is.

use krilla::text::Font;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::{FontRef, GlyphId, MetadataProvider, charmap::Charmap};
use unicode_normalization::UnicodeNormalization;

use crate::PaperFault;
use crate::length::Twips;

const REGULAR: &[u8] = include_bytes!("../fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/DejaVuSansCondensed-Bold.ttf");
/// Stands for every sign that the font does not have.
const MISSING: char = '\u{fffd}';

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both weights.
pub(crate) struct Typefaces {
    regular: Typeface,
    bold: Typeface,
}

/// The letters of one weight.
pub(crate) struct Typeface {
    pub(crate) font: Font,
    charmap: Charmap<'static>,
    widths: Hmtx<'static>,
    units_per_em: u16,
}

/// A letter, by its place in the font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) glyph: u32,
    pub(crate) width: u16,
}

impl Typefaces {
    pub(crate) fn built_in() -> Result<Self, PaperFault> {
        Ok(Self { regular: Typeface::of(REGULAR)?, bold: Typeface::of(BOLD)? })
    }

    pub(crate) const fn of(&self, weight: Weight) -> &Typeface {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The text as it can be set: composed letters, spaces for breaks and tabs, nothing invisible, and one sign for all
    /// that the font does not have.
    pub(crate) fn clean(&self, text: &str) -> String {
        let sign = |sign: char| match sign {
            _ if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') => Some(' '),
            _ if is_invisible(sign) => None,
            _ if self.regular.has(sign) && self.bold.has(sign) => Some(sign),
            _ => Some(MISSING),
        };
        text.nfc().filter_map(sign).collect()
    }
}

/// What joins, parts, turns or varies letters and has none of its own.
const fn is_invisible(sign: char) -> bool {
    let joins = matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    joins || matches!(sign, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

impl Typefaces {
    /// The text as it can be set, where it must not be empty: a title.
    pub(crate) fn clean_name(&self, text: &str) -> String {
        let clean = self.clean(text);
        if clean.trim().is_empty() { "–".to_owned() } else { clean }
    }
}

impl Typeface {
    fn of(bytes: &'static [u8]) -> Result<Self, PaperFault> {
        let font = Font::new(bytes.into(), 0).ok_or(PaperFault::Font)?;
        let table = FontRef::new(bytes).map_err(|_| PaperFault::Font)?;
        let head = table.head().map_err(|_| PaperFault::Font)?;
        Ok(Self {
            font,
            charmap: table.charmap(),
            widths: table.hmtx().map_err(|_| PaperFault::Font)?,
            units_per_em: head.units_per_em(),
        })
    }

    pub(crate) const fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    fn has(&self, sign: char) -> bool {
        self.charmap.map(sign).is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }

    /// The letter of a sign, or of the sign for what is missing.
    pub(crate) fn letter(&self, sign: char) -> Letter {
        let glyph = self.charmap.map(sign).or_else(|| self.charmap.map(MISSING));
        let glyph = glyph.unwrap_or_default();
        Letter { glyph: glyph.to_u32(), width: self.widths.advance(glyph).unwrap_or_default() }
    }

    /// How wide a text is. What is wider than any page is as wide as can be told.
    pub(crate) fn width(&self, text: &str, size: Twips) -> Twips {
        let units = text
            .chars()
            .fold(0_i64, |sum, sign| sum.saturating_add(i64::from(self.letter(sign).width)));
        let width = units.saturating_mul(i64::from(size)) / i64::from(self.units_per_em.max(1));
        Twips::try_from(width).unwrap_or(Twips::MAX)
    }
}
