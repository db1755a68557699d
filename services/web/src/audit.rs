//! Who did what in a region, latest first, each thing a link to where it can be seen. Changes nothing.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, Utc};
use domain::swedish;
use serde::Deserialize;
use serde_json::json;

use crate::audit::words::{ACTIONS, KINDS, place, words};
use crate::fault::Fault;
use crate::figures;
use crate::forms::{Choice, FaultLine, Field, date_in, options, said_of};
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

mod words;

const AUDIT: &str = region_operation!("audit");

/// The page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::AUDIT, get(show))
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    kind: Choice,
    action: Choice,
    from: Field,
    to: Field,
    /// The one whose doings alone are shown; empty for everybody's.
    actor: String,
    /// The one about whom alone it is, by id; empty for everybody.
    person: String,
    filtered: bool,
    count: String,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    at: String,
    actor: String,
    actor_href: String,
    action: String,
    /// Empty where there is no page for it.
    subject_href: String,
    /// From which page, operation or command.
    place: String,
    sequence: i64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    vem: String,
    person: String,
    slag: String,
    vad: String,
    fran: String,
    till: String,
    efter: String,
}

#[derive(Deserialize)]
struct Content {
    audit: Audit,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Audit {
    total_count: i64,
    nodes: Vec<Entry>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Entry {
    sequence: i64,
    at: DateTime<Utc>,
    actor: String,
    action: String,
    operation: String,
    subject: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let from = date_in(&asked.fran, "fran", &mut faults);
    let to = date_in(&asked.till, "till", &mut faults);
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let filter = json!({
        "actor": given(&asked.vem),
        "kind": asked.known_kind(),
        "action": given(&asked.vad),
        "person": given(&asked.person),
        "from": from,
        "to": to,
    });
    let variables = json!({ "filter": filter, "after": given(&asked.efter) });
    let (here, content): (Here, Content) = visit.region(AUDIT, &region, variables).await?;
    let address = urls::audit(&here.slug);
    let kept = asked.kept();
    let audit = content.audit;
    let mut frame = Frame::region(&visit, &here, Section::Audit, "Händelser")?;
    frame.tell_of(&faults);
    page(&AuditPage {
        frame,
        kind: asked.kind(),
        action: asked.action(),
        from: date_field("fran", "Från och med", &asked.fran, &faults),
        to: date_field("till", "Till och med", &asked.till, &faults),
        filtered: kept.iter().any(|(_, value)| !value.is_empty()),
        count: figures::count(audit.total_count),
        pages: Pages::of(&address, &kept, &audit.page_info, !asked.efter.is_empty()),
        rows: audit.nodes.into_iter().map(|entry| row(&here.slug, &asked, entry)).collect(),
        actor: asked.vem,
        person: asked.person,
        faults,
        address,
    })
}

impl Asked {
    /// What stays when one turns the page.
    fn kept(&self) -> [(&'static str, &str); 6] {
        [
            ("vem", &self.vem),
            ("person", &self.person),
            ("slag", &self.slag),
            ("vad", &self.vad),
            ("fran", &self.fran),
            ("till", &self.till),
        ]
    }

    /// The kind, where it is one: another would be a fault of whoever wrote the address.
    fn known_kind(&self) -> Option<&'static str> {
        KINDS.iter().map(|(kind, _)| *kind).find(|kind| *kind == self.slag)
    }

    fn kind(&self) -> Choice {
        let known = KINDS.iter().map(|(kind, name)| ((*kind).to_owned(), (*name).to_owned()));
        Choice {
            name: "slag".into(),
            label: "Slag",
            options: options("Alla slag", known, &self.slag),
            ..Choice::default()
        }
    }

    fn action(&self) -> Choice {
        let known = ACTIONS.iter().map(|known| (known.name.to_owned(), known.did.to_owned()));
        Choice {
            name: "vad".into(),
            label: "Vad",
            options: options("Allt", known, &self.vad),
            ..Choice::default()
        }
    }
}

fn date_field(name: &'static str, label: &'static str, typed: &str, faults: &[FaultLine]) -> Field {
    Field {
        name: name.into(),
        label,
        kind: "date",
        value: typed.to_owned(),
        fault: said_of(faults, name),
        ..Field::default()
    }
}

fn row(region: &str, asked: &Asked, entry: Entry) -> Row {
    let (action, subject_href) = words(region, &entry.action, &entry.subject);
    let mut of_actor = asked.kept();
    if let Some((_, actor)) = of_actor.iter_mut().find(|(name, _)| *name == "vem") {
        *actor = &entry.actor;
    }
    Row {
        at: swedish::minute(entry.at),
        actor_href: urls::with_query(&urls::audit(region), &of_actor),
        actor: entry.actor,
        action,
        subject_href,
        place: place(&entry.operation),
        sequence: entry.sequence,
    }
}
