//! Pairs of persons that somebody has said of that they are not the same.

use std::collections::BTreeSet;

use domain::PersonId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use tenancy::{InRegion, RegionTx, StoreFault};

/// All pairs, the lesser id first.
pub async fn all(store: &impl InRegion) -> Result<BTreeSet<(PersonId, PersonId)>, StoreFault> {
    let select =
        Query::select().columns(["person_id", "other_id"]).from("persons_apart").to_owned();
    let mut pairs = BTreeSet::new();
    for row in store.query_all(&select).await? {
        let (person, other) = (row.try_get("", "person_id")?, row.try_get("", "other_id")?);
        pairs.insert((PersonId::from_uuid(person), PersonId::from_uuid(other)));
    }
    Ok(pairs)
}

/// Says that two are not the same, in the actor's name; once is enough.
pub async fn say(tx: &RegionTx, one: PersonId, other: PersonId) -> Result<(), StoreFault> {
    let (person, other) = (one.min(other), one.max(other));
    let insert = Query::insert()
        .into_table("persons_apart")
        .columns(["person_id", "other_id", "decided_at", "decided_by"])
        .values_panic([
            person.uuid().into(),
            other.uuid().into(),
            tx.scope().now().into(),
            tx.signature().await?.into(),
        ])
        .on_conflict(OnConflict::columns(["person_id", "other_id"]).do_nothing().to_owned())
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

/// What was said of one holds for the one that they turned out to be.
pub(crate) async fn hand_over(
    tx: &RegionTx,
    from: PersonId,
    to: PersonId,
) -> Result<(), StoreFault> {
    let select = Query::select()
        .columns(["person_id", "other_id"])
        .from("persons_apart")
        .and_where(Expr::col("person_id").eq(from.uuid()).or(Expr::col("other_id").eq(from.uuid())))
        .to_owned();
    for row in tx.query_all(&select).await? {
        let pair: [uuid::Uuid; 2] = [row.try_get("", "person_id")?, row.try_get("", "other_id")?];
        let others = pair.into_iter().map(PersonId::from_uuid);
        for other in others.filter(|one| *one != from && *one != to) {
            say(tx, to, other).await?;
        }
    }
    Ok(())
}
