//! What can be credited of a document, and what has been asked for.

use std::collections::BTreeMap;

use domain::{CreditId, DocumentId, DocumentLineId, Money};
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

/// A page of what has been asked for and waits to be issued or withdrawn, each with its document, the first first; and
/// how many there are.
pub(crate) async fn waiting(
    scope: &RegionScope,
    after: Option<CreditId>,
    limit: u64,
) -> Result<(Vec<(DocumentRecord, CreditRequest)>, i64), SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let (requests, count) = store::credits::waiting(&tx, after, limit).await?;
    let ids: Vec<_> = requests.iter().map(|request| request.document.uuid()).collect();
    let documents = store::documents::with_ids(&tx, &ids).await?;
    tx.rollback().await?;
    let with_document = |request: CreditRequest| {
        let document = documents.iter().find(|document| document.id == request.document);
        let document = document.ok_or(SettlementFault::Broken("what is credited was issued"))?;
        Ok((document.clone(), request))
    };
    Ok((requests.into_iter().map(with_document).collect::<Result<_, SettlementFault>>()?, count))
}
