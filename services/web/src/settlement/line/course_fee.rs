//! Rule 1 in words: participants × length × price, rounded half up to the öre.

use domain::{Date, course_date_at, swedish};

use crate::exact::Exact;
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
    let exact: Exact = fee.exact.parse().map_err(|_| Fault::Internal(None))?;
    let rounding = if exact.is(fee.charged) {
        "Beloppet går jämnt ut, så inget har avrundats.".to_owned()
    } else {
        "Beloppet avrundas till hela ören, halva ören uppåt.".to_owned()
    };
    Ok(Explained {
        answer,
        calculation: vec![
            format!(
                "{count} deltagare × {} × {}",
                days(&fee.length),
                swedish::money(fee.unit_price)
            ),
            format!("= {} kr", swedish::decimal(&fee.exact)),
        ],
        result: swedish::money(fee.charged),
        rounding: vec![rounding],
        clause: clause(about, fee.schedule_from),
        facts: facts(about, fee),
        ..Explained::default()
    })
}

fn days(length: &str) -> String {
    match length {
        "1" => "1 hel dag".to_owned(),
        "0.5" => "0,5 dag".to_owned(),
        other => format!("{} dagar", swedish::decimal(other)),
    }
}

fn clause(about: &About<'_>, schedule: Option<Date>) -> String {
    match schedule {
        Some(from) => {
            format!("Prislistan från {}: {}.", swedish::long_date(from), about.name)
        }
        None => format!("Kursdagen har ett eget pris för {}, som går före prislistan.", about.name),
    }
}

fn facts(about: &About<'_>, fee: &CourseFee) -> Vec<Fact> {
    let counted = match fee.basis {
        FeeBasis::Attended => "Avtalet tar betalt för dem som deltog.",
        FeeBasis::Registered => "Avtalet tar betalt för alla anmälda, även dem som uteblev.",
    };
    let mut facts = vec![Fact {
        text: format!(
            "{} deltog och {} uteblev. {counted}",
            figures::count(fee.attended),
            figures::count(fee.absent)
        ),
        label: "Se kursdagen och närvaron",
        href: urls::course_day(about.region, &fee.course_day.id),
    }];
    if let (Some(by), Some(at)) = (&fee.closed_by, fee.closed_at) {
        let on = swedish::long_date(course_date_at(at));
        facts.push(Fact::plain(format!("{by} stängde kursdagen den {on}.")));
    }
    facts
}
