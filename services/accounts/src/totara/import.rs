//! Bringing people in from the learning platform: tried first, then all of it or nothing, by the rules of any list of
//! staff. Somebody is known by our id, which the platform was given, before their address.

use std::collections::HashMap;

use domain::PersonId;
use identity::Permission;
use people::Employment;
use staff_file::MunicipalityRef;
use tenancy::{InRegion, RegionScope, RegionTx};

use super::TotaraFiles;
use super::lines::{self, Line};
use crate::staff::import::plan::{self, Around, Planned, RowFault, Rules};
use crate::staff::import::{RowOutcome, words};
use crate::staff::{Known, change};
use crate::{Accounts, AccountsFault};

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotaraApply {
    /// Nothing: what would become of each row.
    DryRun,
    /// All rows, or nothing where one is at fault.
    AllOrNothing,
}

/// What has become of the rows, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TotaraImported {
    /// Rows in the file's order, but those of whom all is true already.
    pub rows: Vec<TotaraRow>,
    /// Of how many all is true already.
    pub unchanged: usize,
    /// Records that cannot be read.
    pub faults: Vec<String>,
    /// Whether anything was written.
    pub applied: bool,
}

impl TotaraImported {
    /// How many rows this has become of.
    pub fn count(&self, kind: TotaraRowKind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }
}

/// What has become of a row, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotaraRow {
    /// Its number in `user.csv`.
    pub row: u32,
    /// What.
    pub kind: TotaraRowKind,
    /// What is wrong, or what changes; in Swedish.
    pub explanation: String,
}

/// What becomes of a row that says something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotaraRowKind {
    /// Somebody new.
    Created,
    /// Somebody known, of whom something is otherwise.
    Changed,
    /// At fault.
    Refused,
}

impl Accounts {
    /// Brings the users of an HR import's files in as staff, or tells what would become of them.
    pub async fn totara_import(
        &self,
        scope: &RegionScope,
        files: &TotaraFiles,
        apply: TotaraApply,
    ) -> Result<TotaraImported, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let theirs = files.read()?;
        let rules = Rules {
            reach: scope.reach(Permission::ManageStaff),
            municipalities: scope.municipalities().await?,
            default: None,
            ids: scope.ids(),
            now: scope.now(),
        };
        let tx = scope.begin().await?;
        let planned = decide(&tx, lines::of(&theirs), &rules).await?;
        let mut told = tell(&planned);
        told.faults = theirs.faults;
        let faulty = !told.faults.is_empty() || told.count(TotaraRowKind::Refused) > 0;
        if apply == TotaraApply::DryRun || faulty {
            tx.rollback().await?;
            return Ok(told);
        }
        save(&tx, planned).await?;
        tx.commit().await?;
        Ok(TotaraImported { applied: true, ..told })
    }
}

async fn decide(
    store: &impl InRegion,
    lines: Vec<Line>,
    rules: &Rules<'_>,
) -> Result<Vec<(u32, Planned)>, AccountsFault> {
    let mut around =
        Around::read(store, lines.iter().filter_map(|line| line.row.as_ref().ok())).await?;
    let by_id = by_id(store, &lines).await?;
    let mut planned = Vec::with_capacity(lines.len());
    for Line { idnumber, mut row } in lines {
        let number = plan::number(&row).0;
        let known = idnumber.parse::<PersonId>().ok().and_then(|id| by_id.get(&id));
        if let (Ok(line), Some(known)) = (&mut row, known) {
            if around.is_of_another(line, known) {
                planned.push((number, Planned::Refused(vec![RowFault::TwoPersons])));
                continue;
            }
            around.is(line, known);
        }
        if let Ok(line) = &mut row {
            // Without a job there, somebody whom we know works where they do.
            let at = around.employer(line).map(MunicipalityRef::Code);
            line.municipality = line.municipality.take().or(at);
        }
        planned.push((number, plan::decide(&row, &around, rules)));
    }
    Ok(planned)
}

/// Those whom the platform knows by our ids; a merged one's id leads to the one who is kept.
async fn by_id(
    store: &impl InRegion,
    lines: &[Line],
) -> Result<HashMap<PersonId, Known>, AccountsFault> {
    let ids: Vec<PersonId> = lines.iter().filter_map(|line| line.idnumber.parse().ok()).collect();
    let mut into: HashMap<PersonId, PersonId> = HashMap::new();
    for staff in people::staff::with_ids(store, &ids).await? {
        into.insert(staff.id, staff.merged_into.unwrap_or(staff.id));
    }
    let ids: Vec<PersonId> = into.values().copied().collect();
    let present = Employment::present(store, &ids).await?;
    let staff = people::staff::with_ids(store, &ids).await?.into_iter();
    let known: HashMap<PersonId, Known> = staff
        .filter(|one| one.erased_at.is_none())
        .map(|staff| (staff.id, Known { present: present.get(&staff.id).cloned(), staff }))
        .collect();
    let lead = into.into_iter().filter_map(|(id, kept)| Some((id, known.get(&kept)?.clone())));
    Ok(lead.collect())
}

fn tell(planned: &[(u32, Planned)]) -> TotaraImported {
    let mut told = TotaraImported::default();
    for (row, planned) in planned {
        let (kind, explanation) = match planned {
            Planned::Create(known) => (TotaraRowKind::Created, known.staff.name.clone()),
            Planned::Change { .. } => {
                (TotaraRowKind::Changed, words::differences(&planned.differences()))
            }
            Planned::Refused(faults) => (TotaraRowKind::Refused, words::faults(faults)),
            Planned::Unchanged(_) => {
                told.unchanged = told.unchanged.saturating_add(1);
                continue;
            }
        };
        told.rows.push(TotaraRow { row: *row, kind, explanation });
    }
    told
}

async fn save(tx: &RegionTx, planned: Vec<(u32, Planned)>) -> Result<(), AccountsFault> {
    let (mut staff, mut employments) = (Vec::new(), Vec::new());
    for (_, planned) in planned {
        debug_assert_ne!(planned.outcome(), RowOutcome::Refused);
        match planned {
            Planned::Create(known) => {
                tx.note("staff-create", &known.staff.id.to_string());
                staff.push(known.staff);
                employments.extend(known.present);
            }
            Planned::Change { before, after } => {
                change::save(tx, &before, &after, "staff-change").await?;
            }
            Planned::Unchanged(_) | Planned::Refused(_) => {}
        }
    }
    let made = people::staff::insert_many(tx, &staff).await;
    made.map_err(|fault| AccountsFault::or_taken(fault, "users"))?;
    Employment::insert_many(tx, &employments).await?;
    Ok(())
}
