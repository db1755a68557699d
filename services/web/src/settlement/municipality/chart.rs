//! What each year has cost a municipality, drawn: the latest first.

use domain::{Money, swedish};

use crate::settlement::bars::{Bars, Measure};
use crate::settlement::municipality::data::Year;

/// The bars of a municipality's years; nothing where there is none.
pub(super) fn drawn(municipality: &str, years: &[Year]) -> Option<Bars> {
    let dearest = years.iter().max_by_key(|year| year.cost)?;
    let description = format!(
        "En stapel för varje år, det senaste först. Dyrast var {}, {}.",
        dearest.year,
        swedish::money(dearest.cost)
    );
    let measures = years.iter().rev().map(|year| measure(year, dearest.cost)).collect();
    let title = format!("Vad varje år har kostat {municipality}");
    Bars::of("kostnad-diagram", title, description, measures)
}

/// The dearest year stands out. A year in which more came out of the pot than was charged has no length.
fn measure(year: &Year, dearest: Money) -> Measure {
    let received = if year.pot_received.is_zero() {
        String::new()
    } else {
        format!(", {} ur potten avdraget", swedish::money(year.pot_received))
    };
    Measure {
        name: year.year.to_string(),
        value: format!("{}{received}", swedish::money(year.cost)),
        size: u64::try_from(year.cost.ore()).unwrap_or_default(),
        stands_out: year.cost == dearest,
    }
}
