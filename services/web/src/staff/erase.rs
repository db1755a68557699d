//! Erasing somebody: what it will do, what must happen first, and doing it. It cannot be undone.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{self, FaultLine, Field, Typed, said_of};
use crate::frame::{Frame, Here};
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const ERASURE: &str = region_operation!("erasure");
const STAFF_ERASE: &str = operation!("staff_erase");

#[derive(Template)]
#[template(path = "staff/erase.html")]
struct ErasePage {
    frame: Frame,
    faults: Vec<FaultLine>,
    name: String,
    hindrances: Vec<String>,
    can_be_erased: bool,
    oneself: bool,
    account: &'static str,
    address: String,
    reason: Field,
    cancel_href: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    staff_member: Named,
    erasure: Option<Erasure>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Erasure {
    erased: bool,
    oneself: bool,
    hindrances: Vec<Hindrance>,
    account: AccountFate,
}

#[derive(Deserialize)]
struct Hindrance {
    kind: HindranceKind,
    what: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum HindranceKind {
    Enrolled,
    Teaches,
    ImportRuns,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum AccountFate {
    None,
    Erased,
    Leaves,
}

pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    form(&visit, &region, &id, &Typed::default(), Vec::new()).await
}

pub(super) async fn erase(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let told = "Skriv varför, med högst 200 tecken och utan namn.";
    if typed.get("skal").is_empty() {
        return form(&visit, &region, &id, &typed, vec![FaultLine::of("skal", told)]).await;
    }
    let input = json!({ "region": region, "person": id, "reason": typed.get("skal") });
    let fault = match visit.ask(STAFF_ERASE, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("Personens uppgifter är borttagna. Antal och belopp är som förut.");
            return Ok(Redirect::to(&urls::staff(&region)).into_response());
        }
        Err(Fault::Invalid(_)) => FaultLine::of("skal", told),
        Err(Fault::Conflict) => FaultLine::of(
            "",
            "Något hindrar att uppgifterna tas bort. Se nedan vad som behöver göras först.",
        ),
        Err(fault) => return Err(fault),
    };
    form(&visit, &region, &id, &typed, vec![fault]).await
}

async fn form(
    visit: &Visit,
    region: &str,
    id: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(ERASURE, region, json!({ "id": id })).await?;
    let slug = here.slug.as_str();
    let person = content.staff_member;
    let outlook = content.erasure.filter(|one| !one.erased).ok_or(Fault::NotFound)?;
    let back = urls::staff_member(slug, &person.id);
    let heading = format!("Ta bort uppgifterna om {}", person.name);
    let mut frame = Frame::region(visit, &here, Section::Staff, &heading)?
        .below("Personer", urls::staff(slug))
        .below(&person.name, back.clone());
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let shown = page(&ErasePage {
        frame,
        can_be_erased: outlook.hindrances.is_empty() && !outlook.oneself,
        hindrances: outlook.hindrances.iter().map(told).collect(),
        oneself: outlook.oneself,
        account: match outlook.account {
            AccountFate::None => "",
            AccountFate::Erased => "Kontot tas bort, och personen loggas ut genast.",
            AccountFate::Leaves => {
                "Kontot lämnar regionen men finns kvar, för personen är med någon annanstans också."
            }
        },
        address: urls::erase_staff(slug, &person.id),
        reason: Field {
            name: "skal".into(),
            label: "Varför",
            hint: "Står kvar i händelserna. Skriv inget namn.",
            kind: "text",
            autocomplete: "off",
            value: typed.get("skal").to_owned(),
            fault: said_of(&faults, "skal"),
            ..Field::default()
        },
        cancel_href: back,
        name: person.name,
        faults,
    })?;
    Ok((status, shown).into_response())
}

fn told(hindrance: &Hindrance) -> String {
    let what = &hindrance.what;
    match hindrance.kind {
        HindranceKind::Enrolled => {
            format!("Är anmäld till {what}, som inte är stängd. Avboka, eller stäng kursdagen.")
        }
        HindranceKind::Teaches => format!(
            "Är utbildare på {what}, som inte är stängd. Ta bort uppdraget, eller stäng kursdagen."
        ),
        HindranceKind::ImportRuns => {
            format!("{what} läses in nu. Vänta tills den är klar, eller stanna den.")
        }
    }
}
