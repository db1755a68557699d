//! Where somebody is employed, as what, and from when to when.

use std::collections::HashMap;

use domain::{Date, EmploymentId, MunicipalityCode, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order, QueryResult, Value};
use tenancy::{InRegion, RegionTx, StoreFault, parsed};
use uuid::Uuid;

/// An employment. The one recorded last is the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    /// Id.
    pub id: EmploymentId,
    /// Who.
    pub person: PersonId,
    /// By which municipality.
    pub municipality: MunicipalityCode,
    /// Work-place.
    pub unit: Option<String>,
    /// As what.
    pub title: Option<String>,
    /// The journey that they are on.
    pub journey: Option<String>,
    /// The step of it that they have come to.
    pub step: Option<String>,
    /// Their manager's work e-mail; the manager may be known to the region or not.
    pub manager_email: Option<String>,
    /// `None` where nobody has said.
    pub first_day: Option<Date>,
    /// `None` while it lasts.
    pub last_day: Option<Date>,
}

const COLUMNS: [&str; 10] = [
    "id",
    "person_id",
    "municipality_code",
    "unit",
    "title",
    "journey",
    "step",
    "manager_email",
    "first_day",
    "last_day",
];

/// SQLite's limit on variables is the lowest.
const AT_A_TIME: usize = 10_000;

impl Employment {
    /// The employments of these persons, the latest first.
    pub async fn of(store: &impl InRegion, persons: &[PersonId]) -> Result<Vec<Self>, StoreFault> {
        let mut all = Vec::new();
        for some in persons.chunks(AT_A_TIME) {
            let select = Query::select()
                .columns(COLUMNS)
                .from("employments")
                .and_where(Expr::col("person_id").is_in(some.iter().map(|id| id.uuid())))
                .order_by("recorded_at", Order::Desc)
                .order_by("id", Order::Desc)
                .to_owned();
            for row in store.query_all(&select).await? {
                all.push(employment(&row)?);
            }
        }
        Ok(all)
    }

    /// The present employment of each of these persons who has one.
    pub async fn present(
        store: &impl InRegion,
        persons: &[PersonId],
    ) -> Result<HashMap<PersonId, Self>, StoreFault> {
        let mut present = HashMap::new();
        for one in Self::of(store, persons).await? {
            present.entry(one.person).or_insert(one);
        }
        Ok(present)
    }

    /// Writes new employments; they are the present ones of their persons.
    pub async fn insert_many(tx: &RegionTx, employments: &[Self]) -> Result<(), StoreFault> {
        let columns = [
            "id",
            "person_id",
            "municipality_code",
            "unit",
            "title",
            "journey",
            "step",
            "manager_email",
            "first_day",
            "last_day",
            "recorded_at",
        ];
        let now = tx.scope().now();
        let row = |one: &Self| -> [Value; 11] {
            [
                one.id.uuid().into(),
                one.person.uuid().into(),
                one.municipality.to_string().into(),
                one.unit.clone().into(),
                one.title.clone().into(),
                one.journey.clone().into(),
                one.step.clone().into(),
                one.manager_email.clone().into(),
                one.first_day.into(),
                one.last_day.into(),
                now.into(),
            ]
        };
        tx.insert_rows("employments", columns, employments.iter().map(row).collect()).await
    }

    /// Writes what has changed of an employment.
    pub async fn update(&self, tx: &RegionTx) -> Result<(), StoreFault> {
        let update = Query::update()
            .table("employments")
            .value("unit", self.unit.clone())
            .value("title", self.title.clone())
            .value("journey", self.journey.clone())
            .value("step", self.step.clone())
            .value("manager_email", self.manager_email.clone())
            .value("first_day", self.first_day)
            .value("last_day", self.last_day)
            .and_where(Expr::col("id").eq(self.id.uuid()))
            .to_owned();
        tx.execute(&update).await?;
        Ok(())
    }

    /// Makes it the present one of its person: the one recorded last.
    pub async fn record_again(&self, tx: &RegionTx) -> Result<(), StoreFault> {
        let update = Query::update()
            .table("employments")
            .value("recorded_at", tx.scope().now())
            .and_where(Expr::col("id").eq(self.id.uuid()))
            .to_owned();
        tx.execute(&update).await?;
        Ok(())
    }

    /// Gives a person's employments to another one, who is the same.
    pub async fn hand_over(tx: &RegionTx, from: PersonId, to: PersonId) -> Result<(), StoreFault> {
        let update = Query::update()
            .table("employments")
            .value("person_id", to.uuid())
            .and_where(Expr::col("person_id").eq(from.uuid()))
            .to_owned();
        tx.execute(&update).await?;
        Ok(())
    }
}

fn employment(row: &QueryResult) -> Result<Employment, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    Ok(Employment {
        id: EmploymentId::from_uuid(id),
        person: PersonId::from_uuid(row.try_get("", "person_id")?),
        municipality: parsed(row, "employments", "municipality_code", &id)?,
        unit: row.try_get("", "unit")?,
        title: row.try_get("", "title")?,
        journey: row.try_get("", "journey")?,
        step: row.try_get("", "step")?,
        manager_email: row.try_get("", "manager_email")?,
        first_day: row.try_get("", "first_day")?,
        last_day: row.try_get("", "last_day")?,
    })
}
