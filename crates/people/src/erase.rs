//! Making a person nobody: the row stays, which enrolments and assignments name, and tells no more than a municipality.

use domain::{PersonId, swedish};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{InRegion, RegionTx, StoreFault};
use uuid::Uuid;

use crate::staff;
use crate::{Erased, Staff, Traces, short_name};

/// What an erased person is called.
pub const ERASED: &str = "Raderad person";

/// The person and all who turned out to be them, whoever asks: each leads straight to the one who is kept. Not to be
/// shown.
pub async fn with_earlier(store: &impl InRegion, person: Staff) -> Result<Vec<Staff>, StoreFault> {
    let select = Query::select()
        .column("id")
        .from("persons")
        .and_where(Expr::col("merged_into").eq(person.id.uuid()))
        .to_owned();
    let mut earlier = Vec::new();
    for row in store.query_all(&select).await? {
        earlier.push(PersonId::from_uuid(row.try_get("", "id")?));
    }
    let mut all = vec![person];
    all.extend(staff::with_ids(store, &earlier).await?);
    Ok(all)
}

/// Erases these, who are one person: names, addresses and numbers, what they worked as, and whom they worked for by name.
///
/// Municipalities stay, as counts have them.
pub async fn erase(tx: &RegionTx, persons: &[Staff], reason: &str) -> Result<Erased, StoreFault> {
    let now = tx.scope().now();
    for one in persons {
        let update = Query::update()
            .table("persons")
            .value("code", short_name("R", one.id))
            .value("name", ERASED)
            .value("sort_key", swedish::sort_key(ERASED).into_bytes())
            .value("given_name", None::<String>)
            .value("family_name", None::<String>)
            .value("email", None::<String>)
            .value("staff_number", None::<String>)
            .value("account_id", None::<Uuid>)
            .value("protected", false)
            .value("suspended_at", None::<chrono::DateTime<chrono::Utc>>)
            .value("erased_at", now)
            .value("erased_reason", reason)
            .value("changed_at", now)
            .and_where(Expr::col("id").eq(one.id.uuid()))
            .to_owned();
        tx.execute(&update).await?;
        let employments = Query::update()
            .table("employments")
            .values(
                ["unit", "title", "journey", "step", "manager_email"]
                    .map(|column| (column, Expr::val(None::<String>))),
            )
            .value("first_day", None::<domain::Date>)
            .value("last_day", None::<domain::Date>)
            .and_where(Expr::col("person_id").eq(one.id.uuid()))
            .to_owned();
        tx.execute(&employments).await?;
        if let Some(email) = &one.email {
            let led = Query::update()
                .table("employments")
                .value("manager_email", None::<String>)
                .and_where(Expr::col("manager_email").eq(email.as_str()))
                .to_owned();
            tx.execute(&led).await?;
        }
    }
    let ids = persons.iter().map(|one| one.id).collect();
    let emails: Vec<String> = persons.iter().filter_map(|one| one.email.clone()).collect();
    Ok(Erased { ids, traces: Traces::of(persons), addresses: emails.clone(), emails })
}
