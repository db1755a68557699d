//! Crediting a document by hand: somebody asks for it, sees what it comes to, and it is issued, or withdrawn.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{Money, swedish};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::fault::{Fault, FieldFault};
use crate::forms::{self, Choice, FaultLine, Field, Selectable, Typed, money_in, said_of};
use crate::frame::{Frame, Here};
use crate::once;
use crate::operation::{operation, region_operation};
use crate::rail::Section;
use crate::router::App;
use crate::settlement::document::credit::data::{Content, Line, Request};
use crate::settlement::document::credit::request::RequestView;
use crate::settlement::sum;
use crate::urls;
use crate::visit::{Visit, page};

mod data;
mod request;
mod withdraw;

const DOCUMENT_CREDITS: &str = region_operation!("document_credits");
const ASK: &str = operation!("document_credit_ask");
const ISSUE: &str = operation!("document_credit_issue");

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::CREDIT, get(show).post(ask))
        .route(urls::CREDIT_ISSUE, post(issue))
        .route(urls::CREDIT_WITHDRAW, post(withdraw::withdraw))
}

#[derive(Template)]
#[template(path = "settlement/credit.html")]
struct CreditPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    heading: String,
    municipality: String,
    requests: Vec<RequestView>,
    four_eyes: bool,
    address: String,
    once: String,
    kind: Choice,
    reason: Field,
    rows: Vec<LineRow>,
    left: String,
    document_href: String,
}

/// A line of which something is left.
struct LineRow {
    name: String,
    day: String,
    left: String,
    /// Empty where it cannot be reduced: the region owes it.
    field: Option<Field>,
}

async fn show(visit: Visit, Path((region, id)): Path<(String, String)>) -> Result<Response, Fault> {
    form(&visit, (&region, &id), &Typed::default(), Vec::new()).await
}

/// Asks for it, and shows what was asked for.
async fn ask(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let (_, content): (Here, Content) =
        visit.region(DOCUMENT_CREDITS, &region, json!({ "id": id })).await?;
    let left = content.document_credits.ok_or(Fault::NotFound)?.left;
    let cancels = typed.get("sort") == "makulera";
    let (mut lines, mut fields, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for one in left.iter().filter(|_| !cancels) {
        let field = amount_field(&one.line);
        if let Some(amount) = money_in(typed.get(&field), &field, &mut faults) {
            lines.push(json!({ "line": one.line, "amount": amount }));
            fields.push(field);
        }
    }
    if !cancels && lines.is_empty() && faults.is_empty() {
        let text = "Skriv hur mycket som ska sättas ned på minst en rad.";
        let first = left.first().map(|one| amount_field(&one.line)).unwrap_or_default();
        faults.push(FaultLine::of(first, text));
    }
    if typed.get("skal").is_empty() {
        faults.push(FaultLine::of("skal", NO_REASON));
    }
    if !faults.is_empty() {
        return form(&visit, (&region, &id), &typed, faults).await;
    }
    let input = json!({ "input": {
        "region": region,
        "document": id,
        "cancels": cancels,
        "reason": typed.get("skal"),
        "lines": lines,
        "idempotencyKey": once::sent(typed.get(once::FIELD)),
    } });
    match visit.ask(ASK, input).await {
        Ok(IgnoredAny) => {
            visit.session.say("Krediteringen är begärd. Inget är utfärdat än.");
            Ok(Redirect::to(&urls::credit(&region, &id)).into_response())
        }
        Err(Fault::Invalid(refused)) => {
            let faults = refused.iter().map(|fault| told(fault, &fields)).collect();
            form(&visit, (&region, &id), &typed, faults).await
        }
        Err(fault) => Err(fault),
    }
}

const NO_REASON: &str = "Skriv skälet, med högst 500 tecken. Det står på kreditfakturan.";

fn told(fault: &FieldFault, fields: &[String]) -> FaultLine {
    let place = fault.path.split(['[', ']']).nth(1).and_then(|place| place.parse().ok());
    let field = place.and_then(|place: usize| fields.get(place));
    match (fault.path.as_str(), field) {
        ("input.reason", _) => FaultLine::of("skal", NO_REASON),
        (_, Some(field)) => {
            FaultLine::of(field.clone(), "Skriv ett belopp över 0 kr, och högst det som är kvar.")
        }
        _ => FaultLine::of(
            "",
            "Det finns inget kvar att kreditera, eller så har något ändrats. Se vad som är kvar \
             och försök igen.",
        ),
    }
}

/// Issues what was asked for.
async fn issue(
    visit: Visit,
    Path((region, id, credit)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let input: Value = json!({ "input": { "region": region, "credit": credit } });
    let refused = match visit.ask(ISSUE, input).await {
        Ok(IgnoredAny) => {
            visit.session.say("Kreditfakturan är utfärdad.");
            return Ok(Redirect::to(&urls::credit(&region, &id)).into_response());
        }
        Err(Fault::Conflict) => {
            "Inget är utfärdat. Antingen är det du själv som har begärt krediteringen och någon \
             annan ska utfärda den, eller så är det mindre kvar på underlaget än när den \
             begärdes. Begär i så fall en ny."
        }
        Err(Fault::Invalid(_)) => {
            "Inget är utfärdat. Säljaren saknar momsregistreringsnummer, och kreditfakturan måste \
             ange det. Skriv det under Bokföring, och utfärda sedan."
        }
        Err(fault) => return Err(fault),
    };
    let faults = vec![FaultLine::of("", refused)];
    form(&visit, (&region, &id), &Typed::default(), faults).await
}

fn amount_field(line: &str) -> String {
    format!("belopp-{line}")
}

async fn form(
    visit: &Visit,
    (region, id): (&str, &str),
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, content): (Here, Content) =
        visit.region(DOCUMENT_CREDITS, region, json!({ "id": id })).await?;
    let document = content.document.ok_or(Fault::NotFound)?;
    let credits = content.document_credits.ok_or(Fault::NotFound)?;
    let slug = here.slug.as_str();
    let heading = format!("Kreditera {}", document.number);
    let document_href = urls::document(slug, id);
    let mut frame = Frame::region(visit, &here, Section::Documents, &heading)?
        .below("Underlag", urls::documents(slug))
        .below(&document.number, document_href.clone());
    frame.tell_of(&faults);
    let row = |(line, amount): (&Line, Money)| LineRow {
        name: line.name.clone(),
        day: line
            .course_day
            .as_ref()
            .map(|day| format!("{} {}", day.date, day.course))
            .unwrap_or_default(),
        left: swedish::figure(amount),
        field: (!amount.is_negative()).then(|| amount_input(&line.id, typed, &faults)),
    };
    let known = |line: &str| document.lines.iter().find(|known| known.id == line);
    let rows = credits.left.iter().filter_map(|one| Some(row((known(&one.line)?, one.amount))));
    let request = |request: &Request| {
        RequestView::of((slug, id), request, credits.four_eyes, (typed, &faults))
    };
    let status = forms::status(&faults);
    let shown = page(&CreditPage {
        frame,
        heading,
        rows: rows.collect(),
        left: swedish::figure(sum(credits.left.iter().map(|one| one.amount))),
        requests: credits.requests.iter().map(request).collect(),
        four_eyes: credits.four_eyes,
        address: urls::credit(slug, id),
        once: once::key()?,
        kind: kind(typed),
        reason: Field {
            name: "skal".into(),
            label: "Skäl",
            hint: "Står på kreditfakturan och i historiken.",
            kind: "text",
            autocomplete: "off",
            value: typed.get("skal").to_owned(),
            fault: said_of(&faults, "skal"),
            ..Field::default()
        },
        municipality: document.municipality.name,
        document_href,
        faults,
    })?;
    Ok((status, shown).into_response())
}

fn kind(typed: &Typed) -> Choice {
    let option = |(value, label): (&str, &str)| Selectable {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: typed.get("sort") == value,
    };
    Choice {
        name: "sort".into(),
        label: "Vad ska hända med avgifterna?",
        hint: "Det som makuleras tas ut på nytt vid nästa avräkning. En nedsättning gäller för gott, och regionen står för den.",
        options: [
            ("makulera", "Makulera allt som är kvar, och ta ut det på nytt"),
            ("satt-ned", "Sätt ned för gott, med beloppen nedan"),
        ]
        .map(option)
        .into(),
        fault: String::new(),
    }
}

fn amount_input(line: &str, typed: &Typed, faults: &[FaultLine]) -> Field {
    let name = amount_field(line);
    Field {
        label: "Sätt ned med, kr",
        hint: "",
        kind: "text",
        autocomplete: "off",
        inputmode: "decimal",
        value: typed.get(&name).to_owned(),
        fault: said_of(faults, &name),
        name: name.into(),
    }
}
