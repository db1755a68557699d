//! Horizontal bars of a pot's points, each with its share beside it. Whole units of drawing only, no floats.

use std::cmp::Reverse;

use domain::swedish;

use crate::settlement::trainer_pot::data::{Pot, Share};

/// The width of the drawing, in units of its own.
const WIDTH: u64 = 360;
/// From one bar to the next: a line of text, the bar, air.
const STEP: u64 = 42;
/// From a row's top to its text's baseline.
const BASELINE: u64 = 15;
/// From a row's top to its bar's.
const BAR_TOP: u64 = 21;

/// A drawing of bars, largest first.
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) width: u64,
    pub(super) height: u64,
    pub(super) bars: Vec<Bar>,
}

/// A municipality's bar.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) baseline: u64,
    pub(super) top: u64,
    pub(super) length: u64,
    pub(super) class: &'static str,
}

impl Chart {
    /// The bars of a pot; nothing where nobody earned points.
    pub(super) fn of(pot: &Pot) -> Option<Self> {
        let mut shares: Vec<&Share> = pot.shares.iter().collect();
        shares.sort_by_cached_key(|share| {
            (Reverse(share.points), swedish::sort_key(&share.municipality.name))
        });
        let first = *shares.first()?;
        let largest = first.points.thousandths().max(1);
        let tops = (0_u64..).map(|row| row.saturating_mul(STEP));
        let bars: Vec<Bar> =
            shares.iter().zip(tops).map(|(share, top)| bar(share, top, largest)).collect();
        let count = u64::try_from(bars.len()).unwrap_or(u64::MAX);
        Some(Self {
            title: format!("Poäng och andelar i utbildarpotten {}", pot.year),
            description: format!(
                "En stapel för varje kommun, längst först. {} har flest poäng, {}, och får {}.",
                first.municipality.name,
                swedish::decimal(&first.points.to_string()),
                swedish::money(first.amount)
            ),
            width: WIDTH,
            height: count.saturating_mul(STEP),
            bars,
        })
    }
}

/// The longest bar stands out, the rest are grey.
fn bar(share: &Share, top: u64, largest: u64) -> Bar {
    let points = share.points.thousandths();
    let length = points.saturating_mul(WIDTH).checked_div(largest).unwrap_or_default();
    Bar {
        name: share.municipality.name.clone(),
        value: format!(
            "{} poäng · {}",
            swedish::decimal(&share.points.to_string()),
            swedish::money(share.amount)
        ),
        baseline: top.saturating_add(BASELINE),
        top: top.saturating_add(BAR_TOP),
        length: length.max(1),
        class: if points == largest { "bar bar-main" } else { "bar" },
    }
}
