//! Horizontal bars of what each year has cost, the latest first. Whole units of drawing only, no floats.

use domain::{Money, swedish};

use crate::settlement::municipality::data::Year;

/// The width of the drawing, in units of its own.
const WIDTH: u64 = 360;
/// From one bar to the next: a line of text, the bar, air.
const STEP: u64 = 42;
/// From a row's top to its text's baseline.
const BASELINE: u64 = 15;
/// From a row's top to its bar's.
const BAR_TOP: u64 = 21;

/// A drawing of bars.
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) width: u64,
    pub(super) height: u64,
    pub(super) bars: Vec<Bar>,
}

/// A year's bar.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) baseline: u64,
    pub(super) top: u64,
    pub(super) length: u64,
    pub(super) class: &'static str,
}

impl Chart {
    /// The bars of a municipality's years; nothing where there is none.
    pub(super) fn of(municipality: &str, years: &[Year]) -> Option<Self> {
        let dearest = years.iter().max_by_key(|year| year.cost)?;
        let largest = drawn(dearest.cost).max(1);
        let tops = (0_u64..).map(|row| row.saturating_mul(STEP));
        let bars: Vec<Bar> =
            years.iter().rev().zip(tops).map(|(year, top)| bar(year, top, largest)).collect();
        let count = u64::try_from(bars.len()).unwrap_or(u64::MAX);
        Some(Self {
            title: format!("Vad varje år har kostat {municipality}"),
            description: format!(
                "En stapel för varje år, det senaste först. Dyrast var {}, {}.",
                dearest.year,
                swedish::money(dearest.cost)
            ),
            width: WIDTH,
            height: count.saturating_mul(STEP),
            bars,
        })
    }
}

/// A year in which more came out of the pot than was charged has no length.
fn drawn(cost: Money) -> u64 {
    u64::try_from(cost.ore()).unwrap_or_default()
}

/// The dearest year stands out, the rest are grey.
fn bar(year: &Year, top: u64, largest: u64) -> Bar {
    let cost = drawn(year.cost);
    let length = u128::from(cost).saturating_mul(WIDTH.into()).checked_div(largest.into());
    let received = if year.pot_received.is_zero() {
        String::new()
    } else {
        format!(", {} ur potten avdraget", swedish::money(year.pot_received))
    };
    Bar {
        name: year.year.to_string(),
        value: format!("{}{received}", swedish::money(year.cost)),
        baseline: top.saturating_add(BASELINE),
        top: top.saturating_add(BAR_TOP),
        length: length.and_then(|length| u64::try_from(length).ok()).unwrap_or_default().max(1),
        class: if cost == largest { "bar bar-main" } else { "bar" },
    }
}
