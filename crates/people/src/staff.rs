//! A person as those who keep staff know them: every detail, and their account.

use chrono::{DateTime, Utc};
use domain::{AccountId, MunicipalityCode, PersonId, swedish};
use identity::Permission;
use sea_orm::sea_query::{CaseStatement, Cond, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use tenancy::{InRegion, RegionScope, RegionTx, StoreFault, parsed_opt};
use uuid::Uuid;

use crate::person::{matching, may_see, page as page_by_name, within};

/// Somebody whom the region knows, as those who keep staff see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Id.
    pub id: PersonId,
    /// Short name in files; unique in the region.
    pub code: String,
    /// Name as it is shown.
    pub name: String,
    /// Given name; `None` for those who came with a case file.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Work e-mail in lower case; unique in the region.
    pub email: Option<String>,
    /// The employer's number for them.
    pub staff_number: Option<String>,
    /// Where they work now.
    pub municipality: Option<MunicipalityCode>,
    /// Their sign-in account.
    pub account: Option<AccountId>,
    /// Protected identity: seen by name by the few who must.
    pub protected: bool,
    /// Since when they may not sign in here.
    pub suspended_at: Option<DateTime<Utc>>,
    /// The person that they turned out to be.
    pub merged_into: Option<PersonId>,
    /// Since when nothing personal is held on them.
    pub erased_at: Option<DateTime<Utc>>,
    /// When they became known.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub changed_at: Option<DateTime<Utc>>,
}

const COLUMNS: [&str; 16] = [
    "id",
    "code",
    "name",
    "sort_key",
    "given_name",
    "family_name",
    "email",
    "staff_number",
    "municipality_code",
    "account_id",
    "protected",
    "suspended_at",
    "merged_into",
    "erased_at",
    "created_at",
    "changed_at",
];

/// Which staff to list; never the protected, for those who may not see them.
#[derive(Clone, Copy, Debug, Default)]
pub struct StaffFilter<'a> {
    /// Part of a name, code or e-mail.
    pub search: Option<&'a str>,
    /// Of one municipality alone.
    pub municipality: Option<MunicipalityCode>,
    /// Those who may sign in (`false`), or those who are suspended (`true`).
    pub suspended: Option<bool>,
}

impl StaffFilter<'_> {
    fn condition(self, scope: &RegionScope) -> Cond {
        let mut condition = seen(scope);
        if let Some(code) = self.municipality {
            condition = condition.add(Expr::col("municipality_code").eq(code.to_string()));
        }
        if let Some(suspended) = self.suspended {
            let column = Expr::col("suspended_at");
            let state = if suspended { column.is_not_null() } else { column.is_null() };
            condition = condition.add(state);
        }
        if let Some(search) = self.search
            && let Some(found) = matching(search)
        {
            let plain: String = search.chars().filter(|c| !"%_\\".contains(*c)).collect();
            let email = Expr::col("email").like(format!("%{}%", plain.trim().to_lowercase()));
            condition = condition.add(Cond::any().add(found).add(email));
        }
        condition
    }
}

/// Those within reach of who keeps staff, that are still there, and that may be seen.
pub(crate) fn seen(scope: &RegionScope) -> Cond {
    let protected = within(&scope.reach(Permission::ReadProtected));
    within(&scope.reach(Permission::ManageStaff))
        .add(Cond::any().add(Expr::col("protected").eq(false)).add(protected))
        .add(Expr::col("erased_at").is_null())
        .add(Expr::col("merged_into").is_null())
}

/// A page of staff by name, and how many there are in all.
pub async fn page(
    scope: &RegionScope,
    filter: StaffFilter<'_>,
    after: Option<(&str, PersonId)>,
    limit: u64,
) -> Result<(Vec<Staff>, i64), StoreFault> {
    let mut select = select();
    let total = page_by_name(scope, &mut select, filter.condition(scope), after, limit).await?;
    let rows = scope.query_all(&select).await?;
    Ok((rows.iter().map(staff).collect::<Result<_, _>>()?, total))
}

/// All staff within reach, by name.
pub async fn all(scope: &RegionScope) -> Result<Vec<Staff>, StoreFault> {
    let mut select = select();
    select.cond_where(seen(scope)).order_by("sort_key", sea_orm::Order::Asc);
    scope.query_all(&select).await?.iter().map(staff).collect()
}

/// The person with this id, whom the caller may see.
pub async fn find(store: &impl InRegion, id: PersonId) -> Result<Option<Staff>, StoreFault> {
    let mut select = select();
    select.cond_where(seen(store.scope())).and_where(Expr::col("id").eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(staff).transpose()
}

/// The person who signs in with this account.
pub async fn of_account(
    store: &impl InRegion,
    account: AccountId,
) -> Result<Option<Staff>, StoreFault> {
    let mut select = select();
    select
        .and_where(Expr::col("account_id").eq(account.uuid()))
        .and_where(Expr::col("merged_into").is_null());
    store.query_one(&select).await?.as_ref().map(staff).transpose()
}

/// SQLite's limit on variables is the lowest.
pub(crate) const AT_A_TIME: usize = 10_000;

/// Notes which accounts persons sign in with.
pub async fn link_accounts(
    tx: &RegionTx,
    links: &[(PersonId, AccountId)],
) -> Result<(), StoreFault> {
    for some in links.chunks(1_000) {
        let mut account = CaseStatement::new();
        for (person, of) in some {
            account = account.case(Expr::col("id").eq(person.uuid()), of.uuid());
        }
        let update = Query::update()
            .table("persons")
            .value("account_id", account)
            .and_where(Expr::col("id").is_in(some.iter().map(|(person, _)| person.uuid())))
            .to_owned();
        tx.execute(&update).await?;
    }
    Ok(())
}

/// The person with this id in whatever state, whoever asks. Not to be shown.
pub async fn whatever_state(
    store: &impl InRegion,
    id: PersonId,
) -> Result<Option<Staff>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col("id").eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(staff).transpose()
}

/// These persons, whoever asks. Not to be shown.
pub async fn with_ids(store: &impl InRegion, ids: &[PersonId]) -> Result<Vec<Staff>, StoreFault> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_A_TIME) {
        let mut select = select();
        select.and_where(Expr::col("id").is_in(some.iter().map(|id| id.uuid())));
        for row in store.query_all(&select).await? {
            found.push(staff(&row)?);
        }
    }
    Ok(found)
}

/// Whether the caller may see this person's name.
pub fn is_seen(scope: &RegionScope, staff: &Staff) -> bool {
    !staff.protected || may_see(scope, staff.municipality)
}

/// Writes new staff.
pub async fn insert_many(tx: &RegionTx, all: &[Staff]) -> Result<(), StoreFault> {
    tx.insert_rows("persons", COLUMNS, all.iter().map(row).collect()).await
}

/// Writes everything of a person anew.
pub async fn update(tx: &RegionTx, staff: &Staff) -> Result<(), StoreFault> {
    let values = COLUMNS.into_iter().zip(row(staff)).filter(|(column, _)| *column != "id");
    let mut update = Query::update();
    update.table("persons").and_where(Expr::col("id").eq(staff.id.uuid()));
    for (column, value) in values {
        update.value(column, value);
    }
    tx.execute(&update).await?;
    Ok(())
}

pub(crate) fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from("persons").to_owned()
}

fn row(staff: &Staff) -> [Value; COLUMNS.len()] {
    [
        staff.id.uuid().into(),
        staff.code.as_str().into(),
        staff.name.as_str().into(),
        swedish::sort_key(&staff.name).into_bytes().into(),
        staff.given_name.clone().into(),
        staff.family_name.clone().into(),
        staff.email.clone().into(),
        staff.staff_number.clone().into(),
        staff.municipality.map(|code| code.to_string()).into(),
        staff.account.map(AccountId::uuid).into(),
        staff.protected.into(),
        staff.suspended_at.into(),
        staff.merged_into.map(PersonId::uuid).into(),
        staff.erased_at.into(),
        staff.created_at.into(),
        staff.changed_at.into(),
    ]
}

pub(crate) fn staff(row: &QueryResult) -> Result<Staff, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let account: Option<Uuid> = row.try_get("", "account_id")?;
    let merged_into: Option<Uuid> = row.try_get("", "merged_into")?;
    Ok(Staff {
        id: PersonId::from_uuid(id),
        code: row.try_get("", "code")?,
        name: row.try_get("", "name")?,
        given_name: row.try_get("", "given_name")?,
        family_name: row.try_get("", "family_name")?,
        email: row.try_get("", "email")?,
        staff_number: row.try_get("", "staff_number")?,
        municipality: parsed_opt(row, "persons", "municipality_code", &id)?,
        account: account.map(AccountId::from_uuid),
        protected: row.try_get("", "protected")?,
        suspended_at: row.try_get("", "suspended_at")?,
        merged_into: merged_into.map(PersonId::from_uuid),
        erased_at: row.try_get("", "erased_at")?,
        created_at: row.try_get("", "created_at")?,
        changed_at: row.try_get("", "changed_at")?,
    })
}
