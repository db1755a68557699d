//! Reading the audit, latest first. Changes nothing, and proves nothing: see `verify`.

use chrono::{DateTime, Utc};
use domain::{Date, PersonId, day_begins};
use identity::Permission;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use uuid::Uuid;

use super::{Kind, actor_name};
use crate::{GateFault, RegionScope, StoreFault, parsed};

/// An entry of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its number, from 1 without gaps.
    pub sequence: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by the name that they had, unless it has been taken away.
    pub actor: String,
    /// Whether something was changed, read or refused.
    pub kind: Kind,
    /// What: a use case's name, `course-day-close`.
    pub action: String,
    /// From where: the name of the GraphQL operation, a page's among them, or of the command. Clients choose theirs.
    pub operation: String,
    /// To what: an id; of a reading, ids without hyphens with spaces between them.
    pub subject: String,
}

/// Which entries to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditFilter<'a> {
    /// Those of this name alone.
    pub actor: Option<&'a str>,
    /// Those of this kind alone.
    pub kind: Option<Kind>,
    /// Those of this use case alone.
    pub action: Option<&'a str>,
    /// Those that tell of this person alone, by id.
    pub person: Option<PersonId>,
    /// Those on or after this date, in Sweden.
    pub from: Option<Date>,
    /// Those on or before this date, in Sweden.
    pub to: Option<Date>,
}

pub(super) const READ: [&str; 7] =
    ["id", "sequence", "at", "kind", "action", "operation", "subject"];

impl AuditFilter<'_> {
    pub(super) fn condition(self) -> Cond {
        let mut condition = Cond::all();
        if let Some(actor) = self.actor {
            let named = Query::select()
                .column("id")
                .from("actors")
                .and_where(Expr::col("name").eq(actor))
                .to_owned();
            condition = condition.add(Expr::col("actor").in_subquery(named));
        }
        if let Some(kind) = self.kind {
            condition = condition.add(Expr::col("kind").eq(kind.word()));
        }
        if let Some(person) = self.person {
            let listed = format!("%{}%", person.uuid().simple());
            let alone = Expr::col("subject").eq(person.to_string());
            condition =
                condition.add(Cond::any().add(Expr::col("subject").like(listed)).add(alone));
        }
        if let Some(action) = self.action {
            condition = condition.add(Expr::col("action").eq(action));
        }
        if let Some(from) = self.from {
            condition = condition.add(Expr::col("at").gte(day_begins(from)));
        }
        if let Some(next) = self.to.and_then(|to| to.succ_opt()) {
            condition = condition.add(Expr::col("at").lt(day_begins(next)));
        }
        condition
    }
}

impl RegionScope {
    /// A page of the region's audit, latest first, before the entry of that number; and how many there are in all.
    pub async fn audit(
        &self,
        filter: AuditFilter<'_>,
        before: Option<i64>,
        limit: u64,
    ) -> Result<(Vec<AuditRecord>, i64), GateFault> {
        self.require(Permission::ReadAudit)?;
        let count = Query::select()
            .expr_as(Expr::col("id").count(), "total")
            .from("audit_entries")
            .cond_where(filter.condition())
            .to_owned();
        let row = self.query_one(&count).await.map_err(StoreFault::from)?;
        let total = row.map(|row| row.try_get("", "total")).transpose();
        let total = total.map_err(StoreFault::from)?.unwrap_or_default();
        let mut select = Query::select();
        select
            .columns(READ)
            .expr_as(actor_name("audit_entries", "actor"), "name")
            .from("audit_entries")
            .cond_where(filter.condition())
            .order_by("sequence", Order::Desc)
            .limit(limit);
        if let Some(before) = before {
            select.and_where(Expr::col("sequence").lt(before));
        }
        let rows = self.query_all(&select).await.map_err(StoreFault::from)?;
        let records: Vec<_> = rows.iter().map(record).collect::<Result<_, _>>()?;
        if let (Some(first), Some(last)) = (records.last(), records.first()) {
            self.reads_other("audit-read", format!("{}-{}", first.sequence, last.sequence));
        }
        Ok((records, total))
    }
}

pub(super) fn record(row: &QueryResult) -> Result<AuditRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    Ok(AuditRecord {
        sequence: row.try_get("", "sequence")?,
        at: row.try_get("", "at")?,
        actor: row.try_get::<Option<String>>("", "name")?.unwrap_or_default(),
        kind: parsed(row, "audit_entries", "kind", &id)?,
        action: row.try_get("", "action")?,
        operation: row.try_get("", "operation")?,
        subject: row.try_get("", "subject")?,
    })
}
