//! Rules 3 and 4 in words: a share by weight, and one of its parts.

use domain::swedish;

use crate::exact::Exact;
use crate::fault::Fault;
use crate::rounding::{self, Rounded};
use crate::settlement::line::data::FixedCost;
use crate::settlement::line::explained::{About, Explained};
use crate::weights;

/// Why a part of a yearly share is what it is.
pub(super) fn explained(about: &About<'_>, cost: &FixedCost) -> Result<Explained, Fault> {
    let exact: Exact = cost.exact.parse().map_err(|_| Fault::Internal(None))?;
    let share = Rounded {
        exact,
        unit: cost.rounding,
        amount: cost.share,
        total: cost.annual,
        all_up: cost.all_rounded_up,
    };
    let mut calculation = vec![
        weights::calculation(cost.allocation, cost.weight, cost.total_weight, cost.annual),
        format!("= {} kr", swedish::decimal(&cost.exact)),
    ];
    let mut rounding = vec![rounding::effect(share), rounding::rule(cost.rounding, cost.annual)];
    if cost.parts > 1 {
        calculation.push(format!("→ {} om året", swedish::money(cost.share)));
        calculation.push(format!("del {} av {}", cost.part, cost.parts));
        rounding.push(
            "Delarna räknas i hela ören så att de tillsammans blir exakt årets andel.".to_owned(),
        );
    }
    Ok(Explained {
        answer: answer(about, cost),
        calculation,
        result: swedish::money(cost.charged),
        rounding,
        clause: format!("Fast kostnad: {}, {} om året.", about.name, swedish::money(cost.annual)),
        ..Explained::default()
    })
}

fn answer(about: &About<'_>, cost: &FixedCost) -> String {
    let because =
        weights::because(cost.allocation, about.municipality, cost.weight, cost.total_weight);
    let part = if cost.parts > 1 {
        format!("del {} av {} av sin andel", cost.part, cost.parts)
    } else {
        "sin andel".to_owned()
    };
    format!(
        "{} betalar {part} för {} av {}. Kostnaden är {} om året och fördelas {because}.",
        about.municipality,
        cost.year,
        about.name,
        swedish::money(cost.annual)
    )
}
