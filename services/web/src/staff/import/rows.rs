//! Rows of a file with what becomes, or has become, of each: a filter for every outcome, a hundred at a time.

use serde::Deserialize;
use serde_json::json;

use super::{Counts, ImportState, RowOutcome};
use crate::fault::Fault;
use crate::operation::operation;
use crate::pill::Pill;
use crate::visit::Visit;
use crate::{figures, urls};

const STAFF_IMPORT_ROWS: &str = operation!("staff_import_rows");

/// So many rows the API gives at a time.
const PAGE: i64 = 100;

/// What was asked for in the address.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    visa: String,
    fran: i64,
}

/// Rows, ready to show.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) counts: Counts,
    pub(super) filters: Vec<Filter>,
    pub(super) rows: Vec<Row>,
    pub(super) next: String,
    pub(super) first: String,
}

/// A link to the rows of one outcome.
pub(super) struct Filter {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) chosen: bool,
}

/// A row, ready to show.
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) who: String,
    pub(super) outcome: Pill,
    pub(super) explanation: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    staff_import: Option<Found>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    #[serde(default)]
    dry_run: Option<DryRun>,
    #[serde(default)]
    results: Vec<ImportRow>,
}

#[derive(Deserialize)]
struct DryRun {
    counts: Counts,
    rows: Vec<ImportRow>,
}

#[derive(Deserialize)]
struct ImportRow {
    row: i64,
    outcome: RowOutcome,
    name: Option<String>,
    email: Option<String>,
    explanation: String,
}

/// An outcome: the API's word, that of the address, and what it is called ahead and afterwards.
type Kind = (RowOutcome, &'static str, &'static str, &'static str, &'static str);

const KINDS: [Kind; 4] = [
    (RowOutcome::Refused, "REFUSED", "felaktiga", "Felaktiga", "Felaktiga"),
    (RowOutcome::Created, "CREATED", "nya", "Blir nya", "Nya"),
    (RowOutcome::Changed, "CHANGED", "andrade", "Ändras", "Ändrade"),
    (RowOutcome::Unchanged, "UNCHANGED", "oforandrade", "Oförändrade", "Oförändrade"),
];

/// The rows of an import with the outcome that is asked for; where none is, the faulty ones, which somebody must see.
pub(super) async fn load(
    visit: &Visit,
    (region, id): (&str, &str),
    (state, progress): (ImportState, Counts),
    asked: &Asked,
) -> Result<Option<Listed>, Fault> {
    let dry = state == ImportState::Uploaded;
    let [faulty, ..] = &KINDS;
    let chosen = KINDS.iter().find(|(_, _, word, _, _)| *word == asked.visa);
    let (outcome, api_word, word, ..) = chosen.unwrap_or(faulty);
    let skip = asked.fran.clamp(0, 1_000_000);
    let variables =
        json!({ "id": id, "dry": dry, "done": !dry, "outcome": api_word, "skip": skip });
    let content: Content = visit.within(STAFF_IMPORT_ROWS, region, variables).await?;
    let found = content.staff_import.ok_or(Fault::NotFound)?;
    let (counts, rows) = match found.dry_run {
        Some(dry_run) => (dry_run.counts, dry_run.rows),
        None if dry => return Ok(None),
        None => (progress, found.results),
    };
    let address = urls::staff_import(region, id);
    let link = |word: &str, from: i64| {
        let from = if from == 0 { String::new() } else { from.to_string() };
        let link = urls::with_query(&address, &[("visa", word), ("fran", &from)]);
        format!("{link}#rader")
    };
    let of = |outcome: RowOutcome| match outcome {
        RowOutcome::Created => counts.created,
        RowOutcome::Changed => counts.changed,
        RowOutcome::Unchanged => counts.unchanged,
        RowOutcome::Refused => counts.refused,
    };
    let filters = KINDS.iter().map(|(outcome, _, own, ahead, afterwards)| Filter {
        label: format!("{} {}", if dry { ahead } else { afterwards }, figures::count(of(*outcome))),
        href: link(own, 0),
        chosen: own == word,
    });
    let after = skip.saturating_add(PAGE);
    Ok(Some(Listed {
        counts,
        filters: filters.collect(),
        rows: rows.into_iter().map(|row| shown(row, dry)).collect(),
        next: if after < of(*outcome) { link(word, after) } else { String::new() },
        first: if skip > 0 { link(word, 0) } else { String::new() },
    }))
}

fn shown(row: ImportRow, dry: bool) -> Row {
    let parts = [row.name, row.email];
    let who: Vec<String> = parts.into_iter().flatten().collect();
    Row {
        number: row.row,
        who: who.join(", "),
        outcome: match (row.outcome, dry) {
            (RowOutcome::Created, true) => Pill::live("Blir ny"),
            (RowOutcome::Created, false) => Pill::ready("Ny"),
            (RowOutcome::Changed, true) => Pill::live("Ändras"),
            (RowOutcome::Changed, false) => Pill::ready("Ändrad"),
            (RowOutcome::Unchanged, _) => Pill::quiet("Oförändrad"),
            (RowOutcome::Refused, _) => Pill::attention("Felaktig"),
        },
        explanation: row.explanation,
    }
}
