//! What is left of a document: its payments and reminders, and the forms to record one and to take one back.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Money, swedish};
use serde::de::IgnoredAny;
use serde_json::json;

use crate::fault::Fault;
use crate::forms::{FaultLine, Field, Typed, said_of};
use crate::frame::{Here, Permission};
use crate::operation::operation;
use crate::pill::Pill;
use crate::settlement::document::data::{Document, Payment, Payments, Source};
use crate::settlement::document::shown;
use crate::visit::Visit;
use crate::{random, urls};

const PAYMENT_RECORD: &str = operation!("payment_record");
const PAYMENT_REVERSE: &str = operation!("payment_reverse");

/// What is left of a document, ready to show.
pub(super) struct Paying {
    pub(super) pill: Pill,
    pub(super) paid: String,
    pub(super) left: String,
    pub(super) due: String,
    pub(super) reference: String,
    pub(super) caption: &'static str,
    pub(super) rows: Vec<PaymentRow>,
    pub(super) reminders: Vec<String>,
    /// Whether the viewer records payments.
    pub(super) may: bool,
    /// Whether anything is left.
    pub(super) open: bool,
    pub(super) address: String,
    /// Pressed twice, it is done once.
    pub(super) key: String,
    pub(super) date: Field,
    pub(super) amount: Field,
    pub(super) note: Field,
}

pub(super) struct PaymentRow {
    pub(super) date: String,
    pub(super) how: String,
    pub(super) note: String,
    pub(super) by: String,
    pub(super) amount: String,
    /// Empty where it cannot be taken back.
    pub(super) reverse_href: String,
    pub(super) reason: Field,
}

impl Paying {
    pub(super) fn of(
        visit: &Visit,
        here: &Here,
        document: &Document,
        payments: Option<Payments>,
        (typed, faults): (Typed, &[FaultLine]),
    ) -> Result<Self, Fault> {
        let payments = payments.ok_or(Fault::NotFound)?;
        let region_pays = document.payable.is_negative();
        let left = Money::from_ore(payments.left.ore().saturating_abs());
        let typed_or = |name: &str, otherwise: String| {
            if typed.is_sent() { typed.get(name).to_owned() } else { otherwise }
        };
        let key = typed.get("nyckel").to_owned();
        let all = payments.payments.iter().enumerate();
        Ok(Self {
            pill: payments.state.pill(),
            paid: swedish::money(payments.paid),
            left: swedish::money(payments.left),
            due: payments.due.map_or_else(
                || "Inget förfallodatum, eftersom inga betalningsvillkor var inställda".to_owned(),
                swedish::long_date,
            ),
            reference: payments.payment_reference.unwrap_or_default(),
            caption: if region_pays {
                "Det som regionen har betalat är minus."
            } else {
                "Det som kommunen har betalat. Återförda betalningar är minus."
            },
            rows: all.map(|(at, one)| row(&here.slug, &document.id, at, one, faults)).collect(),
            reminders: payments
                .reminders
                .iter()
                .map(|one| {
                    let by = if one.by.is_empty() { "" } else { " av " };
                    format!("{} om {}{by}{}", one.date, swedish::money(one.left), one.by)
                })
                .collect(),
            may: here.may(Permission::Settle),
            open: !payments.left.is_zero(),
            address: urls::pay(&here.slug, &document.id),
            key: if key.is_empty() { random::token::<16>()? } else { key },
            date: Field {
                name: "datum".into(),
                label: "Betalningsdag",
                kind: "date",
                value: typed_or("datum", visit.today().to_string()),
                fault: said_of(faults, "datum"),
                ..Field::default()
            },
            amount: Field {
                name: "belopp".into(),
                label: "Belopp, kr",
                hint: if region_pays {
                    "Det som regionen har betalat till kommunen. Hela beloppet, eller en del."
                } else {
                    "Hela beloppet, eller en del."
                },
                kind: "text",
                inputmode: "decimal",
                value: typed_or("belopp", swedish::figure(left)),
                fault: said_of(faults, "belopp"),
                ..Field::default()
            },
            note: Field {
                name: "anteckning".into(),
                label: "Anteckning (valfri)",
                kind: "text",
                value: typed_or("anteckning", String::new()),
                fault: said_of(faults, "anteckning"),
                ..Field::default()
            },
        })
    }
}

fn row(
    region: &str,
    document: &str,
    at: usize,
    payment: &Payment,
    faults: &[FaultLine],
) -> PaymentRow {
    let source = match payment.source {
        Source::Hand => "Registrerad för hand".to_owned(),
        Source::BankFile => match &payment.bank_reference {
            Some(number) => format!("Bankfil, nummer {number}"),
            None => "Bankfil".to_owned(),
        },
    };
    let name = format!("skal-{at}");
    PaymentRow {
        date: payment.date.to_string(),
        how: match (&payment.reverses, payment.is_reversed) {
            (Some(_), _) => "Återföring".to_owned(),
            (None, true) => format!("{source}, återförd"),
            (None, false) => source,
        },
        note: payment.note.clone(),
        by: payment.recorded_by.clone(),
        amount: swedish::figure(payment.amount),
        reverse_href: if payment.reverses.is_none() && !payment.is_reversed {
            urls::reverse(region, document, &payment.id)
        } else {
            String::new()
        },
        reason: Field {
            fault: said_of(faults, &name),
            name: name.into(),
            label: "Varför?",
            kind: "text",
            ..Field::default()
        },
    }
}

/// Records a payment, and shows the document with it.
pub(super) async fn record(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let mut faults = Vec::new();
    let date = crate::forms::date_in(typed.get("datum"), "datum", &mut faults);
    if date.is_none() && faults.is_empty() {
        faults.push(FaultLine::of("datum", "Skriv vilken dag det betalades."));
    }
    let amount = amount(typed.get("belopp"));
    if amount.is_none() {
        faults.push(FaultLine::of("belopp", "Skriv beloppet i kronor, som 12 500 eller 99,50."));
    }
    let (Some(date), Some(amount)) = (date, amount) else {
        return shown(&visit, &region, &id, typed, faults).await;
    };
    let input = json!({
        "region": region,
        "document": id,
        "date": date,
        "amount": amount,
        "note": typed.get("anteckning"),
        "idempotencyKey": key(&typed),
    });
    match visit.ask(PAYMENT_RECORD, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            visit.session.say("Betalningen är registrerad och bokförd.");
            Ok(back(&region, &id))
        }
        Err(Fault::Invalid(fields)) => {
            let faults = fields.iter().map(|field| told(&field.path)).collect();
            shown(&visit, &region, &id, typed, faults).await
        }
        Err(fault) => Err(fault),
    }
}

/// Takes a payment back, and shows the document with both.
pub(super) async fn reverse(
    visit: Visit,
    Path((region, id, payment)): Path<(String, String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let (field, reason) = typed.first("skal-");
    let input = json!({
        "region": region,
        "payment": payment,
        "reason": reason,
        "idempotencyKey": key(&typed),
    });
    match visit.ask(PAYMENT_REVERSE, json!({ "input": input })).await {
        Ok(IgnoredAny) => visit.session.say("Betalningen är återförd. Båda syns i listan."),
        Err(Fault::Conflict) => visit.session.say("Betalningen var redan återförd."),
        Err(Fault::Invalid(_)) => {
            let text = "Skriv varför betalningen återförs, med högst 500 tecken.";
            let faults = vec![FaultLine::of(field, text)];
            return shown(&visit, &region, &id, Typed::default(), faults).await;
        }
        Err(fault) => return Err(fault),
    }
    Ok(back(&region, &id))
}

fn back(region: &str, id: &str) -> Response {
    Redirect::to(&format!("{}#betalning", urls::document(region, id))).into_response()
}

/// The form's own key, where it has one.
fn key(typed: &Typed) -> Option<&str> {
    Some(typed.get("nyckel")).filter(|key| !key.is_empty())
}

/// An amount as people write it: with spaces between thousands and a comma.
fn amount(text: &str) -> Option<Money> {
    let plain: String = text
        .trim_end_matches("kr")
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| if letter == ',' { '.' } else { letter })
        .collect();
    plain.parse().ok()
}

fn told(path: &str) -> FaultLine {
    match path {
        "input.date" => {
            FaultLine::of("datum", "Välj en dag som inte är före underlagets och inte efter idag.")
        }
        "input.amount" => FaultLine::of(
            "belopp",
            "Skriv ett belopp över noll som inte är mer än det som är kvar att betala.",
        ),
        "input.note" => FaultLine::of("anteckning", "Skriv högst 500 tecken."),
        "input.idempotencyKey" => FaultLine::of(
            "",
            "Formuläret är redan skickat med något annat. Ladda sidan på nytt och registrera igen.",
        ),
        _ => FaultLine::of("", "Betalningen kunde inte registreras. Kontrollera fälten."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, ore) in [
            ("12 500", Some(1_250_000)),
            ("12\u{a0}500,50 kr", Some(1_250_050)),
            ("99.5", Some(9_950)),
            ("", None),
            ("tolv", None),
            ("1,505", None),
        ] {
            assert_eq!(amount(text).map(Money::ore), ore, "{text}");
        }
    }
}
