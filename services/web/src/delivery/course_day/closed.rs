//! What a closed day counted, and how it was corrected since.

use domain::{course_date_at, swedish};

use crate::delivery::course_day::data::Day;
use crate::frame::{Here, Permission};
use crate::urls;

/// A closed day's facts, ready to show.
pub(super) struct ClosedView {
    pub(super) counts: Vec<CountRow>,
    pub(super) attended: i64,
    pub(super) absent: i64,
    pub(super) corrections: Vec<CorrectionView>,
    /// Where it is corrected, for those who may; empty otherwise.
    pub(super) correct_href: String,
}

/// What was counted for a municipality.
pub(super) struct CountRow {
    pub(super) municipality: String,
    pub(super) attended: i64,
    pub(super) absent: i64,
}

/// A correction.
pub(super) struct CorrectionView {
    pub(super) date: String,
    pub(super) by: String,
    pub(super) reason: String,
    pub(super) changes: Vec<String>,
}

impl ClosedView {
    pub(super) fn of(here: &Here, day: &Day) -> Self {
        let counts = day.counts.iter().map(|count| CountRow {
            municipality: count.municipality.name.clone(),
            attended: count.attended,
            absent: count.absent,
        });
        let corrections = day.corrections.iter().map(|correction| CorrectionView {
            date: swedish::long_date(course_date_at(correction.at)),
            by: correction.by.clone(),
            reason: correction.reason.clone(),
            changes: correction.changes.clone(),
        });
        Self {
            counts: counts.collect(),
            attended: day.counts.iter().map(|count| count.attended).sum(),
            absent: day.counts.iter().map(|count| count.absent).sum(),
            corrections: corrections.collect(),
            correct_href: if here.may(Permission::CloseDays) {
                urls::correct(&here.slug, &day.id)
            } else {
                String::new()
            },
        }
    }
}
