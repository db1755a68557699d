//! Giving somebody a role, from a day to a day.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::named;
use crate::fault::{Fault, FieldFault};
use crate::forms::{self, Choice, FaultLine, Field, Typed, date_in, options, said_of};
use crate::frame::Frame;
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::staff::{Municipality, choices};
use crate::urls;
use crate::visit::{Visit, page};

const STAFF_NEW: &str = region_operation!("staff_new");
const ROLE_GIVE: &str = operation!("role_give");

#[derive(Template)]
#[template(path = "roles/give.html")]
struct GivePage {
    frame: Frame,
    faults: Vec<FaultLine>,
    address: String,
    role: Choice,
    municipality: Choice,
    email: Field,
    given_name: Field,
    family_name: Field,
    first_day: Field,
    last_day: Field,
    reason: Field,
    cancel_href: String,
}

#[derive(Deserialize)]
struct New {
    municipalities: Vec<Municipality>,
}

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, &Typed::default(), Vec::new()).await
}

pub(super) async fn give(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let first = date_in(typed.get("fran"), "fran", &mut faults);
    let last = date_in(typed.get("till"), "till", &mut faults);
    if typed.get("roll").is_empty() {
        faults.push(FaultLine::of("roll", "Välj en roll."));
    }
    if typed.get("epost").is_empty() {
        faults.push(FaultLine::of("epost", "Skriv e-postadressen till den som ska ha rollen."));
    }
    if faults.is_empty() {
        let input = input(&region, &typed, first, last);
        match visit.ask(ROLE_GIVE, json!({ "input": input })).await {
            Ok(IgnoredAny) => {
                visit.session.say(
                    "Rollen är given. Den som inte har loggat in än får ett brev med en länk.",
                );
                return Ok(Redirect::to(&urls::roles(&region)).into_response());
            }
            Err(Fault::Invalid(fields)) => {
                faults = fields.iter().map(|fault| told(fault, &typed)).collect();
            }
            Err(Fault::Forbidden) => {
                let text = "Du kan inte ge den rollen. Be regionens samordnare.";
                faults.push(FaultLine::of("roll", text));
            }
            Err(fault) => return Err(fault),
        }
    }
    form(&visit, &region, &typed, faults).await
}

fn input(region: &str, typed: &Typed, first: Option<Date>, last: Option<Date>) -> Value {
    let given = |name: &str| Some(typed.get(name)).filter(|text| !text.is_empty());
    json!({
        "region": region,
        "email": typed.get("epost"),
        "givenName": given("fornamn"),
        "familyName": given("efternamn"),
        "role": typed.get("roll"),
        "municipality": given("kommun"),
        "firstDay": first,
        "lastDay": last,
        "reason": given("skal"),
    })
}

fn told(fault: &FieldFault, typed: &Typed) -> FaultLine {
    match fault.path.as_str() {
        "email" => FaultLine::of("epost", "Skriv en e-postadress, till exempel namn@kommun.se."),
        "givenName" | "familyName" | "name" => FaultLine::of(
            "fornamn",
            "Ingen har den adressen än. Skriv för- och efternamn också, så bjuds personen in.",
        ),
        "municipality" if typed.get("kommun").is_empty() => {
            FaultLine::of("kommun", "Rollen gäller en kommun. Välj vilken.")
        }
        "municipality" => FaultLine::of(
            "kommun",
            "Rollen gäller hela regionen, eller så har du inte hand om kommunen. Välj en annan, \
             eller ingen.",
        ),
        "lastDay" if typed.get("roll") == "SUPPORT" => {
            FaultLine::of("till", "Support släpps in i högst 14 dagar. Välj en sista dag.")
        }
        "lastDay" => FaultLine::of("till", "Välj en sista dag som inte har varit."),
        "reason" => FaultLine::of("skal", "Skriv varför support släpps in, med högst 200 tecken."),
        _ => FaultLine::of(
            "",
            "Något i formuläret godtogs inte. Kontrollera fälten och försök igen.",
        ),
    }
}

async fn form(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, New { municipalities }) = visit.region(STAFF_NEW, region, json!({})).await?;
    let slug = here.slug.as_str();
    let mut frame = Frame::region(visit, &here, Section::Roles, "Ge någon en roll")?
        .below("Roller", urls::roles(slug));
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let field = |name: &'static str, label, hint, kind| Field {
        name: name.into(),
        label,
        hint,
        kind,
        autocomplete: "off",
        value: typed.get(name).to_owned(),
        fault: said_of(&faults, name),
        ..Field::default()
    };
    let choice = |name: &'static str, label, hint, options| Choice {
        name: name.into(),
        label,
        hint,
        options,
        fault: said_of(&faults, name),
    };
    let shown = page(&GivePage {
        address: urls::give_role(slug),
        role: choice("roll", "Roll", "", options("Välj roll", named(), typed.get("roll"))),
        municipality: choice(
            "kommun",
            "Kommun",
            "Bara för kommunadministratörer och avtalstecknare.",
            options("Hela regionen", choices(&municipalities), typed.get("kommun")),
        ),
        email: field("epost", "E-post", "", "email"),
        given_name: field("fornamn", "Förnamn", "Behövs bara för den som är ny här.", "text"),
        family_name: field("efternamn", "Efternamn", "", "text"),
        first_day: field("fran", "Från och med", "Lämna tomt för från och med nu.", "date"),
        last_day: field("till", "Till och med", "Lämna tomt för tills vidare.", "date"),
        reason: field("skal", "Skäl", "Behövs för support. Syns i händelserna.", "text"),
        cancel_href: urls::roles(slug),
        frame,
        faults: faults.clone(),
    })?;
    Ok((status, shown).into_response())
}
