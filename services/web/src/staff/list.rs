//! Staff within the viewer's reach, by name: searched, and filtered by employer and by whether they are suspended.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::{AccountState, Municipality, Name, choices};
use crate::fault::Fault;
use crate::forms::{Choice, Field, options};
use crate::frame::{Frame, Here, Permission};
use crate::operation::region_operation;
use crate::paging::{PageInfo, Pages};
use crate::pill::Pill;
use crate::rail::Section;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const STAFF: &str = region_operation!("staff");

#[derive(Template)]
#[template(path = "staff/list.html")]
struct StaffPage {
    frame: Frame,
    address: String,
    search: Field,
    filters: Vec<Choice>,
    filtered: bool,
    count: String,
    rows: Vec<Row>,
    pages: Pages,
    new_href: String,
    import_href: String,
    duplicates_href: String,
    totara_href: String,
    /// For those who may; empty otherwise.
    retention_href: String,
}

struct Row {
    name: String,
    href: String,
    email: String,
    municipality: String,
    state: Pill,
    protected: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sok: String,
    kommun: String,
    visa: String,
    efter: String,
}

#[derive(Deserialize)]
struct Content {
    municipalities: Vec<Municipality>,
    staff: Found,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    total_count: i64,
    nodes: Vec<Listed>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Listed {
    id: String,
    name: String,
    email: Option<String>,
    municipality: Option<Name>,
    protected: bool,
    state: AccountState,
}

pub(super) async fn show(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let variables = json!({
        "search": given(&asked.sok),
        "municipality": given(&asked.kommun),
        "suspended": asked.suspended(),
        "after": given(&asked.efter),
    });
    let (here, content): (Here, Content) = visit.region(STAFF, &region, variables).await?;
    let address = urls::staff(&here.slug);
    let found = content.staff;
    let kept = [("sok", asked.sok.trim()), ("kommun", &asked.kommun), ("visa", &asked.visa)];
    page(&StaffPage {
        frame: Frame::region(&visit, &here, Section::Staff, "Personer")?,
        search: Field {
            name: "sok".into(),
            label: "Namn eller e-postadress",
            kind: "search",
            autocomplete: "off",
            value: asked.sok.clone(),
            ..Field::default()
        },
        filters: asked.filters(&content.municipalities),
        filtered: kept.iter().any(|(_, value)| !value.is_empty()),
        count: figures::counted(found.total_count, "person", "personer"),
        pages: Pages::of(&address, &kept, &found.page_info, !asked.efter.is_empty()),
        rows: found.nodes.into_iter().map(|one| row(&here.slug, one)).collect(),
        new_href: urls::new_staff(&here.slug),
        import_href: urls::staff_imports(&here.slug),
        duplicates_href: urls::staff_duplicates(&here.slug),
        totara_href: urls::totara(&here.slug),
        retention_href: if here.may(Permission::ErasePersons) {
            urls::retention(&here.slug)
        } else {
            String::new()
        },
        address,
    })
}

impl Asked {
    fn suspended(&self) -> Option<bool> {
        match self.visa.as_str() {
            "avstangda" => Some(true),
            "inslappta" => Some(false),
            _ => None,
        }
    }

    /// By employer for those who keep several municipalities' staff, and by whether they are suspended.
    fn filters(&self, municipalities: &[Municipality]) -> Vec<Choice> {
        let words = [("inslappta", "Ej avstängda"), ("avstangda", "Bara avstängda")];
        let words = words.map(|(value, label)| (value.to_owned(), label.to_owned()));
        let suspended = Choice {
            name: "visa".into(),
            label: "Visa",
            options: options("Alla", words.into_iter(), &self.visa),
            ..Choice::default()
        };
        let employer = Choice {
            name: "kommun".into(),
            label: "Kommun",
            options: options("Alla kommuner", choices(municipalities), &self.kommun),
            ..Choice::default()
        };
        if municipalities.len() > 1 { vec![employer, suspended] } else { vec![suspended] }
    }
}

fn row(region: &str, one: Listed) -> Row {
    Row {
        href: urls::staff_member(region, &one.id),
        name: one.name,
        email: one.email.unwrap_or_default(),
        municipality: one.municipality.map(|own| own.name).unwrap_or_default(),
        state: one.state.pill(),
        protected: one.protected,
    }
}
