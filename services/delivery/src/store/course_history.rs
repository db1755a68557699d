//! `course_history`: days in other regions, that people have brought along.

use domain::{PersonId, Slug};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order};
use tenancy::{InRegion, RegionTx, StoreFault, parsed};
use uuid::Uuid;

use crate::course_history::PastDay;

const COLUMNS: [&str; 8] =
    ["id", "person_id", "origin", "origin_name", "date", "course", "mark", "taken_at"];
/// So many rows a statement: databases limit how many values one may hold.
const ROWS: usize = 1_000;

/// The days that somebody has brought along, the latest first.
pub(crate) async fn of_person(
    store: &impl InRegion,
    person: PersonId,
) -> Result<Vec<PastDay>, StoreFault> {
    let select = Query::select()
        .columns(COLUMNS)
        .from("course_history")
        .and_where(Expr::col("person_id").eq(person.uuid()))
        .order_by("date", Order::Desc)
        .order_by("id", Order::Asc)
        .to_owned();
    let mut days = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "id")?;
        days.push(PastDay {
            origin: parsed(&row, "course_history", "origin", &id)?,
            origin_name: row.try_get("", "origin_name")?,
            date: row.try_get("", "date")?,
            course: row.try_get("", "course")?,
            mark: parsed(&row, "course_history", "mark", &id)?,
        });
    }
    Ok(days)
}

/// Writes days that somebody brings along.
pub(crate) async fn insert(
    tx: &RegionTx,
    person: PersonId,
    days: &[PastDay],
) -> Result<(), StoreFault> {
    let scope = tx.scope();
    for some in days.chunks(ROWS) {
        let mut insert = Query::insert();
        insert.into_table("course_history").columns(COLUMNS);
        for day in some {
            insert.values_panic([
                scope.ids().next().into(),
                person.uuid().into(),
                day.origin.as_str().into(),
                day.origin_name.as_str().into(),
                day.date.into(),
                day.course.as_str().into(),
                day.mark.word().into(),
                scope.now().into(),
            ]);
        }
        tx.execute(&insert).await?;
    }
    Ok(())
}

/// Removes what somebody has brought along from this region, and tells how many days it was.
pub(crate) async fn remove(
    tx: &RegionTx,
    person: PersonId,
    origin: &Slug,
) -> Result<u64, StoreFault> {
    let delete = Query::delete()
        .from_table("course_history")
        .and_where(Expr::col("person_id").eq(person.uuid()))
        .and_where(Expr::col("origin").eq(origin.as_str()))
        .to_owned();
    Ok(tx.execute(&delete).await?.rows_affected())
}

/// Removes all that these have brought along.
pub(crate) async fn remove_all(tx: &RegionTx, persons: &[PersonId]) -> Result<(), StoreFault> {
    let delete = Query::delete()
        .from_table("course_history")
        .and_where(Expr::col("person_id").is_in(persons.iter().map(|one| one.uuid())))
        .to_owned();
    tx.execute(&delete).await?;
    Ok(())
}

/// Makes what `from` has brought along that of `to`, who may have brought the same.
pub(crate) async fn hand_over(
    tx: &RegionTx,
    from: PersonId,
    to: PersonId,
) -> Result<(), StoreFault> {
    let kept = of_person(tx, to).await?;
    let mut more = of_person(tx, from).await?;
    more.retain(|day| !kept.iter().any(|known| known.is_same_day(day)));
    remove_all(tx, &[from]).await?;
    insert(tx, to, &more).await
}
