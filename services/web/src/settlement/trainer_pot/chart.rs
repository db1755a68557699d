//! A pot's points, drawn, each with its share beside it.

use std::cmp::Reverse;

use domain::swedish;

use crate::settlement::bars::{Bars, Measure};
use crate::settlement::trainer_pot::data::{Pot, Share};

/// The bars of a pot, longest first; nothing where nobody earned points.
pub(super) fn drawn(pot: &Pot) -> Option<Bars> {
    let mut shares: Vec<&Share> = pot.shares.iter().collect();
    shares.sort_by_cached_key(|share| {
        (Reverse(share.points), swedish::sort_key(&share.municipality.name))
    });
    let first = *shares.first()?;
    let description = format!(
        "En stapel för varje kommun, längst först. {} har flest poäng, {}, och får {}.",
        first.municipality.name,
        swedish::decimal(&first.points.to_string()),
        swedish::money(first.amount)
    );
    let measure = |share: &&Share| Measure {
        name: share.municipality.name.clone(),
        value: format!(
            "{} poäng · {}",
            swedish::decimal(&share.points.to_string()),
            swedish::money(share.amount)
        ),
        size: share.points.thousandths(),
        stands_out: share.points == first.points,
    };
    let measures = shares.iter().map(measure).collect();
    let title = format!("Poäng och andelar i utbildarpotten {}", pot.year);
    Bars::of("andelar-diagram", title, description, measures)
}
