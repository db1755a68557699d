//! How texts look: one family, few sizes, black and grey.

use crate::length::Twips;
use crate::typeface::Weight;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    pub(crate) size: Twips,
    /// From one line to the next.
    pub(crate) leading: Twips,
    pub(crate) colour: Colour,
}

/// A colour. What texts have is dark enough on white to be read by everybody (more than 7 to 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Black,
    Grey,
    /// For lines alone.
    Pale,
}

impl Style {
    pub(crate) const TITLE: Self = Self::of(Weight::Bold, 400, 500);
    pub(crate) const PART: Self = Self::of(Weight::Bold, 280, 360);
    pub(crate) const SECTION: Self = Self::of(Weight::Bold, 210, 280);
    pub(crate) const LEAD: Self = Self::of(Weight::Bold, 220, 310);
    pub(crate) const BODY: Self = Self::of(Weight::Regular, 190, 270);
    pub(crate) const STRONG: Self = Self::of(Weight::Bold, 190, 270);
    pub(crate) const CELL: Self = Self::of(Weight::Regular, 180, 240);
    pub(crate) const CELL_STRONG: Self = Self::of(Weight::Bold, 180, 240);
    pub(crate) const SMALL: Self = Self::of(Weight::Regular, 160, 220).grey();
    pub(crate) const HEAD: Self = Self::of(Weight::Bold, 160, 220).grey();
    pub(crate) const SENDER: Self = Self::of(Weight::Bold, 240, 320);

    const fn of(weight: Weight, size: Twips, leading: Twips) -> Self {
        Self { weight, size, leading, colour: Colour::Black }
    }

    const fn grey(self) -> Self {
        Self { colour: Colour::Grey, ..self }
    }

    /// From the top of a line to the foot of its letters.
    pub(crate) const fn ascent(self) -> Twips {
        (self.leading - self.size) / 2 + self.size * 4 / 5
    }
}
