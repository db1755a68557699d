//! What has been asked for, and what has become of it.

use chrono::{DateTime, Utc};
use domain::{course_date_at, swedish};

use crate::forms::{FaultLine, Field, Typed, said_of};
use crate::settlement::document::credit::data::{Request, Withdrawal};
use crate::settlement::sum;
use crate::urls;

/// What has been asked for, ready to show.
pub(super) struct RequestView {
    pub(super) told: String,
    pub(super) reason: String,
    pub(super) amount: String,
    /// Where the credit note is; empty before it is issued.
    pub(super) issued_href: String,
    /// Where it is issued; empty where it is, where it is withdrawn, or where somebody else must.
    pub(super) issue_address: String,
    /// Who withdrew it, when; empty where nobody has.
    pub(super) withdrawn: String,
    /// Why they did.
    pub(super) withdrawn_because: String,
    /// How it is withdrawn, while it can be.
    pub(super) withdrawing: Option<Withdrawing>,
}

/// The form that withdraws.
pub(super) struct Withdrawing {
    pub(super) address: String,
    pub(super) reason: Field,
    pub(super) button: &'static str,
}

impl RequestView {
    pub(super) fn of(
        (region, id): (&str, &str),
        request: &Request,
        four_eyes: bool,
        (typed, faults): (&Typed, &[FaultLine]),
    ) -> Self {
        let what = if request.cancels { "Makulering" } else { "Nedsättning" };
        let awaits_another = four_eyes && request.own;
        let is_open = request.issued.is_none() && request.withdrawal.is_none();
        let field = reason_field(&request.id);
        let withdrawing = || Withdrawing {
            address: urls::credit_withdraw(region, id, &request.id),
            reason: Field {
                label: if request.own {
                    "Skäl att ta tillbaka den"
                } else {
                    "Skäl att avslå den"
                },
                hint: "",
                kind: "text",
                autocomplete: "off",
                value: typed.get(&field).to_owned(),
                fault: said_of(faults, &field),
                name: field.clone().into(),
                ..Field::default()
            },
            button: if request.own { "Ta tillbaka begäran" } else { "Avslå begäran" },
        };
        let withdrawal = request.withdrawal.as_ref();
        Self {
            told: format!("{what} begärd {}", on_by(request.asked_at, &request.asked_by)),
            reason: request.reason.clone(),
            amount: swedish::money(sum(request.lines.iter().map(|line| line.amount))),
            issued_href: request
                .issued
                .as_ref()
                .map(|note| urls::document(region, note))
                .unwrap_or_default(),
            issue_address: if is_open && !awaits_another {
                urls::credit_issue(region, id, &request.id)
            } else {
                String::new()
            },
            withdrawn: withdrawal.map(withdrawn).unwrap_or_default(),
            withdrawn_because: withdrawal.map(|one| one.reason.clone()).unwrap_or_default(),
            withdrawing: is_open.then(withdrawing),
        }
    }
}

/// What the reason for withdrawing is called in the form.
pub(super) fn reason_field(credit: &str) -> String {
    format!("skal-{credit}")
}

fn withdrawn(withdrawal: &Withdrawal) -> String {
    let what = if withdrawal.by_asker { "Återtagen" } else { "Avslagen" };
    format!("{what} {}", on_by(withdrawal.at, &withdrawal.by))
}

fn on_by(at: DateTime<Utc>, name: &str) -> String {
    let day = swedish::long_date(course_date_at(at));
    if name.is_empty() { day } else { format!("{day} av {name}") }
}
