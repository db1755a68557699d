//! Recording a cost: what was typed becomes the API's input, and what the API says is told by its field.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Date;
use serde::de::IgnoredAny;
use serde_json::json;

use super::{Asked, list};
use crate::fault::{Fault, FieldFault};
use crate::forms::{
    Choice, FaultLine, Field, Selectable, Typed, date_in, money_in, options, said_of,
};
use crate::once;
use crate::operation::operation;
use crate::settlement::costs::data::CostKind;
use crate::urls;
use crate::visit::Visit;

const COST_RECORD: &str = operation!("cost_record");
const PAYERS: [(&str, &str); 2] = [("INCOME", "Årets intäkter"), ("BUFFER", "Bufferten")];

/// The form, with what was typed.
pub(super) struct NewCost {
    /// Sent twice, the cost is recorded once.
    pub(super) key: String,
    pub(super) fields: Vec<Field>,
    pub(super) choices: Vec<Choice>,
}

impl NewCost {
    /// A form of today and the chosen occasion, or what was typed.
    pub(super) fn of(
        typed: &Typed,
        faults: &[FaultLine],
        (occasions, chosen): (Vec<(String, String)>, &str),
        today: Date,
    ) -> Result<Self, Fault> {
        let today = today.to_string();
        let field = |name: &'static str, label, hint, kind, usual: &str| Field {
            name: name.into(),
            label,
            hint,
            kind,
            autocomplete: "off",
            value: if typed.is_sent() { typed.get(name) } else { usual }.to_owned(),
            fault: said_of(faults, name),
            ..Field::default()
        };
        let choice = |name: &'static str, label, hint, known: &[(&str, &str)]| Choice {
            name: name.into(),
            label,
            hint,
            options: known
                .iter()
                .map(|(value, label)| Selectable {
                    value: (*value).to_owned(),
                    label: (*label).to_owned(),
                    chosen: typed.get(name) == *value,
                })
                .collect(),
            fault: said_of(faults, name),
        };
        let amount = Field {
            inputmode: "decimal",
            ..field(
                "belopp",
                "Belopp utan moms",
                "I kronor, som 12 500 eller 12 500,50.",
                "text",
                "",
            )
        };
        let supplier = "Organisationens namn, inte en persons.";
        Ok(Self {
            key: once::key()?,
            fields: vec![
                field("datum", "Datum", "Fakturans datum, till och med i dag.", "date", &today),
                field("beskrivning", "Vad det var", "Som Lokalhyra 17–18 november.", "text", ""),
                field("leverantor", "Leverantör", supplier, "text", ""),
                amount,
            ],
            choices: vec![
                choice("slag", "Slag", "", &CostKind::CHOICES),
                Choice {
                    name: "tillfalle".into(),
                    label: "Hör till",
                    hint: "",
                    options: options("Inget särskilt kurstillfälle", occasions.into_iter(), chosen),
                    fault: said_of(faults, "tillfalle"),
                },
                choice(
                    "betalas",
                    "Betalas av",
                    "Bufferten betalar högst det som finns i den på kostnadens datum och efteråt.",
                    &PAYERS,
                ),
            ],
        })
    }
}

pub(super) async fn record(
    visit: Visit,
    Path(region): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let date = date_in(typed.get("datum"), "datum", &mut faults);
    if typed.get("datum").is_empty() {
        faults.push(FaultLine::of("datum", "Välj kostnadens datum."));
    }
    let amount = money_in(typed.get("belopp"), "belopp", &mut faults);
    if typed.get("belopp").is_empty() {
        faults.push(FaultLine::of("belopp", "Skriv vad kostnaden var, i kronor utan moms."));
    }
    let asked = Asked::default();
    let (Some(date), Some(amount)) = (date, amount) else {
        return list(&visit, &region, &asked, &typed, faults).await;
    };
    let given = |name: &str| Some(typed.get(name)).filter(|text| !text.is_empty());
    let input = json!({
        "region": region,
        "date": date,
        "kind": typed.get("slag"),
        "description": typed.get("beskrivning"),
        "supplier": typed.get("leverantor"),
        "amount": amount.to_string(),
        "occasion": given("tillfalle"),
        "paidBy": typed.get("betalas"),
        "idempotencyKey": once::sent(typed.get(once::FIELD)),
    });
    match visit.ask(COST_RECORD, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("Kostnaden är införd och bokförd.");
            Ok(Redirect::to(&urls::costs(&region)).into_response())
        }
        Err(Fault::Invalid(fields)) => {
            let buffer = typed.get("betalas") == "BUFFER";
            let faults = fields.iter().map(|field| told(field, buffer)).collect();
            list(&visit, &region, &asked, &typed, faults).await
        }
        Err(fault) => Err(fault),
    }
}

/// What the API says of a field, by the form's name for it, and what to do.
fn told(fault: &FieldFault, buffer: bool) -> FaultLine {
    match fault.path.rsplit('.').next().unwrap_or_default() {
        "date" => FaultLine::of("datum", "Välj ett datum som inte är efter i dag."),
        "description" => {
            FaultLine::of("beskrivning", "Skriv vad kostnaden var, med högst 200 tecken.")
        }
        "supplier" => FaultLine::of("leverantor", "Skriv vilken organisation som får betalt."),
        "amount" if buffer => FaultLine::of(
            "belopp",
            "Så mycket finns inte i bufferten på det datumet och efteråt. Skriv ett lägre belopp, eller \
             låt årets intäkter betala.",
        ),
        "amount" => FaultLine::of("belopp", "Skriv ett belopp över noll."),
        "idempotencyKey" => FaultLine::of("", "Kostnaden är redan införd. Se listan nedan."),
        _ => FaultLine::of("slag", "Välj något ur listorna."),
    }
}
