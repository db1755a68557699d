//! Closing a course day, after telling what it will count.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::swedish;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::delivery::course_day::closed::CountRow;
use crate::delivery::course_day::data::{Day, load};
use crate::delivery::course_day::marks::Marks;
use crate::delivery::words::{AttendanceMark, CourseDayState};
use crate::fault::Fault;
use crate::forms::Typed;
use crate::frame::{Frame, Permission};
use crate::operation::operation;
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const COURSE_DAY_CLOSE: &str = operation!("course_day_close");

#[derive(Template)]
#[template(path = "delivery/close.html")]
struct ClosePage {
    frame: Frame,
    address: String,
    back_href: String,
    date: String,
    unmarked: usize,
    counts: Vec<CountRow>,
    attended: i64,
    absent: i64,
    trainers: Vec<String>,
}

/// Tells what closing counts, and asks whether it is meant.
pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (here, day) = load(&visit, &region, &id, "").await?;
    if !here.may(Permission::CloseDays) {
        return Err(Fault::Forbidden);
    }
    let slug = here.slug.as_str();
    let back_href = urls::course_day(slug, &day.id);
    if day.state == CourseDayState::Closed || day.date > visit.today() {
        return Ok(Redirect::to(&back_href).into_response());
    }
    let counts = counts(&day);
    let date = swedish::weekday_date(day.date);
    page(&ClosePage {
        frame: Frame::region(&visit, &here, Section::Courses, "Stäng kursdagen")?
            .below("Kurser", urls::courses(slug))
            .below(&day.occasion.course, urls::course(slug, &day.occasion.id))
            .below(&date, back_href.clone()),
        address: urls::close_day(slug, &day.id),
        unmarked: Marks::of(&day, &Typed::default()).unmarked,
        attended: counts.iter().map(|row| row.attended).sum(),
        absent: counts.iter().map(|row| row.absent).sum(),
        counts,
        trainers: served(&day),
        back_href,
        date,
    })
}

/// Closes the day, and shows what it counted.
pub(super) async fn close(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "courseDay": id });
    match visit.ask::<IgnoredAny>(COURSE_DAY_CLOSE, json!({ "input": input })).await {
        Ok(_) => {
            visit.session.say("Kursdagen är stängd och kommer med i nästa avräkning.");
            Ok(Redirect::to(&urls::course_day(&region, &id)).into_response())
        }
        Err(Fault::Conflict) => {
            let told = "Dagen stängdes inte: någon saknar markering, eller så är den redan stängd.";
            visit.session.say(told);
            Ok(Redirect::to(&urls::course_day(&region, &id)).into_response())
        }
        Err(fault) => Err(fault),
    }
}

fn counts(day: &Day) -> Vec<CountRow> {
    let mut rows: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for one in &day.expected {
        let (attended, absent) = match one.mark {
            Some(AttendanceMark::Attended) => (1, 0),
            Some(AttendanceMark::Absent) => (0, 1),
            Some(AttendanceMark::Cancelled) | None => continue,
        };
        let row = rows.entry(one.municipality.clone()).or_default();
        *row = (row.0.saturating_add(attended), row.1.saturating_add(absent));
    }
    let mut rows: Vec<CountRow> = rows
        .into_iter()
        .map(|(municipality, (attended, absent))| CountRow { municipality, attended, absent })
        .collect();
    rows.sort_by_cached_key(|row| swedish::sort_key(&row.municipality));
    rows
}

fn served(day: &Day) -> Vec<String> {
    let served = day.trainers.iter().filter(|one| one.served == Some(true));
    served
        .map(|one| {
            let lender = one.municipality.as_ref().map_or("upphandlad", |lender| &lender.name);
            format!("{}, {} ({lender})", one.person.name, one.role.name().to_lowercase())
        })
        .collect()
}
