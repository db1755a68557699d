//! Who did what in a region, for those who may see it.

use async_graphql::{InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Cursor, Date, FlatList, PageRequest, Refusal};
use tenancy::{AuditFilter, AuditRecord, RegionScope};

graph::connection! {
    /// Entries of the audit, latest first.
    AuditEntryConnection of flat AuditEntry
}

/// Something that somebody has done in the region. Never changed, and never taken away.
#[derive(SimpleObject, Clone, Debug)]
struct AuditEntry {
    /// From 1, without gaps.
    sequence: i64,
    at: DateTime<Utc>,
    /// Who, by the name that they had.
    actor: String,
    /// What: `course-day-close`, `documents-issue` …
    action: String,
    /// To what: an id, and no person's data.
    subject: String,
}

graph::flat!(AuditEntry {
    "sequence" => sequence,
    "at" => at,
    "actor" => actor,
    "action" => action,
    "subject" => subject,
});

/// Which entries to list: those that everything given here is true of.
#[derive(InputObject, Default)]
#[graphql(name = "AuditFilter")]
struct AuditFilterInput {
    /// The actor's whole name.
    actor: Option<String>,
    action: Option<String>,
    /// On or after this date, in Sweden.
    from: Option<Date>,
    /// On or before this date, in Sweden.
    to: Option<Date>,
}

impl AuditFilterInput {
    fn read(&self) -> AuditFilter<'_> {
        AuditFilter {
            actor: self.actor.as_deref(),
            action: self.action.as_deref(),
            from: self.from.map(|date| date.0),
            to: self.to.map(|date| date.0),
        }
    }
}

/// Who did what in a region.
pub(super) struct RegionAudit {
    scope: RegionScope,
}

impl RegionAudit {
    pub(super) const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionAudit {
    /// Who did what, latest first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn audit(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
        #[graphql(default)] filter: AuditFilterInput,
    ) -> async_graphql::Result<AuditEntryConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let before = page.after.as_ref().map(number).transpose()?;
        let (mut records, total_count) =
            self.scope.audit(filter.read(), before, page.limit()).await.map_err(Refusal::from)?;
        let page_info = page.cut(&mut records, |one| Cursor(vec![one.sequence.to_string()]));
        let nodes = FlatList(records.into_iter().map(AuditEntry::show).collect());
        Ok(AuditEntryConnection { nodes, page_info, total_count })
    }
}

/// The number of the entry that a cursor stands for.
fn number(cursor: &Cursor) -> Result<i64, Refusal> {
    let [sequence] = cursor.keys::<1>()?;
    let foreign = |_| Refusal::field("after", "expected a cursor from an earlier page");
    sequence.parse().map_err(foreign)
}

impl AuditEntry {
    fn show(record: AuditRecord) -> Self {
        let AuditRecord { sequence, at, actor, action, subject } = record;
        Self { sequence, at, actor, action, subject }
    }
}
