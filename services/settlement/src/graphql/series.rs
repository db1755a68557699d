//! The number series, as clients see them.

use async_graphql::SimpleObject;

use crate::series::Series;

/// The numbers of the documents that were issued in a year: one after the other, each once.
#[derive(SimpleObject)]
pub(super) struct NumberSeries {
    /// The year of issue.
    year: i32,
    first_number: String,
    /// The last that was given.
    last_number: String,
    /// How many documents bear one of them.
    documents: i64,
    /// How many numbers no document bears: 0.
    gaps: i64,
}

impl NumberSeries {
    pub(super) fn show(series: Series) -> Self {
        Self {
            year: series.last.year,
            first_number: series.first.to_string(),
            last_number: series.last.to_string(),
            documents: series.documents,
            gaps: series.gaps(),
        }
    }
}
