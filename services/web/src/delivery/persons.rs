//! Persons within the viewer's reach, searched by name.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::figures;
use crate::forms::Field;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::rail::Section;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const PERSONS: &str = region_operation!("persons");

/// The page.
pub(super) fn routes() -> Router<App> {
    Router::new().route(urls::PERSONS, get(show))
}

#[derive(Template)]
#[template(path = "delivery/persons.html")]
struct PersonsPage {
    frame: Frame,
    address: String,
    search: Field,
    searched: bool,
    count: String,
    rows: Vec<Row>,
    pages: Pages,
    courses_href: String,
}

struct Row {
    name: String,
    municipality: String,
    code: String,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    sok: String,
    #[serde(default)]
    efter: String,
}

#[derive(Deserialize)]
struct Content {
    persons: Persons,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Persons {
    total_count: i64,
    nodes: Vec<Person>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Person {
    code: String,
    name: String,
    municipality: Option<Municipality>,
}

#[derive(Deserialize)]
struct Municipality {
    name: String,
}

async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let variables = json!({ "search": given(&asked.sok), "after": given(&asked.efter) });
    let (here, content): (Here, Content) = visit.region(PERSONS, &region, variables).await?;
    let address = urls::persons(&here.slug);
    let persons = content.persons;
    page(&PersonsPage {
        frame: Frame::region(&visit, &here, Section::Persons, "Personer")?,
        search: Field {
            name: "sok".into(),
            label: "Namn",
            kind: "search",
            autocomplete: "off",
            value: asked.sok.clone(),
            ..Field::default()
        },
        searched: given(&asked.sok).is_some(),
        count: figures::count(persons.total_count),
        pages: Pages::of(
            &address,
            &[("sok", &asked.sok)],
            &persons.page_info,
            !asked.efter.is_empty(),
        ),
        rows: persons.nodes.into_iter().map(row).collect(),
        courses_href: urls::courses(&here.slug),
        address,
    })
}

fn row(person: Person) -> Row {
    Row {
        name: person.name,
        municipality: person.municipality.map(|one| one.name).unwrap_or_default(),
        code: person.code,
    }
}
