//! The number series, year by year, held against the documents that bear its numbers.

use identity::Permission;
use tenancy::RegionScope;

use crate::record::DocumentNumber;
use crate::{SettlementFault, store};

/// The numbers of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Series {
    /// The first.
    pub(crate) first: DocumentNumber,
    /// The last that was given.
    pub(crate) last: DocumentNumber,
    /// How many documents bear one of them.
    pub(crate) documents: i64,
}

impl Series {
    /// How many numbers up to the last no document bears.
    pub(crate) const fn gaps(&self) -> i64 {
        self.last.number.saturating_sub(self.documents)
    }
}

/// All series, the latest year first.
pub(crate) async fn series(scope: &RegionScope) -> Result<Vec<Series>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let last = store::numbers::all(&tx).await?;
    let borne = store::documents::numbers_borne(&tx).await?;
    tx.rollback().await?;
    let of_year = |(year, number): (i32, i64)| Series {
        first: DocumentNumber { year, number: 1 },
        last: DocumentNumber { year, number },
        documents: borne.get(&year).copied().unwrap_or_default(),
    };
    Ok(last.into_iter().rev().map(of_year).collect())
}
