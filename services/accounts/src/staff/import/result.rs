//! What has become of each row, as it is kept with its batch, and as a file that Excel opens.

use std::collections::HashMap;

use domain::PersonId;
use serde::{Deserialize, Serialize};
use staff_file::Outcome;
use tenancy::RegionScope;

use super::preview::open_sheet;
use super::{ImportRecord, RowOutcome, words};
use crate::AccountsFault;
use crate::store::staff_imports;

/// A row that has been brought in, or not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RowResult {
    pub(crate) row: u32,
    pub(crate) outcome: RowOutcome,
    pub(crate) person: Option<PersonId>,
    /// In Swedish; empty where there is nothing to say.
    pub(crate) explanation: String,
}

/// Every row that has been decided on, in order.
pub(crate) async fn rows(
    scope: &RegionScope,
    record: &ImportRecord,
) -> Result<Vec<RowResult>, AccountsFault> {
    let mut all = Vec::new();
    for batch in staff_imports::batches(scope, record.id).await? {
        all.extend(read(&batch.outcomes)?);
    }
    Ok(all)
}

/// The rows of a batch.
pub(crate) fn read(outcomes: &str) -> Result<Vec<RowResult>, AccountsFault> {
    serde_json::from_str(outcomes).map_err(|_| {
        tenancy::StoreFault::row("staff_import_batches", "outcomes", &outcomes.len()).into()
    })
}

/// The uploaded rows with what has become of each in front, as CSV.
pub(crate) async fn file(
    scope: &RegionScope,
    record: ImportRecord,
) -> Result<Vec<u8>, AccountsFault> {
    let done = rows(scope, &record).await?;
    let opened = open_sheet(scope, record).await?;
    let done: HashMap<u32, RowResult> = done.into_iter().map(|row| (row.row, row)).collect();
    let written = staff_file::result_file(&opened.sheet, ["Utfall", "Förklaring"], |_, row| {
        done.get(&row.number().0).map_or_else(
            || Outcome { word: "Ej inläst".into(), message: "".into() },
            |result| Outcome {
                word: words::outcome(result.outcome).into(),
                message: result.explanation.as_str().into(),
            },
        )
    });
    Ok(written)
}
