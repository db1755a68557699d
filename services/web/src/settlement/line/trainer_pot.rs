//! Rule 5 in words: the year's pot divided by points. The line's amount is negative: the region owes.

use domain::swedish;

use crate::exact::Exact;
use crate::fault::Fault;
use crate::rounding::{self, Rounded};
use crate::settlement::line::data::{PotDay, TrainerPot};
use crate::settlement::line::explained::{About, Explained, PointsRow};
use crate::settlement::sum;
use crate::urls;

/// Why a share of the pot is what it is.
pub(super) fn explained(about: &About<'_>, pot: &TrainerPot) -> Result<Explained, Fault> {
    let exact: Exact = pot.exact.parse().map_err(|_| Fault::Internal(None))?;
    let held = sum([pot.collected, pot.carried_in]);
    let divided = held.minus(pot.carried_out).unwrap_or_default();
    let share = Rounded {
        exact,
        unit: pot.rounding,
        amount: pot.share,
        total: divided,
        all_up: pot.all_rounded_up,
    };
    let (points, all) = (points(pot.points), points(pot.total_points));
    let mut calculation =
        vec![format!("{} insamlat under {}", swedish::money(pot.collected), pot.year)];
    if !pot.carried_in.is_zero() {
        let before = pot.year.saturating_sub(1);
        calculation.push(format!("+ {} från {before}", swedish::money(pot.carried_in)));
    }
    if !pot.carried_out.is_zero() {
        calculation.push(format!("− {} till nästa år", swedish::money(pot.carried_out)));
    }
    calculation.push(format!("{points} av {all} poäng × {}", swedish::money(divided)));
    calculation.push(format!("= {} kr", swedish::decimal(&pot.exact)));
    Ok(Explained {
        answer: format!(
            "{} får {} av utbildarpotten för {}. Kommunens utbildare har tjänat ihop {points} av \
             {all} poäng. Beloppet är negativt på underlaget, eftersom regionen är skyldig kommunen.",
            about.municipality,
            swedish::money(pot.share),
            pot.year
        ),
        calculation,
        result: swedish::money(pot.share),
        rounding: vec![rounding::effect(share), rounding::rule(pot.rounding, divided)],
        clause: "Reglerna för utbildarpotten.".to_owned(),
        days: pot.days.iter().map(|day| row(about.region, day)).collect(),
        points,
        ..Explained::default()
    })
}

fn row(region: &str, day: &PotDay) -> PointsRow {
    PointsRow {
        date: day.course_day.date.to_string(),
        course: day.course_day.course.clone(),
        href: urls::course_day(region, &day.course_day.id),
        role: day.role.name(),
        served: day.served,
        points: points(day.points),
    }
}

fn points(points: domain::Points) -> String {
    swedish::decimal(&points.to_string())
}
