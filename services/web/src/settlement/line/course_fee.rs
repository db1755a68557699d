//! Rule 1 in words: participants × length × price, rounded half up to the öre.

use domain::course_date_at;
use domain::swedish::{self, course_fee};

use crate::fault::Fault;
use crate::settlement::line::data::CourseFee;
use crate::settlement::line::explained::{About, Explained, Fact};
use crate::terms::FeeBasis;
use crate::{figures, urls};

/// Why a component of a course day costs what it does.
pub(super) fn explained(about: &About<'_>, fee: &CourseFee) -> Result<Explained, Fault> {
    let day = &fee.course_day;
    let people = match fee.basis {
        FeeBasis::Attended => fee.attended,
        FeeBasis::Registered => fee.attended.saturating_add(fee.absent),
    };
    let count = figures::count(people);
    let answer = format!(
        "{} betalar för {count} deltagare på {} den {}. {} kostar {} per deltagare och hel dag.",
        about.municipality,
        day.course,
        swedish::long_date(day.date),
        about.name,
        swedish::money(fee.unit_price)
    );
    let rounding = course_fee::rounding(&fee.exact, fee.charged);
    let rounding = rounding.map_err(|_| Fault::Internal(None))?;
    Ok(Explained {
        answer,
        calculation: vec![
            format!(
                "{count} deltagare × {} × {}",
                course_fee::length(&fee.length),
                swedish::money(fee.unit_price)
            ),
            format!("= {} kr", swedish::decimal(&fee.exact)),
        ],
        result: swedish::money(fee.charged),
        rounding: vec![rounding.to_owned()],
        clause: course_fee::clause(about.name, fee.schedule_from),
        facts: facts(about, fee),
        ..Explained::default()
    })
}

fn facts(about: &About<'_>, fee: &CourseFee) -> Vec<Fact> {
    let counted = course_fee::counted(fee.basis.into());
    let mut facts = vec![Fact {
        text: format!(
            "{} deltog och {} uteblev. {counted}",
            figures::count(fee.attended),
            figures::count(fee.absent)
        ),
        label: "Se kursdagen och närvaron",
        href: urls::course_day(about.region, &fee.course_day.id),
    }];
    let late = course_fee::late_cancellation(fee.late_cancellation_days);
    facts.extend(late.map(Fact::plain));
    if let (Some(by), Some(at)) = (&fee.closed_by, fee.closed_at) {
        let on = swedish::long_date(course_date_at(at));
        facts.push(Fact::plain(format!("{by} stängde kursdagen den {on}.")));
    }
    facts
}
