//! The audit trail of a region: who did what to what, written in the transaction that it tells of.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Query;

use crate::{InRegion, RegionTx, StoreFault};

impl RegionTx {
    /// Notes that the actor did `action` (a use case's name, `course-day-close`) to `subject` (its id and no person's data).
    pub async fn note(&self, action: &str, subject: &str) -> Result<(), StoreFault> {
        let scope = self.scope();
        let insert = Query::insert()
            .into_table("audit_entries")
            .columns(["id", "at", "account_id", "actor", "action", "subject"])
            .values_panic([
                scope.ids().next().into(),
                scope.now().into(),
                scope.actor().account.map(domain::AccountId::uuid).into(),
                scope.actor().name.as_str().into(),
                action.into(),
                subject.into(),
            ])
            .to_owned();
        self.execute(&insert).await?;
        Ok(())
    }
}
