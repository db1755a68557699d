//! What would be issued, added up per municipality and kind.

use domain::{Date, Money, swedish};

use crate::line_kind::LineKind;
use crate::settlement::preview::data::{Document, Preview};
use crate::settlement::sum;
use crate::urls;

/// The table, ready to show.
pub(super) struct Table {
    /// The kinds that occur.
    pub(super) columns: Vec<&'static str>,
    /// One a municipality.
    pub(super) rows: Vec<Row>,
    /// The sum of each column.
    pub(super) sums: Vec<Cell>,
}

/// A municipality's documents, added up.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) documents: usize,
    pub(super) cells: Vec<Cell>,
    pub(super) total: String,
    /// Leads to the municipality's documents one by one.
    pub(super) href: String,
}

/// An amount of one kind.
pub(super) struct Cell {
    pub(super) label: &'static str,
    pub(super) figure: String,
}

impl Table {
    /// The preview's documents per municipality, by name.
    pub(super) fn of(region: &str, until: Date, preview: &Preview) -> Self {
        let occurs = |kind: &LineKind| {
            preview.documents.iter().flat_map(|one| &one.lines).any(|line| line.kind == *kind)
        };
        let kinds: Vec<LineKind> = LineKind::ALL.into_iter().filter(occurs).collect();
        let mut names: Vec<(&str, &str)> = preview
            .documents
            .iter()
            .map(|one| (one.municipality.name.as_str(), one.municipality.code.as_str()))
            .collect();
        names.sort_by_cached_key(|(name, code)| (swedish::sort_key(name), *code));
        names.dedup();
        let rows = names.into_iter().map(|(name, code)| {
            let own: Vec<&Document> =
                preview.documents.iter().filter(|one| one.municipality.code == code).collect();
            Row {
                name: name.to_owned(),
                documents: own.len(),
                cells: cells(&kinds, &own),
                total: swedish::figure(sum(own.iter().map(|one| one.total))),
                href: address(region, until, code),
            }
        });
        Self {
            columns: kinds.iter().map(|kind| kind.name()).collect(),
            rows: rows.collect(),
            sums: cells(&kinds, &preview.documents.iter().collect::<Vec<_>>()),
        }
    }
}

fn address(region: &str, until: Date, code: &str) -> String {
    let until = until.to_string();
    let query = [("datum", until.as_str()), ("kommun", code)];
    let page = urls::with_query(&urls::settlement(region), &query);
    format!("{page}#kommunens-underlag")
}

fn cells(kinds: &[LineKind], documents: &[&Document]) -> Vec<Cell> {
    let of_kind = |kind: &LineKind| -> Money {
        let lines = documents.iter().flat_map(|one| &one.lines);
        sum(lines.filter(|line| line.kind == *kind).map(|line| line.amount))
    };
    let cell =
        |kind: &LineKind| Cell { label: kind.name(), figure: swedish::figure(of_kind(kind)) };
    kinds.iter().map(cell).collect()
}
