//! Who did what in a region, for those who may see it.

use async_graphql::{Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Cursor, Date, FlatList, PageRequest, Refusal};
use tenancy::{AuditFilter, AuditRecord, RegionScope};

graph::connection! {
    /// Entries of the audit, latest first.
    AuditEntryConnection of flat AuditEntry
}

/// What an entry of the audit tells of.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "tenancy::AuditKind")]
enum AuditKind {
    /// Something was changed.
    Change,
    /// A person's data was shown.
    Reading,
    /// Somebody was not let do something, or not let in.
    Refusal,
}

/// Something that somebody has done, read or been refused in the region. Never changed, and never taken away.
#[derive(SimpleObject, Clone, Debug)]
struct AuditEntry {
    /// From 1, without gaps.
    sequence: i64,
    at: DateTime<Utc>,
    /// Who, by the name that they had.
    actor: String,
    kind: AuditKind,
    /// What: `course-day-close`, `persons-read` …
    action: String,
    /// From where: the name of a page's or client's operation, or of a command.
    operation: String,
    /// To what: an id, or the ids of those who were shown; no person's data.
    subject: String,
}

graph::flat_enum!(AuditKind);
graph::flat!(AuditEntry {
    "sequence" => sequence,
    "at" => at,
    "actor" => actor,
    "kind" => kind,
    "action" => action,
    "operation" => operation,
    "subject" => subject,
});

/// Which entries to list: those that everything given here is true of.
#[derive(InputObject, Default)]
#[graphql(name = "AuditFilter")]
struct AuditFilterInput {
    /// The actor's whole name.
    actor: Option<String>,
    kind: Option<AuditKind>,
    action: Option<String>,
    /// Those that tell of this person.
    person: Option<ID>,
    /// On or after this date, in Sweden.
    from: Option<Date>,
    /// On or before this date, in Sweden.
    to: Option<Date>,
}

impl AuditFilterInput {
    fn read(&self) -> Result<AuditFilter<'_>, Refusal> {
        let person = self.person.as_ref().map(|id| id.parse()).transpose();
        Ok(AuditFilter {
            actor: self.actor.as_deref(),
            kind: self.kind.map(Into::into),
            action: self.action.as_deref(),
            person: person
                .map_err(|_| Refusal::field("filter.person", "expected a person's id"))?,
            from: self.from.map(|date| date.0),
            to: self.to.map(|date| date.0),
        })
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
            self.scope.audit(filter.read()?, before, page.limit()).await.map_err(Refusal::from)?;
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
        let AuditRecord { sequence, at, actor, kind, action, operation, subject } = record;
        Self { sequence, at, actor, kind: kind.into(), action, operation, subject }
    }
}
