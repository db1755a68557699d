//! What somebody wants told, and to whom. Written in the transaction that it is about.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{StoreFault, Surroundings, insert_rows};
use uuid::Uuid;

use crate::State;

/// A mail to be written and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// A word by which its author knows what to write.
    pub kind: String,
    /// The address that it goes to.
    pub to: String,
    /// What it is about: the id of a row of the author's.
    pub about: Option<Uuid>,
    /// What the author needs to know besides. No secret: it stays in the database.
    pub detail: Option<String>,
}

/// Puts errands into the outbox, in the caller's transaction: they are sent once that is committed, or never.
pub async fn enqueue(
    tx: &impl ConnectionTrait,
    surroundings: &Surroundings,
    errands: Vec<Errand>,
) -> Result<(), StoreFault> {
    let now = surroundings.clock.now();
    let rows = errands.into_iter().map(|errand| {
        [
            surroundings.ids.next().into(),
            errand.kind.into(),
            errand.to.into(),
            errand.about.into(),
            errand.detail.into(),
            State::Waiting.word().into(),
            now.into(),
            now.into(),
        ]
    });
    let columns = ["id", "kind", "recipient", "about", "detail", "state", "created_at", "due_at"];
    insert_rows(tx, "outbox", columns, rows.collect()).await
}

/// Takes every mail to these addresses out of the outbox, sent or not.
pub async fn forget(tx: &impl ConnectionTrait, addresses: &[String]) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("outbox")
        .and_where(Expr::col("recipient").is_in(addresses.iter().map(String::as_str)))
        .to_owned();
    tx.execute(&delete).await?;
    Ok(())
}
