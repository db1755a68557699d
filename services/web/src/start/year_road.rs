//! The road of the year: when the agreement's money moves, with today among it. Dates only, no amounts.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::{Date, Month, end_of_month, swedish};

use crate::road::{Place, Road, Stop};
use crate::start::data::Agreement;
use crate::terms::{AgreementState, Invoicing, listed};

/// The road of this year where the agreement is in force, and of the agreement's life otherwise. `next` is the
/// address of the next occasion.
pub(super) fn road(agreement: &Agreement, today: Date, next: Option<(Date, String)>) -> Road {
    match agreement.state {
        AgreementState::InForce => this_year(agreement, today, next),
        AgreementState::Draft | AgreementState::Upcoming | AgreementState::Ended => {
            let mut road = agreement.state.road(agreement.from, agreement.to);
            road.label.clone_from(&agreement.title);
            road
        }
    }
}

fn this_year(agreement: &Agreement, today: Date, next: Option<(Date, String)>) -> Road {
    let year = today.year();
    // Sorted by date; on the same day, today comes first.
    let mut stops: Vec<(Date, Stop)> =
        vec![(today, Stop::new(Place::Here, "I dag").note(day(today)))];
    if let Some((date, href)) = next.filter(|(date, _)| date.year() == year) {
        stops.push((date, Stop::new(Place::ToCome, "Nästa kurs").note(day(date)).leading(href)));
    }
    for (date, events) in milestones(agreement, year) {
        let place = if date < today { Place::Done } else { Place::ToCome };
        stops.push((date, Stop::new(place, capitalised(&listed(&events))).note(day(date))));
    }
    stops.sort_by_key(|(date, _)| *date);
    let stops = stops.into_iter().map(|(_, stop)| stop).collect();
    Road { label: format!("Året {year} enligt {}", agreement.title), stops }
}

/// What happens on which day of the year, within the agreement's term.
fn milestones(agreement: &Agreement, year: i32) -> BTreeMap<Date, Vec<&'static str>> {
    let mut events: BTreeMap<Date, Vec<&'static str>> = BTreeMap::new();
    let mut add = |date: Option<Date>, event: &'static str| {
        let Some(date) = date else { return };
        let within = agreement.from <= date && date <= agreement.to;
        if within && date.year() == year {
            let known = events.entry(date).or_default();
            if !known.contains(&event) {
                known.push(event);
            }
        }
    };
    let ending = |month: u8| end_of_month(year, Month::try_from(month).ok()?);
    add(Some(agreement.from), "avtalet börjar gälla");
    for month in agreement.fixed_costs.iter().flat_map(|cost| &cost.invoice_months) {
        add(ending(*month), "fast kostnad faktureras");
    }
    if agreement.course_fee.invoicing == Invoicing::Months {
        for month in &agreement.course_fee.invoice_months {
            add(ending(*month), "kursavgifter faktureras");
        }
    }
    if let Some(pot) = &agreement.trainer_pot {
        add(ending(pot.distribution_month), "utbildarpotten fördelas");
    }
    add(Some(agreement.to), "avtalet upphör");
    events
}

/// The day without its year, which the road is of.
fn day(date: Date) -> String {
    format!("{} {}", date.day(), swedish::month_name(date.month()))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn date(month: u32, day: u32) -> Date {
        Date::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn today_stands_between_what_was_and_what_comes() {
        let agreement: Agreement = serde_json::from_value(json!({
            "title": "Avtal", "from": "2023-07-01", "to": "2028-06-30", "state": "IN_FORCE",
            "fixedCosts": [{ "invoiceMonths": [5] }],
            "courseFee": { "invoicing": "MONTHS", "invoiceMonths": [5, 12] },
            "trainerPot": { "distributionMonth": 12 },
        }))
        .unwrap();
        let road = road(&agreement, date(11, 24), Some((date(12, 3), "/x".to_owned())));
        let told: Vec<_> =
            road.stops.iter().map(|stop| (stop.name.as_str(), stop.note.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Fast kostnad faktureras och kursavgifter faktureras", "31 maj"),
                ("I dag", "24 november"),
                ("Nästa kurs", "3 december"),
                ("Kursavgifter faktureras och utbildarpotten fördelas", "31 december"),
            ]
        );
    }
}
