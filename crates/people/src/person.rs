//! A person as everybody who shows persons knows them: short name, name, municipality.

use std::collections::{BTreeMap, HashMap};

use domain::{MunicipalityCode, PersonId, swedish};
use identity::{Permission, Reach};
use sea_orm::sea_query::{BinOper, Cond, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Order, QueryResult, Value};
use tenancy::{InRegion, RegionScope, RegionTx, StoreFault, parsed_opt};
use uuid::Uuid;

/// What a protected person is called for those who may not see the name.
const HIDDEN: &str = "Skyddad person";

/// Somebody whom the region knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// Short name in files; unique in the region.
    pub code: String,
    /// Name; of a protected person, only for those who may see it.
    pub name: String,
    /// Where they work; `None` for procured trainers.
    pub municipality: Option<MunicipalityCode>,
}

/// A short name that tells no more than who is meant: the random end of the id, short enough to read, and unique in
/// the region by its table.
pub fn short_name(kind: &str, id: PersonId) -> String {
    let hex = id.uuid().simple().to_string();
    format!("{kind}-{}", hex.get(20..).unwrap_or(&hex))
}

/// The person with this id, or the one that they turned out to be.
pub async fn find(store: &impl InRegion, id: PersonId) -> Result<Option<Person>, StoreFault> {
    let row = store.query_one(&select_known(id)).await?;
    row.as_ref().map(|row| person(store.scope(), row)).transpose()
}

/// The same, unless they are erased: whom something new may be said of.
pub async fn present(store: &impl InRegion, id: PersonId) -> Result<Option<Person>, StoreFault> {
    let mut select = select_known(id);
    select.and_where(Expr::col("erased_at").is_null());
    let row = store.query_one(&select).await?;
    row.as_ref().map(|row| person(store.scope(), row)).transpose()
}

fn select_known(id: PersonId) -> SelectStatement {
    let into = Query::select()
        .expr(Expr::col("merged_into").if_null(Expr::col("id")))
        .from("persons")
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    let mut select = select();
    select.and_where(Expr::col("id").in_subquery(into));
    select
}

/// Everybody, by code. The code of somebody who was merged into another leads to that one.
pub async fn by_code(store: &impl InRegion) -> Result<BTreeMap<String, Person>, StoreFault> {
    let mut select = select();
    select.column("merged_into");
    let (mut by_code, mut by_id, mut merged) = (BTreeMap::new(), HashMap::new(), Vec::new());
    for row in store.query_all(&select).await? {
        let into: Option<Uuid> = row.try_get("", "merged_into")?;
        let person = person(store.scope(), &row)?;
        if let Some(into) = into {
            merged.push((person.code, PersonId::from_uuid(into)));
        } else {
            by_id.insert(person.id, person.code.clone());
            by_code.insert(person.code.clone(), person);
        }
    }
    for (code, into) in merged {
        let kept = by_id.get(&into).and_then(|kept| by_code.get(kept)).cloned();
        by_code.extend(kept.map(|kept| (code, kept)));
    }
    Ok(by_code)
}

/// Which persons to list: never the protected, for those who may not see them.
#[derive(Clone, Copy, Debug)]
pub struct PersonFilter<'a> {
    /// Part of a name or code.
    pub search: Option<&'a str>,
}

impl PersonFilter<'_> {
    fn condition(self, scope: &RegionScope) -> Cond {
        let mut condition = within(&scope.reach(Permission::ReadPersons));
        let protected = within(&scope.reach(Permission::ReadProtected));
        condition = condition
            .add(Cond::any().add(Expr::col("protected").eq(false)).add(protected))
            .add(Expr::col("erased_at").is_null())
            .add(Expr::col("merged_into").is_null());
        if let Some(found) = self.search.and_then(matching) {
            condition = condition.add(found);
        }
        condition
    }
}

/// Rows of municipalities within reach.
pub(crate) fn within(reach: &Reach) -> Cond {
    let condition = Cond::all();
    match reach.limit() {
        None => condition,
        Some(own) => {
            let own = own.iter().map(ToString::to_string);
            condition.add(Expr::col("municipality_code").is_in(own))
        }
    }
}

/// Rows with this in their name or code; `None` where nothing is searched for.
pub(crate) fn matching(search: &str) -> Option<Cond> {
    // What would be a wildcard is left out: nobody's name has one.
    let plain: String = search.chars().filter(|c| !"%_\\".contains(*c)).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return None;
    }
    let name = format!("%{}%", swedish::sort_key(plain)).into_bytes();
    let code = format!("%{plain}%");
    let found = Cond::any()
        .add(Expr::col("sort_key").binary(BinOper::Like, Expr::val(name)))
        .add(Expr::col("code").like(code));
    Some(found)
}

/// A page of persons by name, and how many there are in all.
pub async fn list(
    scope: &RegionScope,
    filter: PersonFilter<'_>,
    after: Option<(&str, PersonId)>,
    limit: u64,
) -> Result<(Vec<Person>, i64), StoreFault> {
    let condition = filter.condition(scope);
    let mut select = select();
    let total = page(scope, &mut select, condition, after, limit).await?;
    let rows = sea_orm::ConnectionTrait::query_all(scope, &select).await?;
    let persons = rows.iter().map(|row| person(scope, row)).collect::<Result<_, _>>()?;
    Ok((persons, total))
}

/// Narrows `select` to a page by name, and gives how many there are in all.
pub(crate) async fn page(
    scope: &RegionScope,
    select: &mut SelectStatement,
    condition: Cond,
    after: Option<(&str, PersonId)>,
    limit: u64,
) -> Result<i64, StoreFault> {
    let count = Query::select()
        .expr_as(Expr::col("id").count(), "total")
        .from("persons")
        .cond_where(condition.clone())
        .to_owned();
    let row = sea_orm::ConnectionTrait::query_one(scope, &count).await?;
    let total = row.map(|row| row.try_get("", "total")).transpose()?.unwrap_or_default();
    select
        .cond_where(condition)
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
    Ok(total)
}

/// Writes new persons.
pub async fn insert_many(tx: &RegionTx, persons: &[Person]) -> Result<(), StoreFault> {
    let now = tx.scope().now();
    let columns = ["id", "code", "name", "sort_key", "municipality_code", "created_at"];
    let row = |person: &Person| -> [Value; 6] {
        [
            person.id.uuid().into(),
            person.code.as_str().into(),
            person.name.as_str().into(),
            swedish::sort_key(&person.name).into_bytes().into(),
            person.municipality.map(|code| code.to_string()).into(),
            now.into(),
        ]
    };
    tx.insert_rows("persons", columns, persons.iter().map(row).collect()).await
}

fn select() -> SelectStatement {
    let columns = ["id", "code", "name", "municipality_code", "protected"];
    Query::select().columns(columns).from("persons").to_owned()
}

fn person(scope: &RegionScope, row: &QueryResult) -> Result<Person, StoreFault> {
    read(scope, row, ["id", "code", "name", "municipality_code", "protected"])
}

/// The columns of the view `people`, joined to another row as `p`.
pub const JOINED: [((&str, &str), &str); 5] = [
    (("p", "id"), "person_id"),
    (("p", "code"), "person_code"),
    (("p", "name"), "person_name"),
    (("p", "municipality_code"), "person_municipality"),
    (("p", "protected"), "person_protected"),
];

/// The person of a row selected with [`JOINED`].
pub fn joined(scope: &RegionScope, row: &QueryResult) -> Result<Person, StoreFault> {
    read(scope, row, JOINED.map(|(_, alias)| alias))
}

fn read(
    scope: &RegionScope,
    row: &QueryResult,
    [id, code, name, municipality, protected]: [&'static str; 5],
) -> Result<Person, StoreFault> {
    let key: Uuid = row.try_get("", id)?;
    let municipality: Option<MunicipalityCode> = parsed_opt(row, "persons", municipality, &key)?;
    let hidden = row.try_get("", protected)? && !may_see(scope, municipality);
    Ok(Person {
        id: PersonId::from_uuid(key),
        code: row.try_get("", code)?,
        name: if hidden { HIDDEN.to_owned() } else { row.try_get("", name)? },
        municipality,
    })
}

/// Whether a protected person of this municipality is seen by name.
pub(crate) fn may_see(scope: &RegionScope, municipality: Option<MunicipalityCode>) -> bool {
    match (scope.reach(Permission::ReadProtected), municipality) {
        (Reach::Region, _) => true,
        (reach, Some(code)) => reach.includes(code),
        (Reach::Municipalities(_) | Reach::Oneself, None) => false,
    }
}
