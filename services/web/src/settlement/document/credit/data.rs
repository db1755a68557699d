//! What `operations/document_credits.graphql` answers.

use chrono::{DateTime, Utc};
use domain::{Date, Money};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) document: Option<Document>,
    pub(super) document_credits: Option<Credits>,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) number: String,
    pub(super) municipality: Municipality,
    pub(super) lines: Vec<Line>,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) course_day: Option<CourseDay>,
}

#[derive(Deserialize)]
pub(super) struct CourseDay {
    pub(super) date: Date,
    pub(super) course: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Credits {
    pub(super) four_eyes: bool,
    pub(super) left: Vec<Part>,
    pub(super) requests: Vec<Request>,
}

/// How much of a line.
#[derive(Deserialize)]
pub(super) struct Part {
    pub(super) line: String,
    pub(super) amount: Money,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    pub(super) id: String,
    pub(super) cancels: bool,
    pub(super) reason: String,
    pub(super) lines: Vec<Part>,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) asked_by: String,
    pub(super) own: bool,
    pub(super) issued: Option<String>,
    pub(super) withdrawal: Option<Withdrawal>,
}

/// That it is not to be issued.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Withdrawal {
    pub(super) reason: String,
    pub(super) at: DateTime<Utc>,
    pub(super) by: String,
    pub(super) by_asker: bool,
}
