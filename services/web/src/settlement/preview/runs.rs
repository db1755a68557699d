//! The runs so far, latest first.

use domain::{Date, course_date_at, swedish};

use crate::figures;
use crate::paging::Pages;
use crate::settlement::formats::{FORMATS, FileFormat};
use crate::settlement::preview::data::{Run, Runs};
use crate::urls;

/// A page of runs, ready to show.
pub(super) struct RunsView {
    pub(super) count: i64,
    pub(super) rows: Vec<RunRow>,
    pub(super) pages: Pages,
}

/// A run.
pub(super) struct RunRow {
    pub(super) until: String,
    pub(super) issued: String,
    pub(super) by: String,
    pub(super) documents: String,
    pub(super) numbers: String,
    pub(super) total: String,
    /// All its files: the format, and where they are.
    pub(super) files: Vec<(&'static str, String)>,
}

impl RunsView {
    /// The runs of a page that is previewing up to `until`.
    pub(super) fn of(region: &str, until: Date, runs: Runs, later: bool) -> Self {
        let until = until.to_string();
        let address = urls::settlement(region);
        Self {
            count: runs.total_count,
            pages: Pages::of(&address, &[("datum", &until)], &runs.page_info, later),
            rows: runs.nodes.into_iter().map(|run| row(region, run)).collect(),
        }
    }
}

fn row(region: &str, run: Run) -> RunRow {
    let numbers = if run.first_number == run.last_number {
        run.first_number
    } else {
        format!("{}–{}", run.first_number, run.last_number)
    };
    let link = |format: &FileFormat| (format.short, urls::run_files(region, &run.id, format.path));
    RunRow {
        files: FORMATS.iter().map(link).collect(),
        until: run.until.to_string(),
        issued: course_date_at(run.issued_at).to_string(),
        by: run.issued_by,
        documents: figures::count(run.documents),
        numbers,
        total: swedish::figure(run.total),
    }
}
