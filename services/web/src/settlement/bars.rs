//! Horizontal bars of amounts, in the order given. Whole units of drawing only, no floats.

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
#[expect(
    clippy::struct_field_names,
    reason = "an amount is what it comes to, and what it is called"
)]
pub(super) struct Amount {
    pub(super) name: String,
    pub(super) amount: Money,
    pub(super) stands_out: bool,
}

impl Bars {
    /// A drawing; nothing where there is nothing to draw. What is below zero is as long as what is above, and told by its
    /// minus.
    pub(super) fn of(
        id: &'static str,
        title: String,
        description: String,
        amounts: Vec<Amount>,
    ) -> Option<Self> {
        let largest = amounts.iter().map(|one| one.amount.ore().unsigned_abs()).max()?.max(1);
        let tops = (0_u64..).map(|row| row.saturating_mul(STEP));
        let bars: Vec<Bar> =
            amounts.into_iter().zip(tops).map(|(one, top)| bar(one, top, largest)).collect();
        let count = u64::try_from(bars.len()).unwrap_or(u64::MAX);
        let height = count.saturating_mul(STEP);
        Some(Self { id, title, description, width: WIDTH, height, bars })
    }
}

fn bar(one: Amount, top: u64, largest: u64) -> Bar {
    let size = one.amount.ore().unsigned_abs();
    let length = size.saturating_mul(WIDTH).checked_div(largest).unwrap_or_default();
    Bar {
        value: swedish::money(one.amount),
        name: one.name,
        baseline: top.saturating_add(BASELINE),
        top: top.saturating_add(BAR_TOP),
        length: length.max(1),
        class: if one.stands_out { "bar bar-main" } else { "bar" },
    }
}
