//! Taking one's courses along from another region, by whoever has taken them; and taking them back.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::delivery::AttendanceMark;
use crate::fault::Fault;
use crate::forms::{self, Choice, FaultLine, Field, Typed, date_in, options, said_of};
use crate::frame::{Frame, Here};
use crate::home;
use crate::operation::{operation, region_operation};
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const COURSE_HISTORY: &str = region_operation!("course_history");
const COURSE_HISTORY_TAKE: &str = operation!("course_history_take");
const COURSE_HISTORY_REMOVE: &str = operation!("course_history_remove");
const STAFF_LEAVE: &str = operation!("staff_leave");

/// The page and its forms.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(urls::COURSE_HISTORY, get(show).post(take))
        .route(urls::REMOVE_COURSE_HISTORY, post(remove))
}

#[derive(Template)]
#[template(path = "course_history.html")]
struct CourseHistoryPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    region: String,
    days: Vec<PastDayRow>,
    origins: Vec<Origin>,
    address: String,
    /// Nothing where there is no other region.
    from: Option<Choice>,
    last_day: Field,
    back_href: String,
}

/// A region whose courses are here.
struct Origin {
    name: String,
    remove_href: String,
}

/// A course day in another region, as a table lists it.
pub(crate) struct PastDayRow {
    pub(crate) date: String,
    pub(crate) course: String,
    pub(crate) region: String,
    pub(crate) state: Pill,
}

/// A course day in another region, as the API tells of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PastDay {
    origin: String,
    origin_name: String,
    date: Date,
    course: String,
    mark: AttendanceMark,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    my_course_history: Vec<PastDay>,
}

/// Course days in other regions, ready to show.
pub(crate) fn rows(days: &[PastDay]) -> Vec<PastDayRow> {
    let row = |day: &PastDay| PastDayRow {
        date: day.date.to_string(),
        course: day.course.clone(),
        region: day.origin_name.clone(),
        state: match day.mark {
            AttendanceMark::Attended => Pill::ready("Var med"),
            AttendanceMark::Absent => Pill::attention("Uteblev"),
            AttendanceMark::Cancelled => Pill::quiet("Avbokad"),
        },
    };
    days.iter().map(row).collect()
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, &Typed::default(), Vec::new()).await
}

async fn take(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let last_day = date_in(typed.get("sista-dag"), "sista-dag", &mut faults);
    let from = typed.get("fran");
    if from.is_empty() {
        faults.push(FaultLine::of("fran", "Välj regionen som du tar med kurser från."));
    }
    if faults.is_empty() {
        match go(&visit, &region, from, last_day).await? {
            Ok(told) => {
                visit.session.say(told);
                return Ok(Redirect::to(&urls::course_history(&region)).into_response());
            }
            Err(fault) => faults.push(fault),
        }
    }
    form(&visit, &region, &typed, faults).await
}

/// Takes them along, and leaves the other region where a last day there is given.
async fn go(
    visit: &Visit,
    region: &str,
    from: &str,
    last_day: Option<Date>,
) -> Result<Result<&'static str, FaultLine>, Fault> {
    let input = json!({ "input": { "region": region, "from": from } });
    match visit.ask(COURSE_HISTORY_TAKE, input).await {
        Ok(IgnoredAny) => {}
        Err(Fault::Invalid(_) | Fault::NotFound) => {
            let told = "Välj en region där du är med, och som inte är den här.";
            return Ok(Err(FaultLine::of("fran", told)));
        }
        Err(Fault::Conflict) => {
            return Ok(Err(FaultLine::of(
                "",
                "En av regionerna har inga uppgifter om dig som anställd. Be kommunens administratör \
                 där att lägga in dig, och försök igen.",
            )));
        }
        Err(fault) => return Err(fault),
    }
    let Some(last_day) = last_day else { return Ok(Ok("Dina kurser finns här nu.")) };
    let input = json!({ "input": { "region": from, "lastDay": last_day } });
    match visit.ask(STAFF_LEAVE, input).await {
        Ok(IgnoredAny) => {
            Ok(Ok("Dina kurser finns här nu, och du är inte längre med i den andra regionen."))
        }
        Err(Fault::Invalid(_)) => Ok(Err(FaultLine::of(
            "sista-dag",
            "Kurserna finns här nu. Välj också en dag som har varit, och då du var anställd där.",
        ))),
        Err(Fault::Conflict) => Ok(Err(FaultLine::of(
            "sista-dag",
            "Kurserna finns här nu, men du kan inte lämna den andra regionen än: du väntas på \
             kursdagar där, eller har en roll som andra räknar med. Säg till din arbetsgivare där.",
        ))),
        Err(fault) => Err(fault),
    }
}

async fn remove(
    visit: Visit,
    Path((region, origin)): Path<(String, String)>,
) -> Result<Redirect, Fault> {
    let input = json!({ "input": { "region": region, "from": origin } });
    let IgnoredAny = visit.ask(COURSE_HISTORY_REMOVE, input).await?;
    visit.session.say("Kurserna är borttagna härifrån.");
    Ok(Redirect::to(&urls::course_history(&region)))
}

async fn form(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(COURSE_HISTORY, region, json!({})).await?;
    let slug = here.slug.as_str();
    let others = home::regions(visit).await?.into_iter().filter(|(other, _)| other != slug);
    let others: Vec<(String, String)> = others.collect();
    let back = urls::myself(slug);
    let mut frame = Frame::region(visit, &here, Section::Myself, "Kurser från en annan region")?
        .below("Min sida", back.clone());
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let days = content.my_course_history;
    let shown = page(&CourseHistoryPage {
        frame,
        origins: origins(slug, &days),
        days: rows(&days),
        address: urls::course_history(slug),
        from: (!others.is_empty()).then(|| Choice {
            name: "fran".into(),
            label: "Regionen som kurserna är från",
            options: options("Välj region", others.into_iter(), typed.get("fran")),
            fault: said_of(&faults, "fran"),
            ..Choice::default()
        }),
        last_day: Field {
            name: "sista-dag".into(),
            label: "Sista arbetsdagen där",
            hint: "Lämna tomt om du arbetar kvar. Annars upphör din anställning och dina roller där.",
            kind: "date",
            value: typed.get("sista-dag").to_owned(),
            fault: said_of(&faults, "sista-dag"),
            ..Field::default()
        },
        back_href: back,
        region: here.name,
        faults,
    })?;
    Ok((status, shown).into_response())
}

fn origins(region: &str, days: &[PastDay]) -> Vec<Origin> {
    let mut known: Vec<(&str, &str)> =
        days.iter().map(|day| (day.origin.as_str(), day.origin_name.as_str())).collect();
    known.sort_unstable();
    known.dedup_by_key(|(origin, _)| *origin);
    let origin = |(origin, name): (&str, &str)| Origin {
        name: name.to_owned(),
        remove_href: urls::remove_course_history(region, origin),
    };
    known.into_iter().map(origin).collect()
}
