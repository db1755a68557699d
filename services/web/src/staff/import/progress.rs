//! Where an import stands: the road that it goes, how far the rows have come, and in a sentence.

use super::{Counts, Import, ImportState};
use crate::figures;
use crate::road::Road;

/// How far the rows have come, ready to draw.
pub(super) struct Progress {
    pub(super) done: i64,
    pub(super) all: i64,
    pub(super) told: String,
}

/// The road from a file to people.
pub(super) fn road(import: &Import, mapped: bool) -> Road {
    let here = match import.state {
        ImportState::Uploaded if mapped => 2,
        ImportState::Uploaded => 1,
        ImportState::Running | ImportState::Cancelled | ImportState::Failed => 3,
        ImportState::Done => 4,
    };
    Road::through("Inläsningens väg", &["Fil", "Kolumner", "Provkörning", "Inläsning"], here)
}

/// Where it stands while it runs.
pub(super) fn progress(import: &Import) -> Option<Progress> {
    (import.state == ImportState::Running).then(|| {
        let Counts { rows, .. } = import.progress;
        let done = import.progress.done();
        let told = if import.stopping {
            format!(
                "Stannar. {} av {} rader är inlästa.",
                figures::count(done),
                figures::count(rows)
            )
        } else {
            format!("{} av {} rader är inlästa.", figures::count(done), figures::count(rows))
        };
        Progress { done, all: rows.max(1), told }
    })
}

/// How it ended; empty where it has not.
pub(super) fn ended(import: &Import) -> String {
    let Counts { created, changed, unchanged, refused, .. } = import.progress;
    let [created, changed, unchanged, refused] =
        [created, changed, unchanged, refused].map(figures::count);
    match import.state {
        ImportState::Uploaded | ImportState::Running => String::new(),
        ImportState::Done => format!(
            "{created} nya, {changed} ändrade, {unchanged} oförändrade och {refused} felaktiga. De \
             felaktiga lästes inte in."
        ),
        ImportState::Cancelled if import.progress.done() == 0 => {
            "Avbruten innan något hade lästs in.".to_owned()
        }
        ImportState::Cancelled => format!(
            "Avbruten. {created} nya och {changed} ändrade hann läsas in och finns kvar. Läs in samma \
             fil igen för att fortsätta: de blir oförändrade."
        ),
        ImportState::Failed => import.fault.clone().unwrap_or_default(),
    }
}
