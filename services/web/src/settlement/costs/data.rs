//! What `operations/costs.graphql` answers.

use domain::{Date, Money};
use serde::Deserialize;

use crate::paging::PageInfo;

#[derive(Deserialize)]
pub(super) struct Content {
    occasions: Occasions,
    /// The one that was chosen.
    chosen: Option<Occasion>,
    pub(super) costs: Costs,
}

impl Content {
    /// The occasions to choose from: the latest, and the one that was chosen.
    pub(super) fn choices(&self) -> Vec<(String, String)> {
        let latest = &self.occasions.nodes;
        let older = self.chosen.iter().filter(|one| latest.iter().all(|other| other.id != one.id));
        latest.iter().chain(older).map(Occasion::choice).collect()
    }
}

#[derive(Deserialize)]
struct Occasions {
    nodes: Vec<Occasion>,
}

/// An occasion by id, code and course.
#[derive(Clone, Deserialize)]
pub(in crate::settlement) struct Occasion {
    pub(in crate::settlement) id: String,
    pub(in crate::settlement) code: String,
    pub(in crate::settlement) course: String,
}

impl Occasion {
    /// What is sent, and what is read.
    fn choice(&self) -> (String, String) {
        (self.id.clone(), format!("{} ({})", self.course, self.code))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Costs {
    pub(super) total_count: i64,
    pub(super) total_amount: Money,
    pub(super) nodes: Vec<Cost>,
    pub(super) page_info: PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cost {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) kind: CostKind,
    pub(super) description: String,
    pub(super) supplier: String,
    pub(super) amount: Money,
    pub(super) paid_by: CostPayer,
    pub(super) reverses: Option<String>,
    pub(super) reversed_by: Option<String>,
    pub(super) occasion: Option<Occasion>,
}

/// What was paid for.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(in crate::settlement) enum CostKind {
    Venue,
    Catering,
    Material,
    ProcuredTrainer,
    Other,
}

impl CostKind {
    /// What is sent, and what is read.
    pub(super) const CHOICES: [(&'static str, &'static str); 5] = [
        ("VENUE", "Lokal"),
        ("CATERING", "Mat och fika"),
        ("MATERIAL", "Material"),
        ("PROCURED_TRAINER", "Upphandlad utbildare"),
        ("OTHER", "Annat"),
    ];

    /// What is read.
    pub(in crate::settlement) const fn name(self) -> &'static str {
        match self {
            Self::Venue => "Lokal",
            Self::Catering => "Mat och fika",
            Self::Material => "Material",
            Self::ProcuredTrainer => "Upphandlad utbildare",
            Self::Other => "Annat",
        }
    }
}

/// What pays a cost.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(in crate::settlement) enum CostPayer {
    Income,
    Buffer,
}

impl CostPayer {
    /// What is read.
    pub(in crate::settlement) const fn name(self) -> &'static str {
        match self {
            Self::Income => "Årets intäkter",
            Self::Buffer => "Bufferten",
        }
    }
}
