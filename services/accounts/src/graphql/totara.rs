//! The learning platform's files, as those who keep staff get and give them.

use async_graphql::{Context, Object, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graph::Refusal;
use tenancy::RegionScope;

use super::accounts;
use crate::totara::{self, DriftRowKind, TotaraFiles};

/// So many persons at most are shown at a time.
const MOST_ROWS: usize = 100;

/// The files that the learning platform's HR import reads, in Base64.
#[derive(SimpleObject, Clone, Debug)]
struct TotaraExport {
    /// `user.csv`.
    users: String,
    /// `jobassignment.csv`.
    assignments: String,
    /// `org.csv`.
    organisations: String,
    user_count: i32,
    /// How many have no e-mail address or no given and family name, and are not in the files.
    left_out: i32,
}

/// How the learning platform's people differ from the region's.
#[derive(SimpleObject, Clone, Debug)]
struct TotaraDrift {
    only_here: i32,
    only_there: i32,
    differs: i32,
    /// Those asked for, by name; at most 100.
    rows: Vec<TotaraDriftRow>,
    /// Records that cannot be read.
    faults: Vec<String>,
}

/// Somebody who is not the same on both sides.
#[derive(SimpleObject, Clone, Debug)]
struct TotaraDriftRow {
    /// The id that the learning platform knows them by.
    idnumber: String,
    name: String,
    kind: DriftRowKind,
    /// What differs, in Swedish.
    explanation: String,
}

/// What the learning platform adds to a region.
pub(super) struct RegionTotara {
    scope: RegionScope,
}

impl RegionTotara {
    pub(super) const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionTotara {
    /// Staff within one's reach as files for the learning platform. Persons with protected identity are never in them.
    async fn totara_export(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The framework of organisations there.", default_with = "framework()")]
        framework: String,
    ) -> async_graphql::Result<TotaraExport> {
        let written = accounts(context)?.totara_export(&self.scope, &framework).await;
        let written = written.map_err(Refusal::from)?;
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        Ok(TotaraExport {
            users: STANDARD.encode(written.users),
            assignments: STANDARD.encode(written.assignments),
            organisations: STANDARD.encode(written.organisations),
            user_count: count(written.user_count),
            left_out: count(written.left_out),
        })
    }

    /// How the learning platform's people differ from the staff within one's reach. Nothing is changed by it.
    #[graphql(complexity = "100 * child_complexity")]
    async fn totara_drift(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "`user.csv` in Base64.")] users: String,
        #[graphql(desc = "`jobassignment.csv` in Base64.")] assignments: Option<String>,
        kind: Option<DriftRowKind>,
        #[graphql(default = 0)] skip: i32,
    ) -> async_graphql::Result<TotaraDrift> {
        self.scope.require(identity::Permission::ManageStaff).map_err(Refusal::from)?;
        let files = TotaraFiles {
            users: decoded("users", &users)?,
            assignments: assignments.map(|file| decoded("assignments", &file)).transpose()?,
            organisations: None,
        };
        let report = accounts(context)?.totara_drift(&self.scope, &files).await;
        let report = report.map_err(Refusal::from)?;
        let count = |kind: DriftRowKind| {
            let number = report.rows.iter().filter(|row| row.kind == kind).count();
            i32::try_from(number).unwrap_or(i32::MAX)
        };
        let [here, there, differs] =
            [DriftRowKind::OnlyHere, DriftRowKind::OnlyThere, DriftRowKind::Differs].map(count);
        let rows = report.rows.into_iter().filter(|row| kind.is_none_or(|kind| kind == row.kind));
        let rows = rows.skip(usize::try_from(skip).unwrap_or_default()).take(MOST_ROWS);
        let rows = rows.map(|row| TotaraDriftRow {
            idnumber: row.idnumber,
            name: row.name,
            kind: row.kind,
            explanation: row.explanation,
        });
        let faults = report.faults.into_iter().take(MOST_ROWS).collect();
        Ok(TotaraDrift {
            only_here: here,
            only_there: there,
            differs,
            rows: rows.collect(),
            faults,
        })
    }
}

fn framework() -> String {
    totara::FRAMEWORK.to_owned()
}

fn decoded(field: &'static str, file: &str) -> Result<Vec<u8>, Refusal> {
    STANDARD.decode(file).map_err(|_| Refusal::field(field, "expected a file in Base64"))
}
