//! A form of the set-up: its fields, and what the API says of them.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::fault::{Fault, FieldFault};
use crate::forms::{self, Choice, FaultLine, Field, Typed, said_of};
use crate::frame::{Frame, Here};
use crate::operation::operation;
use crate::rail::Section;
use crate::visit::{Visit, page};
use crate::{once, urls};

const BOOKS_SET: &str = operation!("books_set");

#[derive(Template)]
#[template(path = "books/form.html")]
struct FormPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    heading: String,
    lead: &'static str,
    notes: Vec<String>,
    address: String,
    key: String,
    parts: Vec<Part>,
    cancel_href: String,
}

/// A part of a form: one of both.
#[derive(Default)]
pub(super) struct Part {
    pub(super) field: Option<Field>,
    pub(super) choice: Option<Choice>,
}

/// What is on a form.
pub(super) struct Form {
    pub(super) heading: String,
    pub(super) lead: &'static str,
    /// What else is to be known; lists stay as they are.
    pub(super) notes: Vec<String>,
    pub(super) address: String,
    pub(super) parts: Vec<Part>,
}

/// A text field, with what was typed, or what there is.
pub(super) fn text(
    (name, label, hint): (&'static str, &'static str, &'static str),
    value: Option<&str>,
    typed: &Typed,
    faults: &[FaultLine],
) -> Part {
    let value = if typed.is_sent() { typed.get(name) } else { value.unwrap_or_default() };
    Part {
        field: Some(Field {
            name: name.into(),
            label,
            hint,
            kind: "text",
            autocomplete: "off",
            value: value.to_owned(),
            fault: said_of(faults, name),
            ..Field::default()
        }),
        choice: None,
    }
}

/// A choice, with what was chosen, or what there is.
pub(super) fn choice(
    (name, label, hint): (&'static str, &'static str, &'static str),
    options: &[(&str, &str)],
    value: &str,
    typed: &Typed,
    faults: &[FaultLine],
) -> Part {
    let value = if typed.is_sent() { typed.get(name) } else { value };
    let option = |(known, label): &(&str, &str)| forms::Selectable {
        value: (*known).to_owned(),
        label: (*label).to_owned(),
        chosen: *known == value,
    };
    Part {
        field: None,
        choice: Some(Choice {
            name: name.into(),
            label,
            hint,
            options: options.iter().map(option).collect(),
            fault: said_of(faults, name),
        }),
    }
}

/// Sets a part up, and leads back to the overview; refused, tells what is wrong with which field.
pub(super) async fn send(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    (part, value): (&str, Value),
    field_of: impl Fn(&FieldFault) -> String,
) -> Result<Result<Response, Vec<FaultLine>>, Fault> {
    let key = once::sent(typed.get(once::FIELD));
    let input = json!({ "input": { "region": region, part: value, "idempotencyKey": key } });
    match visit.ask(BOOKS_SET, input).await {
        Ok(IgnoredAny) => {
            visit.session.say("Sparat. Det gäller för det som utfärdas från och med nu.");
            Ok(Ok(Redirect::to(&urls::books(region)).into_response()))
        }
        Err(Fault::Invalid(fields)) if once::is_used(&fields) => {
            let told =
                "Formuläret är redan sparat en gång. Kontrollera det som står här och spara igen.";
            Ok(Err(vec![FaultLine::of("", told)]))
        }
        Err(Fault::Invalid(fields)) => {
            let line = |field: &FieldFault| FaultLine::of(field_of(field), told(&field.path));
            Ok(Err(fields.iter().map(line).collect()))
        }
        Err(fault) => Err(fault),
    }
}

/// The last part of a path: `bankgiro` of `input.seller.bankgiro`.
pub(super) fn last(path: &str) -> String {
    path.rsplit('.').next().unwrap_or(path).to_owned()
}

/// What is wrong, by the API's name for it, and what to do.
fn told(path: &str) -> &'static str {
    match last(path).as_str() {
        "name" => "Skriv namnet som det är registrerat.",
        "orgNumber" => "Skriv ett organisationsnummer med tio siffror, som 222000-1234.",
        "vatNumber" => "Skriv momsregistreringsnumret: SE, organisationsnumret och 01.",
        "peppol" => {
            "Skriv 0007: följt av ett organisationsnummer, eller 0088: följt av ett lokaliseringsnummer \
             (GLN)."
        }
        "bankgiro" => "Skriv ett bankgironummer, som 5402-9681.",
        "paymentDays" => "Skriv ett antal dagar, från 1 till 365.",
        "buyerReference" => "Skriv kommunens referens eller ett ordernummer.",
        "reason" => "Skriv skälet. Det står på underlaget. För det momspliktiga behövs inget.",
        "exemption" => "Skriv en kod ur VATEX-listan, som VATEX-EU-132-1I, eller lämna tomt.",
        "rate" | "category" => "Välj hur avgiften förhåller sig till moms.",
        "number" => "Skriv ett kontonummer av siffror.",
        "dimensions" => "Skriv dimensionens nummer, kolon och objektet, som 1: 4711.",
        "to" => "Välj en sista dag som inte är före den första.",
        _ => "Det finns redan ett val för samma sak och samma tid.",
    }
}

/// The page of a form.
pub(super) fn shown(
    visit: &Visit,
    here: &Here,
    form: Form,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let overview = urls::books(&here.slug);
    let mut frame = Frame::region(visit, here, Section::Books, &form.heading)?
        .below("Bokföring", overview.clone());
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let Form { heading, lead, notes, address, parts } = form;
    let shown = page(&FormPage {
        frame,
        faults,
        heading,
        lead,
        notes,
        address,
        key: once::key()?,
        parts,
        cancel_href: overview,
    })?;
    Ok((status, shown).into_response())
}
