//! Staff who may be the same person: the pairs, two beside each other, and saying that they are one or that they are not.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use domain::swedish;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::{AccountState, Name};
use crate::fault::Fault;
use crate::forms::{FaultLine, Typed};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::paging::{PageInfo, Pages};
use crate::pill::Pill;
use crate::rail::Section;
use crate::visit::{Visit, page};
use crate::{figures, urls};

const STAFF_DUPLICATES: &str = region_operation!("staff_duplicates");
const STAFF_PAIR: &str = region_operation!("staff_pair");
const STAFF_MERGE: &str = operation!("staff_merge");
const STAFF_DUPLICATE_DISMISS: &str = operation!("staff_duplicate_dismiss");

#[derive(Template)]
#[template(path = "staff/duplicates.html")]
struct DuplicatesPage {
    frame: Frame,
    count: String,
    rows: Vec<PairRow>,
    pages: Pages,
    staff_href: String,
}

struct PairRow {
    first: String,
    second: String,
    why: String,
    href: String,
}

#[derive(Template)]
#[template(path = "staff/pair.html")]
struct PairPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    first: Side,
    second: Side,
    /// What stands beside each other: name, the first one's value, the second one's.
    facts: Vec<(&'static str, String, String)>,
    /// Both sign in, so that somebody must say whose account stays.
    both_sign_in: bool,
    merge_href: String,
    apart_href: String,
    cancel_href: String,
}

struct Side {
    id: String,
    name: String,
    state: Pill,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    efter: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    staff_duplicates: Found,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    total_count: i64,
    nodes: Vec<Pair>,
    page_info: PageInfo,
}

#[derive(Deserialize)]
struct Pair {
    first: Listed,
    second: Listed,
    reasons: Vec<Reason>,
}

#[derive(Deserialize)]
struct Listed {
    id: String,
    name: String,
    email: Option<String>,
    municipality: Option<Name>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Reason {
    SameEmail,
    SimilarName,
}

#[derive(Deserialize)]
struct Two {
    first: Compared,
    second: Compared,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Compared {
    id: String,
    code: String,
    name: String,
    email: Option<String>,
    staff_number: Option<String>,
    municipality: Option<Name>,
    state: AccountState,
    created_at: DateTime<Utc>,
    employments: Vec<Work>,
}

#[derive(Deserialize)]
struct Work {
    unit: Option<String>,
    title: Option<String>,
}

pub(super) async fn list(
    visit: Visit,
    Path(region): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let after = Some(&asked.efter).filter(|text| !text.is_empty());
    let (here, content): (Here, Content) =
        visit.region(STAFF_DUPLICATES, &region, json!({ "after": after })).await?;
    let slug = here.slug.as_str();
    let found = content.staff_duplicates;
    let address = urls::staff_duplicates(slug);
    page(&DuplicatesPage {
        frame: Frame::region(&visit, &here, Section::Staff, "Dubbletter")?
            .below("Personer", urls::staff(slug)),
        count: figures::counted(found.total_count, "par", "par"),
        pages: Pages::of(&address, &[], &found.page_info, !asked.efter.is_empty()),
        rows: found.nodes.into_iter().map(|pair| row(slug, pair)).collect(),
        staff_href: urls::staff(slug),
    })
}

fn row(region: &str, pair: Pair) -> PairRow {
    let why = pair.reasons.iter().map(|reason| match reason {
        Reason::SameEmail => "samma e-postadress",
        Reason::SimilarName => "lika namn i samma kommun",
    });
    PairRow {
        href: urls::staff_pair(region, &pair.first.id, &pair.second.id),
        why: why.collect::<Vec<_>>().join(", "),
        first: described(pair.first),
        second: described(pair.second),
    }
}

fn described(one: Listed) -> String {
    let parts = [Some(one.name), one.email, one.municipality.map(|own| own.name)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) async fn pair(
    visit: Visit,
    Path((region, first, second)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    pair_page(&visit, (&region, &first, &second), Vec::new()).await
}

async fn pair_page(
    visit: &Visit,
    (region, first, second): (&str, &str, &str),
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let variables = json!({ "first": first, "second": second });
    let (here, two): (Here, Two) = visit.region(STAFF_PAIR, region, variables).await?;
    let slug = here.slug.as_str();
    let signs_in = |state| matches!(state, AccountState::Active | AccountState::Suspended);
    let mut frame = Frame::region(visit, &here, Section::Staff, "Är det samma person?")?
        .below("Personer", urls::staff(slug))
        .below("Dubbletter", urls::staff_duplicates(slug));
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    frame.tell_of(&faults);
    let shown = page(&PairPage {
        frame,
        faults,
        both_sign_in: signs_in(two.first.state) && signs_in(two.second.state),
        facts: facts(&two),
        merge_href: urls::merge_staff(slug, &two.first.id, &two.second.id),
        apart_href: urls::staff_apart(slug, &two.first.id, &two.second.id),
        cancel_href: urls::staff_duplicates(slug),
        first: side(two.first),
        second: side(two.second),
    })?;
    Ok((status, shown).into_response())
}

fn side(one: Compared) -> Side {
    Side { id: one.id, name: one.name, state: one.state.pill() }
}

fn facts(two: &Two) -> Vec<(&'static str, String, String)> {
    let values = |one: &Compared| {
        let work = one.employments.first();
        let work = work.map(|work| [work.title.clone(), work.unit.clone()]);
        let work: Vec<String> = work.into_iter().flatten().flatten().collect();
        [
            one.name.clone(),
            one.email.clone().unwrap_or_default(),
            one.municipality.as_ref().map(|own| own.name.clone()).unwrap_or_default(),
            work.join(", "),
            one.staff_number.clone().unwrap_or_default(),
            one.code.clone(),
            swedish::minute(one.created_at),
        ]
    };
    let names = [
        "Namn",
        "E-post",
        "Kommun",
        "Arbete",
        "Anställningsnummer",
        "Kortnamn i filer",
        "Finns här sedan",
    ];
    let both = values(&two.first).into_iter().zip(values(&two.second));
    names.into_iter().zip(both).map(|(name, (first, second))| (name, first, second)).collect()
}

pub(super) async fn merge(
    visit: Visit,
    Path((region, first, second)): Path<(String, String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let (keep, gone) = if typed.get("kvar") == second {
        (second.as_str(), first.as_str())
    } else {
        (first.as_str(), second.as_str())
    };
    let sign_in_with = match typed.get("konto") {
        "" => None,
        chosen if chosen == keep => Some("KEEP"),
        _ => Some("MERGE"),
    };
    let input = json!({
        "region": region,
        "keep": keep,
        "merge": gone,
        "signInWith": sign_in_with,
    });
    match visit.ask(STAFF_MERGE, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("De är en person nu. Kurser, närvaro och konto är samlade här.");
            Ok(Redirect::to(&urls::staff_member(&region, keep)).into_response())
        }
        Err(Fault::Conflict) => {
            let text = "De går inte att slå ihop än. Båda kan vara anmälda till samma kurstillfälle \
                        eller ha markering på samma kursdag: avboka den ena först. Har båda loggat \
                        in behöver du välja vems konto som ska vara kvar, och det får inte vara ditt \
                        eget som försvinner.";
            let faults = vec![FaultLine::of("", text)];
            pair_page(&visit, (&region, &first, &second), faults).await
        }
        Err(fault) => Err(fault),
    }
}

pub(super) async fn apart(
    visit: Visit,
    Path((region, first, second)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let input = json!({ "region": region, "first": first, "second": second });
    let IgnoredAny = visit.ask(STAFF_DUPLICATE_DISMISS, json!({ "input": input })).await?;
    visit.session.say("De är två olika personer, och visas inte som dubbletter igen.");
    Ok(Redirect::to(&urls::staff_duplicates(&region)).into_response())
}
