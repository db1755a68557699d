//! What `operations/settlement.graphql` answers.

use chrono::{DateTime, Utc};
use domain::{Date, Money};
use serde::Deserialize;

use crate::line_kind::LineKind;
use crate::missing_kind::MissingKind;
use crate::settlement::credits_waiting::CreditsWaiting;
use crate::settlement::{DocumentKind, OccasionName};
use crate::terms::ChargedBy;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) agreement: Option<ChargedBy>,
    pub(super) credits_waiting: CreditsWaiting,
    pub(super) settlement_preview: Preview,
    pub(super) runs: Runs,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Preview {
    pub(super) total: Money,
    pub(super) fingerprint: String,
    pub(super) open_days: i64,
    pub(super) missing: Vec<Missing>,
    pub(super) four_eyes: bool,
    pub(super) attestations: Vec<Attestation>,
    pub(super) documents: Vec<Document>,
    /// Those of the municipality that was asked for.
    #[serde(default)]
    pub(super) chosen: Vec<ChosenDocument>,
    pub(super) findings: Vec<Finding>,
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) total: Money,
    pub(super) municipality: Municipality,
    pub(super) lines: Vec<Line>,
}

/// A document with all its lines.
#[derive(Deserialize)]
pub(super) struct ChosenDocument {
    pub(super) date: Date,
    pub(super) kind: DocumentKind,
    pub(super) adjusts: bool,
    pub(super) total: Money,
    pub(super) agreement: Agreement,
    pub(super) municipality: Municipality,
    pub(super) occasion: Option<OccasionName>,
    pub(super) details: Vec<Detail>,
}

/// A line, and what of it was charged before.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Detail {
    pub(super) name: String,
    pub(super) quantity: String,
    pub(super) amount: Money,
    pub(super) adjusts: bool,
    pub(super) charged: Money,
    pub(super) issued_before: Money,
    pub(super) course_day: Option<Day>,
}

#[derive(Deserialize)]
pub(super) struct Agreement {
    pub(super) title: String,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) amount: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum FindingKind {
    NeverSentAnybody,
    NoLeader,
    NoParticipants,
    PotCarried,
    NegativeTotal,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding {
    pub(super) kind: FindingKind,
    pub(super) year: Option<i64>,
    pub(super) amount: Option<Money>,
    pub(super) municipality: Option<Named>,
    pub(super) course_day: Option<Day>,
    pub(super) occasion: Option<Occasion>,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct Day {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) course: String,
}

#[derive(Deserialize)]
pub(super) struct Occasion {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) course: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Runs {
    pub(super) total_count: i64,
    pub(super) nodes: Vec<Run>,
    pub(super) page_info: crate::paging::PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) id: String,
    pub(super) until: Date,
    pub(super) issued_at: DateTime<Utc>,
    pub(super) issued_by: String,
    pub(super) documents: i64,
    pub(super) total: Money,
    pub(super) first_number: String,
    pub(super) last_number: String,
}

/// Something that is to be set up before these documents can be given out.
#[derive(Deserialize)]
pub(super) struct Missing {
    pub(super) kind: MissingKind,
    pub(super) charge: Option<LineKind>,
    pub(super) code: Option<String>,
    pub(super) municipality: Option<Named>,
}

/// That somebody has vouched for what is shown.
#[derive(Deserialize)]
pub(super) struct Attestation {
    pub(super) by: String,
    pub(super) at: DateTime<Utc>,
    pub(super) own: bool,
}
