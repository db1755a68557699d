//! Bringing a file in: batch by batch, or all in one transaction. Whoever takes over from a process that died goes on
//! where the last batch ended.

use std::collections::HashMap;

use domain::{AccountId, Slug};
use identity::{Caller, Permission, Role};
use people::Employment;
use staff_file::{RefusedRow, StaffLine};
use tenancy::jobs::Left;
use tenancy::{Enter, Operation, RegionScope, RegionTx, StoreFault};
use uuid::Uuid;

use super::plan::{self, Around, Planned};
use super::preview::{BATCH, PreviewRow, open_sheet, rules};
use super::result::{self, RowResult};
use super::{Counts, ImportRecord, ImportState, OnFault, RowOutcome};
use crate::invite::{Invited, Invitee};
use crate::staff::Known;
use crate::staff::invite::invitee;
use crate::store::staff_imports::{self, Batch};
use crate::{Accounts, AccountsFault};

/// What imports are called in the audit, which run when nobody waits for them.
const OPERATION: &str = "staff import";

type Lines = [Result<StaffLine, RefusedRow>];

impl Accounts {
    /// Brings the file in, or what is left of it, as whoever began it: with what they may do now.
    pub(crate) async fn staff_import_run(
        &self,
        region: &Slug,
        id: Uuid,
    ) -> Result<Left, AccountsFault> {
        let operator = Caller::operator("bakgrundsarbete".to_owned());
        let operation = Operation::named(OPERATION);
        let entered = operator.enter(&operation, &self.regions, region, Permission::Administer);
        let scope = entered.await?;
        let Some(record) = staff_imports::find(&scope, id).await? else { return Ok(Left::Nothing) };
        match record.state {
            ImportState::Uploaded => return Ok(Left::ToBegin),
            ImportState::Running => {}
            ImportState::Done | ImportState::Cancelled | ImportState::Failed => {
                return Ok(Left::Nothing);
            }
        }
        let (state, fault) = match self.run_as_starter(region, &record).await {
            Ok(state) => (state, None),
            Err(
                AccountsFault::Store(fault) | AccountsFault::Gate(tenancy::GateFault::Store(fault)),
            ) => return Err(fault.into()),
            Err(fault) => {
                tracing::warn!(import = %id, cause = %fault, "an import has failed");
                (ImportState::Failed, Some(told(&fault)))
            }
        };
        let tx = scope.begin().await?;
        let record = staff_imports::find(&tx, id).await?.ok_or(AccountsFault::NotFound)?;
        let ended = ImportRecord { state, fault, finished_at: Some(scope.now()), ..record };
        staff_imports::update(&tx, &ended).await?;
        tx.note("staff-import-end", &id.to_string());
        tx.commit().await?;
        Ok(Left::Nothing)
    }

    async fn run_as_starter(
        &self,
        region: &Slug,
        record: &ImportRecord,
    ) -> Result<ImportState, AccountsFault> {
        let account = record.account.ok_or(AccountsFault::Forbidden)?;
        let caller = self.in_background(account).await?.ok_or(AccountsFault::Forbidden)?;
        // What it reads is what the starter was shown in the dry run; nobody is shown anything here.
        let operation = Operation::named(OPERATION);
        let entered = caller.enter(&operation, &self.regions, region, Permission::ManageStaff);
        let scope = entered.await?;
        let opened = open_sheet(&scope, record.clone()).await?;
        let lines = tokio::task::spawn_blocking(move || opened.lines());
        let lines = lines.await?.ok_or(AccountsFault::Conflict("the columns are not mapped"))?;
        match record.on_fault {
            Some(OnFault::AllOrNothing) => self.run_at_once(&scope, record.id, &lines).await,
            Some(OnFault::Skip) | None => self.run_in_batches(&scope, record.id, &lines).await,
        }
    }

    async fn run_in_batches(
        &self,
        scope: &RegionScope,
        id: Uuid,
        lines: &Lines,
    ) -> Result<ImportState, AccountsFault> {
        let mut done: HashMap<i32, Batch> = HashMap::new();
        for batch in staff_imports::batches(scope, id).await? {
            done.insert(batch.first_row, batch);
        }
        for (place, some) in lines.chunks(BATCH).enumerate() {
            let first_row = i32::try_from(place.saturating_mul(BATCH)).unwrap_or(i32::MAX);
            let batch = if let Some(batch) = done.remove(&first_row) {
                batch
            } else {
                let tx = scope.begin().await?;
                let record = staff_imports::find(&tx, id).await?;
                let record = record.ok_or(AccountsFault::NotFound)?;
                if record.cancel_requested {
                    return Ok(ImportState::Cancelled);
                }
                let batch = bring_in(&tx, scope, record, first_row, some).await?;
                tx.commit().await?;
                batch
            };
            if !batch.invited {
                self.invite_batch(scope, id, &batch).await?;
            }
        }
        Ok(ImportState::Done)
    }

    /// In one transaction, so that all of it is in or nothing.
    async fn run_at_once(
        &self,
        scope: &RegionScope,
        id: Uuid,
        lines: &Lines,
    ) -> Result<ImportState, AccountsFault> {
        let mut batches = staff_imports::batches(scope, id).await?;
        if batches.is_empty() {
            let tx = scope.begin().await?;
            for (place, some) in lines.chunks(BATCH).enumerate() {
                let first_row = i32::try_from(place.saturating_mul(BATCH)).unwrap_or(i32::MAX);
                let record = staff_imports::find(&tx, id).await?;
                let record = record.ok_or(AccountsFault::NotFound)?;
                if record.cancel_requested {
                    return Ok(ImportState::Cancelled);
                }
                let batch = bring_in(&tx, scope, record, first_row, some).await?;
                if result::read(&batch.outcomes)?.iter().any(is_refused) {
                    return Err(AccountsFault::Conflict("rows have become faulty meanwhile"));
                }
                batches.push(batch);
            }
            tx.commit().await?;
        }
        for batch in batches.iter().filter(|batch| !batch.invited) {
            self.invite_batch(scope, id, batch).await?;
        }
        Ok(ImportState::Done)
    }

    /// Invites those whom a batch has brought in. Asked for again, nobody gets a second mail.
    async fn invite_batch(
        &self,
        scope: &RegionScope,
        id: Uuid,
        batch: &Batch,
    ) -> Result<(), AccountsFault> {
        let created = result::read(&batch.outcomes)?.into_iter();
        let created = created.filter(|row| row.outcome == RowOutcome::Created);
        let ids: Vec<_> = created.filter_map(|row| row.person).collect();
        let mut invitees: Vec<Invitee> = Vec::new();
        let mut persons = Vec::new();
        for staff in people::staff::with_ids(scope, &ids).await? {
            // Who has been merged since is invited by whoever merged them, or is there already.
            if staff.email.is_some() && staff.account.is_none() && staff.merged_into.is_none() {
                persons.push(staff.id);
                let known = Known { staff, present: None };
                invitees.push(invitee(scope, &known, &[Role::Participant])?);
            }
        }
        let by = scope.actor().account;
        let platform = self.platform().begin().await?;
        let invited = self.invite_all(&platform, invitees, by).await?;
        platform.commit().await.map_err(StoreFault::from)?;
        let accounts = invited.into_iter().map(Invited::account);
        let links: Vec<(_, AccountId)> = persons.into_iter().zip(accounts).collect();
        let tx = scope.begin().await?;
        people::staff::link_accounts(&tx, &links).await?;
        staff_imports::set_invited(&tx, id, batch.first_row).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn is_refused(row: &RowResult) -> bool {
    row.outcome == RowOutcome::Refused
}

/// Writes a batch of rows, what has become of them, and how far the import has come.
async fn bring_in(
    tx: &RegionTx,
    scope: &RegionScope,
    record: ImportRecord,
    first_row: i32,
    lines: &Lines,
) -> Result<Batch, AccountsFault> {
    let around = Around::read(tx, lines.iter().filter_map(|row| row.as_ref().ok())).await?;
    let rules = rules(scope, &record).await?;
    let mut counts = record.counts;
    let mut results = Vec::with_capacity(lines.len());
    let (mut staff, mut employments) = (Vec::new(), Vec::new());
    for row in lines {
        let planned =
            PreviewRow { row: plan::number(row).0, planned: plan::decide(row, &around, &rules) };
        let outcome = planned.planned.outcome();
        counts.add(outcome);
        results.push(RowResult {
            row: planned.row,
            outcome,
            person: planned.planned.known().map(|known| known.staff.id),
            explanation: planned.explanation(),
        });
        match planned.planned {
            Planned::Create(known) => {
                tx.note("staff-create", &known.staff.id.to_string());
                staff.push(known.staff);
                employments.extend(known.present);
            }
            Planned::Change { before, after } => {
                crate::staff::change::save(tx, &before, &after, "staff-change").await?;
            }
            Planned::Unchanged(_) | Planned::Refused(_) => {}
        }
    }
    people::staff::insert_many(tx, &staff).await?;
    Employment::insert_many(tx, &employments).await?;
    let outcomes = serde_json::to_string(&results).unwrap_or_default();
    let batch = Batch { first_row, outcomes, invited: !record.invites };
    staff_imports::insert_batch(
        tx,
        record.id,
        Batch { first_row, outcomes: batch.outcomes.clone(), invited: batch.invited },
    )
    .await?;
    let counts = Counts { rows: record.counts.rows, ..counts };
    staff_imports::update(tx, &ImportRecord { counts, ..record }).await?;
    Ok(batch)
}

/// Why it failed and what to do, for whoever began it.
fn told(fault: &AccountsFault) -> String {
    match fault {
        AccountsFault::Conflict("rows have become faulty meanwhile") => {
            "Någon rad har blivit fel sedan du provade filen, så ingen rad lästes in. Ladda upp den igen."
                .to_owned()
        }
        AccountsFault::Forbidden | AccountsFault::Gate(_) => {
            "Du får inte längre lägga upp personal här. Be regionens samordnare om rollen.".to_owned()
        }
        _ => "Filen kunde inte läsas in. Ladda upp den igen.".to_owned(),
    }
}
