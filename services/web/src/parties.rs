//! What a region's agreements tell of its municipalities and years: what lists offer to choose from.

use chrono::Datelike;
use domain::{Date, swedish};
use serde::Deserialize;

/// A region's agreements.
#[derive(Deserialize)]
pub(crate) struct Agreements {
    nodes: Vec<Agreement>,
}

#[derive(Deserialize)]
struct Agreement {
    from: Date,
    to: Date,
    parties: Vec<Party>,
}

#[derive(Deserialize)]
struct Party {
    municipality: Municipality,
}

#[derive(Deserialize)]
struct Municipality {
    code: String,
    name: String,
}

/// Codes and names, each once, by name.
pub(crate) fn municipalities(agreements: &Agreements) -> Vec<(String, String)> {
    let parties = agreements.nodes.iter().flat_map(|agreement| &agreement.parties);
    let mut known: Vec<(String, String)> = parties
        .map(|party| (party.municipality.code.clone(), party.municipality.name.clone()))
        .collect();
    known.sort_by_cached_key(|(code, name)| (swedish::sort_key(name), code.clone()));
    known.dedup();
    known
}

/// The years of all terms, up to the next one, latest first.
pub(crate) fn years(agreements: &Agreements, today: Date) -> Vec<String> {
    let first = agreements.nodes.iter().map(|agreement| agreement.from.year()).min();
    let last = agreements.nodes.iter().map(|agreement| agreement.to.year()).max();
    let last = last.map(|year| year.min(today.year().saturating_add(1)));
    match (first, last) {
        (Some(first), Some(last)) => (first..=last).rev().map(|year| year.to_string()).collect(),
        _ => Vec::new(),
    }
}
