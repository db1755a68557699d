//! Asking for the files of a run: what is there is given again, and what nobody has asked for waits for whoever is free.

use domain::RunId;
use identity::Permission;
use tenancy::{RegionScope, RegionTx, Regions, jobs};

use super::{FilesState, KIND, RunFiles};
use crate::files::Format;
use crate::record::RunRecord;
use crate::{SettlementFault, store};

/// Asks for them, as often as one likes; `None` where there is no such run.
pub(crate) async fn ask(
    regions: &Regions,
    scope: &RegionScope,
    run: RunId,
    format: Format,
) -> Result<Option<(RunRecord, RunFiles)>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let Some(run) = store::runs::find(scope, run).await? else { return Ok(None) };
    // One after the other: who comes second finds what the first has asked for.
    let tx = scope.begin_serial().await?;
    drop_expired(&tx).await?;
    let there = store::run_files::find_of(&tx, run.id, format).await?;
    if let Some(there) = &there {
        match there.state {
            FilesState::Making => {
                // Whoever asked before may have died before the work was there.
                jobs::add(regions.platform(), KIND, there.id, scope.slug()).await?;
            }
            FilesState::Ready => {}
            FilesState::Failed => store::run_files::delete(&tx, there.id).await?,
        }
    }
    let files = match there.filter(|there| there.state != FilesState::Failed) {
        Some(there) => there,
        None => new(regions, &tx, scope, &run, format).await?,
    };
    tx.commit().await?;
    Ok(Some((run, files)))
}

async fn new(
    regions: &Regions,
    tx: &RegionTx,
    scope: &RegionScope,
    run: &RunRecord,
    format: Format,
) -> Result<RunFiles, SettlementFault> {
    let files = RunFiles {
        id: scope.ids().next(),
        run: run.id,
        format,
        asked_at: scope.now(),
        asked_by: scope.actor().name.clone(),
        documents: i32::try_from(run.documents)
            .map_err(|_| SettlementFault::Broken("a run's documents can be counted"))?,
        done: 0,
        state: FilesState::Making,
        withheld: Vec::new(),
        size: 0,
        parts: 0,
        finished_at: None,
        expires_at: None,
    };
    // First the work, then what it is: whoever claims it in between finds nothing to do yet, and waits.
    jobs::add(regions.platform(), KIND, files.id, scope.slug()).await?;
    store::run_files::insert(tx, &files).await?;
    tx.note("run-files-ask", &run.id.to_string());
    Ok(files)
}

/// Lets go of what is kept no longer.
pub(super) async fn drop_expired(tx: &RegionTx) -> Result<(), SettlementFault> {
    for id in store::run_files::expired(tx).await? {
        store::run_files::delete(tx, id).await?;
    }
    Ok(())
}
