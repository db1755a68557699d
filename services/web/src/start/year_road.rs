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
    match agreement.charges.state {
        AgreementState::InForce => this_year(agreement, today, next),
        AgreementState::Draft | AgreementState::Upcoming | AgreementState::Ended => {
            let mut road = agreement.charges.state.road(agreement.charges.from, agreement.to);
            road.label.clone_from(&agreement.charges.title);
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
        stops.push((date, Stop::new(place, events.told()).note(day(date))));
    }
    stops.sort_by_key(|(date, _)| *date);
    let stops = stops.into_iter().map(|(_, stop)| stop).collect();
    Road { label: format!("Året {year} enligt {}", agreement.charges.title), stops }
}

/// What happens on one day.
#[derive(Default)]
struct Events {
    invoiced: Vec<&'static str>,
    others: Vec<&'static str>,
}

impl Events {
    fn told(&self) -> String {
        let invoiced = match self.invoiced.as_slice() {
            [] => None,
            invoiced => Some(format!("{} faktureras", listed(invoiced))),
        };
        let all: Vec<&str> =
            invoiced.as_deref().into_iter().chain(self.others.iter().copied()).collect();
        capitalised(&listed(&all))
    }
}

/// What happens on which day of the year, within the agreement's term.
fn milestones(agreement: &Agreement, year: i32) -> BTreeMap<Date, Events> {
    let mut all: BTreeMap<Date, Events> = BTreeMap::new();
    let ending = |month: u8| end_of_month(year, Month::try_from(month).ok()?);
    let within = |date: &Date| {
        agreement.charges.from <= *date && *date <= agreement.to && date.year() == year
    };
    let fixed = agreement.fixed_costs.iter().flat_map(|cost| &cost.invoice_months);
    let fixed = fixed.map(|month| (*month, "fast kostnad"));
    let fees = match agreement.course_fee.invoicing {
        Invoicing::Months => agreement.course_fee.invoice_months.as_slice(),
        Invoicing::PerOccasion => &[],
    };
    for (month, what) in fixed.chain(fees.iter().map(|month| (*month, "kursavgifter"))) {
        if let Some(date) = ending(month).filter(within) {
            let invoiced = &mut all.entry(date).or_default().invoiced;
            if !invoiced.contains(&what) {
                invoiced.push(what);
            }
        }
    }
    let pot = agreement.trainer_pot.as_ref().and_then(|pot| ending(pot.distribution_month));
    let others = [
        (Some(agreement.charges.from), "avtalet börjar gälla"),
        (pot, "utbildarpotten fördelas"),
        (Some(agreement.to), "avtalet upphör"),
    ];
    for (date, what) in others {
        if let Some(date) = date.filter(within) {
            all.entry(date).or_default().others.push(what);
        }
    }
    all
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
                ("Fast kostnad och kursavgifter faktureras", "31 maj"),
                ("I dag", "24 november"),
                ("Nästa kurs", "3 december"),
                ("Kursavgifter faktureras och utbildarpotten fördelas", "31 december"),
            ]
        );
    }
}
