//! For how long the region keeps what it holds on people: what would go, before anything is decided.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use domain::{Date, swedish};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::Municipality;
use crate::fault::Fault;
use crate::forms::{self, FaultLine, Typed};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

mod rule;

use rule::{RuleView, rule_view};

const RETENTION: &str = region_operation!("retention");
const RETENTION_OUTLOOK: &str = operation!("retention_outlook");
const RETENTION_DECIDE: &str = operation!("retention_decide");

#[derive(Template)]
#[template(path = "staff/retention.html")]
struct RetentionPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    outlook: Option<OutlookView>,
    rules: Vec<RuleView>,
}

struct OutlookView {
    kind: &'static str,
    months: i32,
    heading: String,
    told: String,
    caption: &'static str,
    columns: (&'static str, &'static str),
    rows: Vec<OutlookRow>,
    button: String,
}

struct OutlookRow {
    name: String,
    /// Empty where there is no page of it.
    href: String,
    detail: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Kind {
    Staff,
    StaffLists,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Staff => "STAFF",
            Self::StaffLists => "STAFF_LISTS",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Staff, Self::StaffLists].into_iter().find(|kind| kind.word() == word)
    }

    /// The field with its months.
    fn field(self) -> String {
        format!("manader-{}", self.word())
    }
}

#[derive(Deserialize)]
struct Content {
    retention: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    kind: Kind,
    months: Option<i32>,
    decided_at: Option<DateTime<Utc>>,
    decided_by: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OutlookContent {
    retention_outlook: Outlook,
}

#[derive(Deserialize)]
struct Outlook {
    before: Date,
    count: u64,
    persons: Vec<Person>,
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    name: String,
    municipality: Option<Municipality>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    file_name: String,
    uploaded_at: DateTime<Utc>,
}

pub(super) async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let outlook = match Kind::of_word(typed.get("slag")) {
        None => None,
        Some(kind) => match months(kind, typed.get(&kind.field()), &mut faults) {
            Some(months) => Some(outlook(&visit, &region, kind, months).await?),
            None => None,
        },
    };
    shown(&visit, &region, &typed, outlook, faults).await
}

/// Decides, by what the dry run has shown; without months, to keep it for ever.
pub(super) async fn decide(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let kind = Kind::of_word(typed.get("slag")).ok_or(Fault::NotFound)?;
    let mut faults = Vec::new();
    let typed_months = typed.get("manader");
    let months = match typed_months {
        "" => None,
        text => months(kind, text, &mut faults),
    };
    if !faults.is_empty() {
        return shown(&visit, &region, &typed, None, faults).await;
    }
    let input = json!({ "region": region, "kind": kind.word(), "months": months });
    let IgnoredAny = visit.ask(RETENTION_DECIDE, json!({ "input": input })).await?;
    visit.session.say(match months {
        Some(_) => "Beslutat. Det som är äldre gallras inom ett dygn.",
        None => "Beslutat. Uppgifterna behålls tills vidare.",
    });
    Ok(Redirect::to(&urls::retention(&region)).into_response())
}

fn months(kind: Kind, text: &str, faults: &mut Vec<FaultLine>) -> Option<i32> {
    let months = text.parse().ok().filter(|months| (1..=600).contains(months));
    if months.is_none() {
        faults.push(FaultLine::of(kind.field(), "Skriv ett antal månader, från 1 till 600."));
    }
    months
}

async fn outlook(
    visit: &Visit,
    region: &str,
    kind: Kind,
    months: i32,
) -> Result<OutlookView, Fault> {
    let variables = json!({ "kind": kind.word(), "months": months });
    let content: OutlookContent = visit.within(RETENTION_OUTLOOK, region, variables).await?;
    let Outlook { before, count, persons, lists } = content.retention_outlook;
    let before = swedish::long_date(before);
    let what = match (kind, count) {
        (Kind::Staff, 1) => "1 person".to_owned(),
        (Kind::Staff, count) => format!("{} personer", swedish::grouped(count)),
        (Kind::StaffLists, 1) => "1 lista".to_owned(),
        (Kind::StaffLists, count) => format!("{} listor", swedish::grouped(count)),
    };
    let persons = persons.into_iter().map(|one| OutlookRow {
        href: urls::staff_member(region, &one.id),
        detail: one.municipality.map(|own| own.name).unwrap_or_default(),
        name: one.name,
    });
    let lists = lists.into_iter().map(|one| OutlookRow {
        name: one.file_name,
        href: String::new(),
        detail: swedish::minute(one.uploaded_at),
    });
    Ok(OutlookView {
        kind: kind.word(),
        months,
        heading: format!(
            "Prövning: {} efter {}",
            heading(kind).to_lowercase(),
            told_months(months)
        ),
        told: match (kind, count) {
            (_, 0) => format!("Inget från före {before} finns, så inget skulle gallras i dag."),
            (Kind::Staff, _) => format!(
                "{what} skulle gallras i dag: utan anställning, och inte med på någon kursdag sedan \
                 {before}."
            ),
            (Kind::StaffLists, _) => {
                format!("{what} skulle gallras i dag: uppladdade före {before}.")
            }
        },
        caption: "De första 100.",
        columns: match kind {
            Kind::Staff => ("Namn", "Kommun"),
            Kind::StaffLists => ("Fil", "Uppladdad"),
        },
        rows: persons.chain(lists).take(100).collect(),
        button: if count == 0 {
            format!("Gallra varje dag efter {}", told_months(months))
        } else {
            format!("Gallra {what}, och sedan varje dag efter {}", told_months(months))
        },
    })
}

fn told_months(months: i32) -> String {
    match months {
        1 => "1 månad".to_owned(),
        months => format!("{months} månader"),
    }
}

async fn shown(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    outlook: Option<OutlookView>,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(RETENTION, region, json!({})).await?;
    let slug = here.slug.as_str();
    let mut frame = Frame::region(visit, &here, Section::Staff, "Gallring")?
        .below("Personer", urls::staff(slug));
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let rules = content.retention.iter().map(|rule| rule_view(rule, typed, &faults)).collect();
    let address = urls::retention(slug);
    let shown = page(&RetentionPage { frame, faults, address, outlook, rules })?;
    Ok((status, shown).into_response())
}

const fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Staff => "Personer",
        Kind::StaffLists => "Inlästa personallistor",
    }
}
