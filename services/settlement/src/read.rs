//! Reading what was issued: documents, lines, runs and the ledger, as far as the caller reaches.

use domain::{CostId, Date, DocumentId, DocumentLineId, MunicipalityCode, RunId};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::cost::Cost;
use crate::record::{DocumentNumber, DocumentRecord, LineRecord, RunRecord};
use crate::store;
use crate::store::costs::{CostFilter, CostPage};
use crate::store::documents::{DocumentFilter, DocumentPage};
use crate::store::ledger::AccountSums;

/// A document with its lines.
pub(crate) type WithLines = (DocumentRecord, Vec<LineRecord>);

/// A page of documents with their lines, latest number first. Two statements, three where the page is empty.
pub(crate) async fn documents(
    scope: &RegionScope,
    municipality: Option<MunicipalityCode>,
    year: Option<i32>,
    after: Option<DocumentNumber>,
    limit: u64,
) -> Result<(Vec<WithLines>, DocumentPage), GateFault> {
    scope.require(Permission::ReadDocuments)?;
    let filter =
        DocumentFilter { reach: scope.reach(Permission::ReadDocuments), municipality, year };
    let page = store::documents::page(scope, &filter, after, limit).await?;
    let ids: Vec<_> = page.documents.iter().map(|document| document.id.uuid()).collect();
    let mut lines = store::lines::of_documents(scope, &ids).await?;
    let with_lines = page.documents.iter().map(|document| {
        let lines = lines.remove(&document.id).unwrap_or_default();
        (document.clone(), lines)
    });
    Ok((with_lines.collect(), page))
}

/// The document with this id; out of reach, there is none.
pub(crate) async fn document(
    scope: &RegionScope,
    id: DocumentId,
) -> Result<Option<WithLines>, GateFault> {
    scope.require(Permission::ReadDocuments)?;
    let found = store::documents::find(scope, id).await?;
    let reached = found
        .filter(|document| scope.reach(Permission::ReadDocuments).includes(document.municipality));
    let Some(document) = reached else { return Ok(None) };
    let mut lines = store::lines::of_documents(scope, &[id.uuid()]).await?;
    Ok(Some((document, lines.remove(&id).unwrap_or_default())))
}

/// The line with this id, with its document.
pub(crate) async fn line(
    scope: &RegionScope,
    id: DocumentLineId,
) -> Result<Option<(DocumentRecord, LineRecord)>, GateFault> {
    scope.require(Permission::ReadDocuments)?;
    let Some(line) = store::lines::find(scope, id).await? else { return Ok(None) };
    let document = store::documents::find(scope, line.document).await?;
    let reached = document
        .filter(|document| scope.reach(Permission::ReadDocuments).includes(document.municipality));
    Ok(reached.map(|document| (document, line)))
}

/// A page of runs, latest first, and how many there are in all.
pub(crate) async fn runs(
    scope: &RegionScope,
    after: Option<RunId>,
    limit: u64,
) -> Result<(Vec<RunRecord>, i64), GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::runs::page(scope, after, limit).await?)
}

/// The run with this id.
pub(crate) async fn run(scope: &RegionScope, id: RunId) -> Result<Option<RunRecord>, GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::runs::find(scope, id).await?)
}

/// The run with this number, the first being 1.
pub async fn run_by_number(scope: &RegionScope, number: u64) -> Result<Option<RunId>, GateFault> {
    scope.require(Permission::Settle)?;
    let Some(before) = number.checked_sub(1) else { return Ok(None) };
    Ok(store::runs::by_place(scope, before).await?)
}

/// The sums of the ledger's accounts.
pub(crate) async fn ledger(scope: &RegionScope) -> Result<Vec<AccountSums>, GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::ledger::sums(scope).await?)
}

/// A page of costs, latest date first.
pub(crate) async fn costs(
    scope: &RegionScope,
    filter: &CostFilter,
    after: Option<(Date, CostId)>,
    limit: u64,
) -> Result<CostPage, GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::costs::page(scope, filter, after, limit).await?)
}

/// The cost with this id.
pub(crate) async fn cost(scope: &RegionScope, id: CostId) -> Result<Option<Cost>, GateFault> {
    scope.require(Permission::Settle)?;
    Ok(store::costs::find(scope, id).await?)
}
