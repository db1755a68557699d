//! Course days month by month, in weeks that begin on Monday.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::{Datelike, Days, Months};
use domain::{Date, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::delivery::words::capital;
use crate::fault::Fault;
use crate::frame::{Frame, Here, Permission};
use crate::operation::region_operation;
use crate::rail::Section;
use crate::router::App;
use crate::terms::DeliveryForm;
use crate::urls;
use crate::visit::{Visit, page};

const CALENDAR: &str = region_operation!("calendar");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::CALENDAR, get(show))
}

#[derive(Template)]
#[template(path = "delivery/calendar.html")]
struct CalendarPage {
    frame: Frame,
    month: String,
    list_href: String,
    address: String,
    new_href: String,
    before: Step,
    after: Step,
    weeks: Vec<Week>,
    count: usize,
}

/// The month before or after.
struct Step {
    label: String,
    href: String,
}

struct Week {
    number: u32,
    days: Vec<Square>,
}

/// A date of the calendar; dates of other months have no name and no course days.
#[derive(Default)]
struct Square {
    name: String,
    number: String,
    today: bool,
    course_days: Vec<Entry>,
}

struct Entry {
    course: String,
    href: String,
    note: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    manad: String,
}

#[derive(Deserialize)]
struct Content {
    occasions: Occasions,
}

#[derive(Deserialize)]
struct Occasions {
    nodes: Vec<Occasion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Occasion {
    course: String,
    venue: Option<String>,
    course_days: Vec<CourseDay>,
}

#[derive(Deserialize)]
struct CourseDay {
    id: String,
    date: Date,
    delivery: DeliveryForm,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let today = visit.today();
    // A month that is none is this one.
    let first = format!("{}-01", asked.manad).parse().unwrap_or_else(|_| first_of_month(today));
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let variables = json!({ "from": first, "to": next.checked_sub_days(Days::new(1)) });
    let (here, content): (Here, Content) = visit.region(CALENDAR, &region, variables).await?;
    let slug = here.slug.as_str();
    let previous = first.checked_sub_months(Months::new(1)).unwrap_or(first);
    let weeks = weeks(slug, first, today, &content.occasions.nodes);
    let count = weeks.iter().flat_map(|week| &week.days).map(|day| day.course_days.len()).sum();
    page(&CalendarPage {
        frame: Frame::region(&visit, &here, Section::Courses, &capital(&month_of(first)))?,
        month: capital(&month_of(first)),
        list_href: urls::courses(slug),
        address: urls::calendar(slug),
        new_href: if here.may(Permission::PlanOccasions) {
            urls::new_course(slug)
        } else {
            String::new()
        },
        before: step(slug, previous),
        after: step(slug, next),
        weeks,
        count,
    })
}

fn step(region: &str, month: Date) -> Step {
    let text = month.format("%Y-%m").to_string();
    Step {
        label: month_of(month),
        href: urls::with_query(&urls::calendar(region), &[("manad", &text)]),
    }
}

fn weeks(region: &str, first: Date, today: Date, occasions: &[Occasion]) -> Vec<Week> {
    let into_week = u64::from(first.weekday().num_days_from_monday());
    let monday = first.checked_sub_days(Days::new(into_week)).unwrap_or(first);
    let mondays = (0..6).filter_map(|week| monday.checked_add_days(Days::new(week * 7)));
    mondays
        .take_while(|monday| *monday <= first || monday.month() == first.month())
        .map(|monday| Week {
            number: monday.iso_week().week(),
            days: (0..7)
                .filter_map(|day| monday.checked_add_days(Days::new(day)))
                .map(|date| {
                    if date.month() == first.month() {
                        square(region, date, today, occasions)
                    } else {
                        Square::default()
                    }
                })
                .collect(),
        })
        .collect()
}

fn square(region: &str, date: Date, today: Date, occasions: &[Occasion]) -> Square {
    let course_days = occasions.iter().flat_map(|occasion| {
        let held = occasion.course_days.iter().filter(|day| day.date == date);
        held.map(|day| Entry {
            course: occasion.course.clone(),
            href: urls::course_day(region, &day.id),
            note: match (&occasion.venue, day.delivery) {
                (Some(venue), DeliveryForm::OnSite) => venue.clone(),
                (_, form) => form.name().to_owned(),
            },
        })
    });
    Square {
        name: swedish::weekday_date(date),
        number: date.day().to_string(),
        today: date == today,
        course_days: course_days.collect(),
    }
}

fn first_of_month(date: Date) -> Date {
    date.with_day(1).unwrap_or(date)
}

fn month_of(date: Date) -> String {
    format!("{} {}", swedish::month_name(date.month()), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_all_its_days_once() {
        for (first, weeks_seen, days_seen) in
            [("2026-11-01", 6, 30), ("2027-02-01", 4, 28), ("2024-02-01", 5, 29)]
        {
            let first: Date = first.parse().unwrap();
            let weeks = weeks("gr", first, first, &[]);
            let days = weeks.iter().flat_map(|week| &week.days);
            assert_eq!(days.filter(|day| !day.number.is_empty()).count(), days_seen, "{first}");
            assert_eq!(weeks.len(), weeks_seen, "{first}");
            assert!(weeks.iter().all(|week| week.days.len() == 7));
        }
        assert_eq!(weeks("gr", "2027-01-01".parse().unwrap(), Date::MIN, &[])[0].number, 53);
    }
}
