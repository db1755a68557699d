//! Making the files of a run: batch by batch, and one archive of all batches in the end. Whoever takes over from a
//! process that died goes on where the last batch ended.

use domain::Slug;
use identity::{Caller, Permission};
use tenancy::jobs::Left;
use tenancy::{Enter, GateFault, Operation, RegionScope, Regions};
use uuid::Uuid;
use zip::result::ZipError;

use super::archive::{self, Whole};
use super::{FilesState, KEPT, RunFiles, WithheldDocument, ask};
use crate::files::made;
use crate::store::run_files::{self as store, Done, Stage};
use crate::{SettlementFault, store as stores};

/// What it is called in the audit.
pub(super) const OPERATION: &str = "run files";
/// Documents in a batch.
const BATCH: u64 = 25;

/// Makes what is left of them.
pub(super) async fn make(
    regions: &Regions,
    region: &Slug,
    id: Uuid,
) -> Result<Left, SettlementFault> {
    let operator = Caller::operator("bakgrundsarbete".to_owned());
    let operation = Operation::named(OPERATION);
    let scope = operator.enter(&operation, regions, region, Permission::Settle).await?;
    match steps(&scope, id).await {
        // The database may answer the next time.
        Err(SettlementFault::Gate(GateFault::Store(fault))) => Err(fault.into()),
        Err(fault) => {
            tracing::error!(files = %id, cause = %fault, "the files of a run cannot be made");
            let tx = scope.begin().await?;
            store::end(&tx, id, FilesState::Failed, &Done::nothing(scope.now())).await?;
            tx.commit().await?;
            Ok(Left::Nothing)
        }
        left => left,
    }
}

/// Goes on with them until they are there.
async fn steps(scope: &RegionScope, id: Uuid) -> Result<Left, SettlementFault> {
    loop {
        let Some(files) = store::find(scope, id).await? else { return Ok(Left::ToBegin) };
        match files.state {
            FilesState::Making if files.done < files.documents => batch(scope, files).await?,
            FilesState::Making => whole(scope, &files).await?,
            FilesState::Ready | FilesState::Failed => return Ok(Left::Nothing),
        }
    }
}

/// The next documents' files, each as one would get it by itself.
async fn batch(scope: &RegionScope, mut files: RunFiles) -> Result<(), SettlementFault> {
    let skip = u64::try_from(files.done).unwrap_or_default();
    let documents = stores::documents::some_of_run(scope, files.run, skip, BATCH).await?;
    let count = i32::try_from(documents.len()).unwrap_or_default();
    if count == 0 {
        return Err(SettlementFault::Broken("a run has as many documents as were counted"));
    }
    let ids: Vec<_> = documents.iter().map(|document| document.id.uuid()).collect();
    let mut lines = stores::lines::of_documents(scope, &ids).await?;
    let mut ready = Vec::new();
    for document in documents {
        let own = lines.remove(&document.id).unwrap_or_default();
        let (these, withheld) = made(scope, files.format, vec![(document, own)]).await?;
        ready.extend(these);
        let why = withheld.into_iter();
        files
            .withheld
            .extend(why.map(|one| WithheldDocument { number: one.number, faults: one.why }));
    }
    let tx = scope.begin().await?;
    let to = files.done.saturating_add(count);
    // Where another process was quicker, what it made is the same.
    if store::advance(&tx, &files, to).await? {
        if !ready.is_empty() {
            let content = archive::of(&ready).map_err(|fault| unwritable(&fault))?;
            store::add_part(&tx, files.id, Stage::Batch, files.done, content).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// One archive of all batches, in pieces.
async fn whole(scope: &RegionScope, files: &RunFiles) -> Result<(), SettlementFault> {
    let tx = scope.begin().await?;
    if !store::begin_whole(&tx, files.id).await? {
        return Ok(());
    }
    tx.commit().await?;
    let mut whole = Whole::new();
    let mut done = Done::nothing(scope.now());
    let batches = store::positions(scope, files.id, Stage::Batch).await?;
    for position in &batches {
        let content = store::part(scope, files.id, Stage::Batch, *position).await?;
        let content = content.ok_or(SettlementFault::Broken("a batch stays until the end"))?;
        whole.add(content).map_err(|fault| unwritable(&fault))?;
        while let Some(piece) = whole.piece() {
            keep(scope, files.id, &mut done, piece).await?;
        }
    }
    if !batches.is_empty() {
        for piece in whole.end().map_err(|fault| unwritable(&fault))? {
            keep(scope, files.id, &mut done, piece).await?;
        }
    }
    let tx = scope.begin().await?;
    ask::drop_expired(&tx).await?;
    done.expires_at = scope.now().checked_add_signed(KEPT);
    store::end(&tx, files.id, FilesState::Ready, &done).await?;
    let kept = store::positions(&tx, files.id, Stage::File).await?;
    if kept.len() != usize::try_from(done.parts).unwrap_or_default() {
        // Another process has begun it anew meanwhile, and ends it.
        return Ok(());
    }
    tx.commit().await?;
    Ok(())
}

async fn keep(
    scope: &RegionScope,
    id: Uuid,
    done: &mut Done,
    piece: Vec<u8>,
) -> Result<(), SettlementFault> {
    let size = i64::try_from(piece.len()).unwrap_or(i64::MAX);
    let tx = scope.begin().await?;
    store::add_part(&tx, id, Stage::File, done.parts, piece).await?;
    tx.commit().await?;
    done.parts = done.parts.saturating_add(1);
    done.size = done.size.saturating_add(size);
    Ok(())
}

fn unwritable(fault: &ZipError) -> SettlementFault {
    tracing::error!(cause = %fault, "an archive cannot be written");
    SettlementFault::Broken("files fit into an archive")
}
