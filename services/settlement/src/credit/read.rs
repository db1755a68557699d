//! What can be credited of a document, and what has been asked for.

use std::collections::BTreeMap;

use domain::{DocumentId, DocumentLineId, Money};
use identity::Permission;
use tenancy::{InRegion, RegionScope};

use super::CreditRequest;
use super::left::left;
use crate::record::{DocumentRecord, LineRecord};
use crate::{SettlementFault, store};

/// A document, as far as it can be credited.
pub(crate) struct Creditable {
    pub(crate) document: DocumentRecord,
    pub(crate) lines: Vec<LineRecord>,
    /// What is left of each line that has anything left.
    pub(crate) left: BTreeMap<DocumentLineId, Money>,
    /// What has been asked for, the first first.
    pub(crate) requests: Vec<CreditRequest>,
}

/// What can be credited of a document; `None` where there is no such document.
pub(crate) async fn of_document(
    scope: &RegionScope,
    id: DocumentId,
) -> Result<Option<Creditable>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let found = load(&tx, id).await?;
    tx.rollback().await?;
    Ok(found)
}

/// The same, in a transaction.
pub(super) async fn load(
    store: &impl InRegion,
    id: DocumentId,
) -> Result<Option<Creditable>, SettlementFault> {
    let Some(document) = store::documents::find(store, id).await? else { return Ok(None) };
    let mut lines = store::lines::of_documents(store, &[id.uuid()]).await?;
    let lines = lines.remove(&id).unwrap_or_default();
    let charges = store::credits::charges(store, document.agreement, document.municipality).await?;
    let left = left(&lines, &charges)?;
    let requests = store::credits::of_document(store, id).await?;
    Ok(Some(Creditable { document, lines, left, requests }))
}

/// What has been asked for, and waits to be issued or withdrawn: of which document, the first first.
pub(crate) async fn waiting(
    scope: &RegionScope,
) -> Result<Vec<(DocumentRecord, CreditRequest)>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let mut waiting = Vec::new();
    for request in store::credits::waiting(&tx).await? {
        let document = store::documents::find(&tx, request.document).await?;
        let document = document.ok_or(SettlementFault::Broken("what is credited was issued"))?;
        waiting.push((document, request));
    }
    tx.rollback().await?;
    Ok(waiting)
}
