//! What somebody has asked to have credited, and nobody has issued or withdrawn: each leads to where it is decided.

use chrono::{DateTime, Utc};
use domain::{Money, course_date_at, swedish};
use serde::Deserialize;

use crate::settlement::sum;
use crate::{figures, urls};

/// `creditsWaiting`, as the API tells it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreditsWaiting {
    total_count: i64,
    nodes: Vec<CreditWaiting>,
}

#[derive(Deserialize)]
struct CreditWaiting {
    document: Document,
    credit: Credit,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    number: String,
    municipality: Municipality,
}

#[derive(Deserialize)]
struct Municipality {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Credit {
    cancels: bool,
    lines: Vec<Part>,
    asked_at: DateTime<Utc>,
    asked_by: String,
    own: bool,
}

#[derive(Deserialize)]
struct Part {
    amount: Money,
}

/// The first of them, ready to show.
#[derive(Default)]
pub(crate) struct Waiting {
    pub(crate) rows: Vec<Row>,
    /// How many more there are; empty for none.
    pub(crate) more: String,
}

pub(crate) struct Row {
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) told: String,
}

impl Waiting {
    pub(crate) fn of(region: &str, waiting: &CreditsWaiting) -> Self {
        let rows: Vec<Row> = waiting.nodes.iter().map(|one| Row::of(region, one)).collect();
        let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let more = waiting.total_count.saturating_sub(shown);
        let more = if more > 0 {
            format!("Och {} till, som visas när de här är beslutade.", figures::count(more))
        } else {
            String::new()
        };
        Self { rows, more }
    }
}

impl Row {
    fn of(region: &str, waiting: &CreditWaiting) -> Self {
        let CreditWaiting { document, credit } = waiting;
        let what = if credit.cancels { "makulering" } else { "nedsättning" };
        let amount = swedish::money(sum(credit.lines.iter().map(|line| line.amount)));
        let day = swedish::long_date(course_date_at(credit.asked_at));
        let by = match (credit.own, credit.asked_by.as_str()) {
            (true, _) => " av dig".to_owned(),
            (false, "") => String::new(),
            (false, name) => format!(" av {name}"),
        };
        Self {
            number: document.number.clone(),
            href: urls::credit(region, &document.id),
            told: format!("{}, {what} med {amount}, begärd {day}{by}", document.municipality.name),
        }
    }
}
