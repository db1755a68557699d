//! Settlement: preview, issue, runs, documents, why, the trainer pot, the ledger. Computes no amount that is charged.

use axum::Router;
use domain::Money;
use serde::Deserialize;

use crate::pill::Pill;
use crate::router::App;

mod bars;
mod costs;
mod credits_waiting;
mod document;
mod documents;
mod figures_page;
mod formats;
mod funds;
mod issue;
mod ledger;
mod line;
mod municipality;
mod occasion_result;
mod payments;
mod preview;
mod run_files;
mod table;
mod trainer_pot;
mod year_end;

pub(crate) use credits_waiting::{CreditsWaiting, Waiting};

/// The pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(preview::routes())
        .merge(run_files::routes())
        .merge(documents::routes())
        .merge(document::routes())
        .merge(line::routes())
        .merge(trainer_pot::routes())
        .merge(ledger::routes())
        .merge(payments::routes())
        .merge(municipality::routes())
        .merge(costs::routes())
        .merge(occasion_result::routes())
        .merge(funds::routes())
        .merge(year_end::routes())
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum DocumentKind {
    Invoice,
    Payout,
}

/// What a document is for: the occasion, where each is invoiced by itself, or the kind of document.
fn purpose(kind: DocumentKind, occasion: Option<&OccasionName>) -> String {
    match (occasion, kind) {
        (Some(occasion), _) => format!("{} ({})", occasion.course, occasion.code),
        (None, DocumentKind::Invoice) => "Avgifter enligt avtalet".to_owned(),
        (None, DocumentKind::Payout) => "Andel av utbildarpotten".to_owned(),
    }
}

/// An occasion's course and code.
#[derive(Deserialize)]
struct OccasionName {
    code: String,
    course: String,
}

/// How far a document is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum PaymentState {
    Unpaid,
    PartPaid,
    Paid,
    Overdue,
}

impl PaymentState {
    const fn pill(self) -> Pill {
        match self {
            Self::Unpaid => Pill::quiet("Obetalt"),
            Self::PartPaid => Pill::live("Delbetalt"),
            Self::Paid => Pill::ready("Betalt"),
            Self::Overdue => Pill::attention("Förfallet"),
        }
    }
}

/// Shown sums; one that cannot be represented would have been refused by the API.
fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap_or_default()
}
