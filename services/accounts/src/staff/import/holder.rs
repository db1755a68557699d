//! What imports hold on somebody: rows about them, and files that they are in; and letting go of it.

use domain::PersonId;
use people::{Erased, HandOverFault, Hindrance, HindranceKind, Holder, LastDay, Section, Traces};
use staff_file::{Limits, Sheet};
use tenancy::{RegionScope, RegionTx, StoreFault};

use super::result::{self, RowResult};
use super::{ImportRecord, words};
use crate::store::staff_import_traces as traces;
use crate::store::staff_imports;

/// What stands for the name of a file that was taken away.
const NAMELESS: &str = "raderad fil";

/// Imports, as one of those who hold something on persons.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ImportHolder;

#[async_trait::async_trait]
impl Holder for ImportHolder {
    async fn held(
        &self,
        scope: &RegionScope,
        person: PersonId,
    ) -> Result<Vec<Section>, StoreFault> {
        let mut rows = Vec::new();
        for (import, _, outcomes) in traces::mentioning(scope, &[person.to_string()]).await? {
            let Some(record) = staff_imports::find(scope, import).await? else { continue };
            let ImportRecord { created_at, by, file_name, .. } = record;
            let about = read(&outcomes)?.into_iter().filter(|row| row.person == Some(person));
            rows.extend(about.map(|row| {
                vec![
                    domain::swedish::minute(created_at),
                    by.clone(),
                    file_name.clone(),
                    row.row.to_string(),
                    words::outcome(row.outcome).to_owned(),
                    row.explanation,
                ]
            }));
        }
        let columns = vec!["När", "Vem", "Fil", "Rad", "Utfall", "Förklaring"];
        Ok(vec![Section { heading: "Inlästa personallistor", columns, rows }])
    }

    /// Rows of a file stay about whom they were about: the one who is gone leads to the one who stays.
    async fn hand_over(
        &self,
        _tx: &RegionTx,
        _from: PersonId,
        _to: PersonId,
    ) -> Result<(), HandOverFault> {
        Ok(())
    }

    async fn hindrances(
        &self,
        tx: &RegionTx,
        _: &[PersonId],
    ) -> Result<Vec<Hindrance>, StoreFault> {
        let kind = HindranceKind::ImportRuns;
        let runs = traces::any_runs(tx).await?;
        Ok(runs.then(|| Hindrance { kind, what: String::new() }).into_iter().collect())
    }

    /// Being in a list keeps nobody: lists go by a period of their own.
    async fn last_days(&self, _: &RegionScope) -> Result<Vec<(PersonId, LastDay)>, StoreFault> {
        Ok(Vec::new())
    }

    /// A file that they are in goes as a whole: rows keep their numbers, and a file without one of them would not.
    async fn erase(&self, tx: &RegionTx, erased: &Erased) -> Result<(), StoreFault> {
        for (import, file_name) in traces::with_files(tx).await? {
            let named = erased.traces.are_in(&file_name);
            let content = staff_imports::content(tx, import).await?;
            let mentioned = match content {
                Some(content) => is_in(content, erased.traces.clone()).await,
                None => false,
            };
            if named || mentioned {
                traces::drop_file(tx, import, NAMELESS).await?;
            }
        }
        let mut sought: Vec<String> = erased.ids.iter().map(ToString::to_string).collect();
        sought.extend(erased.emails.iter().cloned());
        for (import, first_row, outcomes) in traces::mentioning(tx, &sought).await? {
            let mut rows = read(&outcomes)?;
            for row in &mut rows {
                if row.person.is_some_and(|person| erased.ids.contains(&person)) {
                    row.explanation.clear();
                } else if let Some(text) = erased.traces.taken_out_of(&row.explanation) {
                    row.explanation = text;
                }
            }
            let outcomes = serde_json::to_string(&rows).unwrap_or_default();
            traces::rewrite(tx, (import, first_row, outcomes)).await?;
        }
        Ok(())
    }
}

fn read(outcomes: &str) -> Result<Vec<RowResult>, StoreFault> {
    let fault = |_| StoreFault::row("staff_import_batches", "outcomes", &outcomes.len());
    result::read(outcomes).map_err(fault)
}

/// Whether a row of the file tells of them. Of a file that cannot be read any more nobody can say that none does.
async fn is_in(content: Vec<u8>, traces: Traces) -> bool {
    let looked = tokio::task::spawn_blocking(move || {
        let sheet = Sheet::read(&content, Limits::USUAL)
            .or_else(|_| Sheet::paste(&String::from_utf8_lossy(&content), Limits::USUAL));
        let Ok(sheet) = sheet else { return true };
        sheet.rows().any(|row| traces.are_in(&row.cells().collect::<Vec<_>>().join("\t")))
    });
    looked.await.unwrap_or(true)
}
