//! `persons`.

use std::collections::BTreeMap;

use domain::{MunicipalityCode, PersonId, swedish};
use identity::Reach;
use sea_orm::sea_query::{BinOper, Cond, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Order, QueryResult, Value};
use tenancy::{InRegion, RegionTx, StoreFault, parsed_opt};
use uuid::Uuid;

use crate::record::PersonRecord;

/// The person with this id.
pub(crate) async fn find(
    store: &impl InRegion,
    id: PersonId,
) -> Result<Option<PersonRecord>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(person).transpose()
}

/// Everybody, by code.
pub(crate) async fn by_code(
    store: &impl InRegion,
) -> Result<BTreeMap<String, PersonRecord>, StoreFault> {
    let rows = store.query_all(&select()).await?;
    rows.iter().map(|row| person(row).map(|person| (person.code.clone(), person))).collect()
}

/// Which persons to list.
pub(crate) struct PersonFilter<'a> {
    pub(crate) reach: Reach,
    /// Part of a name or code.
    pub(crate) search: Option<&'a str>,
}

impl PersonFilter<'_> {
    fn condition(&self) -> Cond {
        let mut condition = Cond::all();
        if let Reach::Municipality(own) = self.reach {
            condition = condition.add(Expr::col("municipality_code").eq(own.to_string()));
        }
        // What would be a wildcard is left out: nobody's name has one.
        let plain: String =
            self.search.unwrap_or("").chars().filter(|c| !"%_\\".contains(*c)).collect();
        if !plain.trim().is_empty() {
            let name = format!("%{}%", swedish::sort_key(plain.trim())).into_bytes();
            let code = format!("%{}%", plain.trim());
            let found = Cond::any()
                .add(Expr::col("sort_key").binary(BinOper::Like, Expr::val(name)))
                .add(Expr::col("code").like(code));
            condition = condition.add(found);
        }
        condition
    }
}

/// A page of persons by name, and how many there are in all.
pub(crate) async fn list(
    store: &impl InRegion,
    filter: &PersonFilter<'_>,
    after: Option<(&str, PersonId)>,
    limit: u64,
) -> Result<(Vec<PersonRecord>, i64), StoreFault> {
    let count = Query::select()
        .expr_as(Expr::col("id").count(), "total")
        .from("persons")
        .cond_where(filter.condition())
        .to_owned();
    let total = match store.query_one(&count).await? {
        Some(row) => row.try_get("", "total")?,
        None => 0,
    };
    let mut select = select();
    select
        .cond_where(filter.condition())
        .order_by("sort_key", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(limit);
    if let Some((key, id)) = after {
        let (key, id) = (key.as_bytes().to_vec(), id.uuid());
        let later = Cond::any()
            .add(Expr::col("sort_key").gt(key.clone()))
            .add(Expr::col("sort_key").eq(key).and(Expr::col("id").gt(id)));
        select.cond_where(later);
    }
    let rows = store.query_all(&select).await?;
    Ok((rows.iter().map(person).collect::<Result<_, _>>()?, total))
}

/// Writes new persons.
pub(crate) async fn insert_many(tx: &RegionTx, persons: &[PersonRecord]) -> Result<(), StoreFault> {
    let columns = ["id", "code", "name", "sort_key", "municipality_code"];
    let row = |person: &PersonRecord| -> [Value; 5] {
        [
            person.id.uuid().into(),
            person.code.as_str().into(),
            person.name.as_str().into(),
            swedish::sort_key(&person.name).into_bytes().into(),
            person.municipality.map(|code| code.to_string()).into(),
        ]
    };
    tx.insert_rows("persons", columns, persons.iter().map(row).collect()).await
}

fn select() -> SelectStatement {
    Query::select().columns(["id", "code", "name", "municipality_code"]).from("persons").to_owned()
}

fn person(row: &QueryResult) -> Result<PersonRecord, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let municipality: Option<MunicipalityCode> =
        parsed_opt(row, "persons", "municipality_code", &id)?;
    Ok(PersonRecord {
        id: PersonId::from_uuid(id),
        code: row.try_get("", "code")?,
        name: row.try_get("", "name")?,
        municipality,
    })
}

/// The columns of a person joined to another row, as `p`.
pub(super) const JOINED: [((&str, &str), &str); 4] = [
    (("p", "id"), "person_id"),
    (("p", "code"), "person_code"),
    (("p", "name"), "person_name"),
    (("p", "municipality_code"), "person_municipality"),
];

/// The person of a row selected with [`JOINED`].
pub(super) fn joined(row: &QueryResult) -> Result<PersonRecord, StoreFault> {
    let id: Uuid = row.try_get("", "person_id")?;
    Ok(PersonRecord {
        id: PersonId::from_uuid(id),
        code: row.try_get("", "person_code")?,
        name: row.try_get("", "person_name")?,
        municipality: parsed_opt(row, "persons", "person_municipality", &id)?,
    })
}
