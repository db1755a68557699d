//! Horizontal bars of amounts and points, in the order given. Whole units of drawing only, no floats.

use domain::{Money, swedish};

/// The width of the drawing, in units of its own.
const WIDTH: u64 = 360;
/// From one bar to the next: a line of text, the bar, air.
const STEP: u64 = 42;
/// From a row's top to its text's baseline.
const BASELINE: u64 = 15;
/// From a row's top to its bar's.
const BAR_TOP: u64 = 21;

/// A drawing of bars.
#[expect(clippy::struct_field_names, reason = "a drawing of bars has bars")]
pub(super) struct Bars {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) width: u64,
    pub(super) height: u64,
    pub(super) bars: Vec<Bar>,
}

/// A bar.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) baseline: u64,
    pub(super) top: u64,
    pub(super) length: u64,
    pub(super) class: &'static str,
}

/// What a bar is to show; those that stand out are said to.
pub(super) struct Measure {
    pub(super) name: String,
    /// As it is told.
    pub(super) value: String,
    pub(super) size: u64,
    pub(super) stands_out: bool,
}

impl Measure {
    /// An amount. What is below zero is as long as what is above, and told by its minus.
    pub(super) fn money(name: String, amount: Money, stands_out: bool) -> Self {
        let size = amount.ore().unsigned_abs();
        Self { name, value: swedish::money(amount), size, stands_out }
    }
}

impl Bars {
    /// A drawing; nothing where there is nothing to draw.
    pub(super) fn of(
        id: &'static str,
        title: String,
        description: String,
        measures: Vec<Measure>,
    ) -> Option<Self> {
        let largest = measures.iter().map(|one| one.size).max()?.max(1);
        let tops = (0_u64..).map(|row| row.saturating_mul(STEP));
        let bars: Vec<Bar> =
            measures.into_iter().zip(tops).map(|(one, top)| bar(one, top, largest)).collect();
        let count = u64::try_from(bars.len()).unwrap_or(u64::MAX);
        let height = count.saturating_mul(STEP);
        Some(Self { id, title, description, width: WIDTH, height, bars })
    }
}

fn bar(one: Measure, top: u64, largest: u64) -> Bar {
    let length = u128::from(one.size).saturating_mul(WIDTH.into()).checked_div(largest.into());
    Bar {
        value: one.value,
        name: one.name,
        baseline: top.saturating_add(BASELINE),
        top: top.saturating_add(BAR_TOP),
        length: length.and_then(|length| u64::try_from(length).ok()).unwrap_or_default().max(1),
        class: if one.stands_out { "bar bar-main" } else { "bar" },
    }
}
