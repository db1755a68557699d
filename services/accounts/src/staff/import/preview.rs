//! The dry run: what would become of each row, decided as the real one decides, and nothing written.

use identity::Permission;
use staff_file::{CheckedMapping, Mapping, MappingFault, RefusedRow, Sheet, StaffLine};
use tenancy::{InRegion, RegionScope};
use uuid::Uuid;

use super::plan::{self, Around, Planned, Rules};
use super::{Counts, ImportRecord, map};
use crate::staff::Difference;
use crate::{Accounts, AccountsFault};

/// Rows that are decided on at a time, in the dry run and the real one.
pub(crate) const BATCH: usize = 1_000;

/// An import with its sheet, and what is wrong with its mapping.
pub(crate) struct Opened {
    pub(crate) record: ImportRecord,
    pub(crate) sheet: Sheet,
    pub(crate) mapping: Mapping,
    pub(crate) mapping_faults: Vec<MappingFault>,
}

/// What would become of the rows.
#[derive(Default)]
pub(crate) struct Preview {
    pub(crate) counts: Counts,
    pub(crate) rows: Vec<PreviewRow>,
}

/// What would become of a row.
pub(crate) struct PreviewRow {
    pub(crate) row: u32,
    pub(crate) planned: Planned,
}

impl PreviewRow {
    /// What it says, in Swedish: what is wrong, or what changes.
    pub(crate) fn explanation(&self) -> String {
        match &self.planned {
            Planned::Refused(faults) => super::words::faults(faults),
            Planned::Change { .. } => super::words::differences(&self.differences()),
            Planned::Create(_) | Planned::Unchanged(_) => String::new(),
        }
    }

    pub(crate) fn differences(&self) -> Vec<Difference> {
        self.planned.differences()
    }
}

impl Accounts {
    /// An import with its sheet; out of reach, there is none.
    pub(crate) async fn staff_import(
        &self,
        scope: &RegionScope,
        id: Uuid,
    ) -> Result<Option<ImportRecord>, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        map::visible(scope, id).await
    }

    /// The latest imports that the caller may see.
    pub(crate) async fn staff_imports(
        &self,
        scope: &RegionScope,
        limit: u64,
    ) -> Result<Vec<ImportRecord>, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let whole = scope.reach(Permission::ManageStaff) == identity::Reach::Region;
        let of = if whole { None } else { scope.actor().account };
        Ok(crate::store::staff_imports::latest(scope, of, limit).await?)
    }
}

/// Opens an import's file.
pub(crate) async fn open_sheet(
    store: &impl InRegion,
    record: ImportRecord,
) -> Result<Opened, AccountsFault> {
    let sheet = map::sheet(store, record.id).await?;
    let mapping = map::mapping(&record, &sheet);
    let mapping_faults = mapping.check(&sheet).err().unwrap_or_default();
    Ok(Opened { record, sheet, mapping, mapping_faults })
}

impl Opened {
    /// The rows, where the mapping does.
    pub(crate) fn lines(&self) -> Option<Vec<Result<StaffLine, RefusedRow>>> {
        let checked: CheckedMapping = self.mapping.check(&self.sheet).ok()?;
        Some(staff_file::parse(&self.sheet, &checked))
    }

    /// What would become of the rows; `None` where the mapping does not do.
    pub(crate) async fn preview(
        &self,
        scope: &RegionScope,
    ) -> Result<Option<Preview>, AccountsFault> {
        let Some(lines) = self.lines() else { return Ok(None) };
        let rules = rules(scope, &self.record).await?;
        let tx = scope.begin_snapshot().await?;
        let mut preview = Preview::default();
        preview.counts.rows = self.record.counts.rows;
        for some in lines.chunks(BATCH) {
            let around = Around::read(&tx, some.iter().filter_map(|row| row.as_ref().ok())).await?;
            for row in some {
                let planned = plan::decide(row, &around, &rules);
                preview.counts.add(planned.outcome());
                preview.rows.push(PreviewRow { row: plan::number(row).0, planned });
            }
        }
        Ok(Some(preview))
    }
}

/// By what this import's rows are decided on, for whoever is in `scope`.
pub(crate) async fn rules<'a>(
    scope: &'a RegionScope,
    record: &ImportRecord,
) -> Result<Rules<'a>, AccountsFault> {
    Ok(Rules {
        reach: scope.reach(Permission::ManageStaff),
        municipalities: scope.municipalities().await?,
        default: record.municipality,
        ids: scope.ids(),
        now: scope.now(),
    })
}
