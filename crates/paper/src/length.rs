//! Lengths in twentieths of a point: whole numbers for as long as anything is decided, points where the file has them.

/// A twentieth of a point.
pub(crate) type Twips = i32;

pub(crate) const PAGE_WIDTH: Twips = 11_906;
pub(crate) const PAGE_HEIGHT: Twips = 16_838;
/// Two centimetres on every side.
pub(crate) const MARGIN: Twips = 1_134;
pub(crate) const TEXT_WIDTH: Twips = PAGE_WIDTH - 2 * MARGIN;
/// The last place where anything may end.
pub(crate) const BOTTOM: Twips = PAGE_HEIGHT - MARGIN;
/// Where what stands on every page has its baseline: at the top, and at the bottom.
pub(crate) const RUNNING_HEAD: Twips = 700;
pub(crate) const RUNNING_FOOT: Twips = PAGE_HEIGHT - 640;

/// The length in points.
#[expect(clippy::float_arithmetic, reason = "files have points; nothing is decided by them")]
pub(crate) fn points(length: Twips) -> f32 {
    f32::from(i16::try_from(length).unwrap_or(i16::MAX)) / 20.0
}
