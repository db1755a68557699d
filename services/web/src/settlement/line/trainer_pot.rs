//! Rule 5: the year's pot divided by points. The line's amount is negative: the region owes.

use domain::swedish::{self, TrainerPotTold};

use crate::fault::Fault;
use crate::settlement::line::data::{PotDay, TrainerPot};
use crate::settlement::line::explained::{About, Explained, PointsRow};
use crate::urls;

/// Why a share of the pot is what it is.
pub(super) fn explained(about: &About<'_>, pot: &TrainerPot) -> Result<Explained, Fault> {
    let told = TrainerPotTold {
        municipality: about.municipality,
        year: pot.year,
        collected: pot.collected,
        carried_in: pot.carried_in,
        carried_out: pot.carried_out,
        points: pot.points,
        all_points: pot.total_points,
        exact: &pot.exact,
        unit: pot.rounding,
        all_rounded_up: pot.all_rounded_up,
        share: pot.share,
    };
    let why = told.why().map_err(|_| Fault::Internal(None))?;
    Ok(Explained {
        days: pot.days.iter().map(|day| row(about.region, day)).collect(),
        points: points(pot.points),
        ..Explained::from(why)
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
