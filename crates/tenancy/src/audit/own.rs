//! What the audit tells somebody of themselves: who has read or changed what is held on them, and what they did.

use domain::PersonId;
use identity::Permission;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order};

use super::read::{READ, record};
use super::{AuditFilter, AuditRecord, actor_name};
use crate::{GateFault, RegionScope, StoreFault};

/// Latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTrail {
    /// What others and they themselves read and changed of them.
    pub about: Vec<AuditRecord>,
    /// What they did.
    pub done: Vec<AuditRecord>,
}

impl RegionScope {
    /// The actor's own trail; `persons` are the rows that are theirs. Nothing for the operator.
    pub async fn own_trail(&self, persons: &[PersonId]) -> Result<OwnTrail, GateFault> {
        self.require(Permission::ReadOwn)?;
        let Some(account) = self.actor().account else { return Ok(OwnTrail::default()) };
        let of_person = |person: &PersonId| {
            AuditFilter { person: Some(*person), ..AuditFilter::default() }.condition()
        };
        // Roles are given to accounts.
        let of_account = Expr::col("subject").like(format!("%{account}%"));
        let about = persons.iter().map(of_person).fold(Cond::any().add(of_account), Cond::add);
        let about = self.trail(about).await?;
        let done = Expr::col("account_id").eq(account.uuid());
        Ok(OwnTrail { about, done: self.trail(Cond::all().add(done)).await? })
    }

    async fn trail(&self, condition: Cond) -> Result<Vec<AuditRecord>, StoreFault> {
        let select = Query::select()
            .columns(READ)
            .expr_as(actor_name("audit_entries", "actor"), "name")
            .from("audit_entries")
            .cond_where(condition)
            .order_by("sequence", Order::Desc)
            .to_owned();
        self.query_all(&select).await?.iter().map(record).collect()
    }
}
