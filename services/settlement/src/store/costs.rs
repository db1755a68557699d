//! `costs`: added to, never changed.

use domain::{AccountId, AgreementId, CostId, Date, Money, OccasionCode, OccasionId};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, Order, QueryResult};
use tenancy::{InRegion, RegionTx, StoreFault, actor_name};
use uuid::Uuid;

use super::entries::days_of;
use crate::cost::{Cost, CostKind, CostPayer};
use crate::record::OccasionName;

const COLUMNS: [&str; 14] = [
    "id",
    "date",
    "kind",
    "description",
    "supplier",
    "amount_ore",
    "agreement_id",
    "occasion_id",
    "occasion_code",
    "course",
    "paid_by",
    "recorded_at",
    "reverses",
    "recorded_by",
];

/// Which costs to list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CostFilter {
    pub(crate) year: Option<i32>,
    pub(crate) occasion: Option<OccasionId>,
    pub(crate) paid_by: Option<CostPayer>,
}

/// A page of costs, with the sums of all that match.
pub(crate) struct CostPage {
    pub(crate) costs: Vec<Cost>,
    pub(crate) count: i64,
    pub(crate) total: Money,
}

impl CostFilter {
    fn condition(&self) -> Cond {
        let mut condition = Cond::all()
            .add_option(self.occasion.map(|id| Expr::col(("c", "occasion_id")).eq(id.uuid())))
            .add_option(self.paid_by.map(|by| Expr::col(("c", "paid_by")).eq(by.word())));
        if let Some((first, last)) = self.year.and_then(days_of) {
            condition = condition.add(Expr::col(("c", "date")).between(first, last));
        }
        condition
    }
}

/// A page of costs, latest date first. Two statements.
pub(crate) async fn page(
    store: &impl InRegion,
    filter: &CostFilter,
    after: Option<(Date, CostId)>,
    limit: u64,
) -> Result<CostPage, StoreFault> {
    let sums = Query::select()
        .expr_as(Expr::col(("c", "id")).count(), "costs")
        // The sum of bigints is numeric on PostgreSQL, and of no rows there is none.
        .expr_as(Expr::col(("c", "amount_ore")).sum().cast_as("bigint"), "total")
        .from_as("costs", "c")
        .cond_where(filter.condition())
        .to_owned();
    let (count, total): (i64, Option<i64>) = match store.query_one(&sums).await? {
        Some(row) => (row.try_get("", "costs")?, row.try_get("", "total")?),
        None => (0, None),
    };
    let mut select = select();
    select.cond_where(filter.condition()).limit(limit);
    if let Some((date, id)) = after {
        let same_day = Expr::col(("c", "date")).eq(date).and(Expr::col(("c", "id")).lt(id.uuid()));
        select.cond_where(Cond::any().add(Expr::col(("c", "date")).lt(date)).add(same_day));
    }
    let rows = store.query_all(&select).await?;
    Ok(CostPage {
        costs: rows.iter().map(cost).collect::<Result<_, _>>()?,
        count,
        total: Money::from_ore(total.unwrap_or_default()),
    })
}

/// The cost with this id.
pub(crate) async fn find(store: &impl InRegion, id: CostId) -> Result<Option<Cost>, StoreFault> {
    let mut select = select();
    select.and_where(Expr::col(("c", "id")).eq(id.uuid()));
    store.query_one(&select).await?.as_ref().map(cost).transpose()
}

/// All costs that match, latest date first.
pub(crate) async fn all(
    store: &impl InRegion,
    filter: &CostFilter,
) -> Result<Vec<Cost>, StoreFault> {
    let mut select = select();
    select.cond_where(filter.condition());
    store.query_all(&select).await?.iter().map(cost).collect()
}

/// Writes a cost, in the actor's name.
pub(crate) async fn insert(tx: &RegionTx, cost: &Cost) -> Result<(), StoreFault> {
    let occasion = cost.occasion.as_ref();
    let insert = Query::insert()
        .into_table("costs")
        .columns(COLUMNS.into_iter().chain(["account_id"]))
        .values_panic([
            cost.id.uuid().into(),
            cost.date.into(),
            cost.kind.word().into(),
            cost.description.as_str().into(),
            cost.supplier.as_str().into(),
            cost.amount.ore().into(),
            cost.agreement.map(AgreementId::uuid).into(),
            occasion.map(|occasion| occasion.id.uuid()).into(),
            occasion.map(|occasion| occasion.code.0.clone()).into(),
            occasion.map(|occasion| occasion.course.clone()).into(),
            cost.paid_by.word().into(),
            cost.recorded_at.into(),
            cost.reverses.map(CostId::uuid).into(),
            tx.signature().await?.into(),
            tx.scope().actor().account.map(AccountId::uuid).into(),
        ])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

fn select() -> SelectStatement {
    Query::select()
        .columns(COLUMNS.into_iter().filter(|one| *one != "recorded_by").map(|one| ("c", one)))
        .expr_as(actor_name("c", "recorded_by"), "recorded_by")
        .expr_as(Expr::col(("r", "id")), "reversed_by")
        .from_as("costs", "c")
        .join_as(JoinType::LeftJoin, "costs", "r", Expr::col(("r", "reverses")).equals(("c", "id")))
        .order_by(("c", "date"), Order::Desc)
        .order_by(("c", "id"), Order::Desc)
        .to_owned()
}

fn cost(row: &QueryResult) -> Result<Cost, StoreFault> {
    let id: Uuid = row.try_get("", "id")?;
    let fault = |column| StoreFault::row("costs", column, &id);
    let kind: String = row.try_get("", "kind")?;
    let paid_by: String = row.try_get("", "paid_by")?;
    let ids = |column| -> Result<Option<Uuid>, StoreFault> { Ok(row.try_get("", column)?) };
    let occasion = match ids("occasion_id")? {
        Some(occasion) => Some(OccasionName {
            id: OccasionId::from_uuid(occasion),
            code: OccasionCode(row.try_get("", "occasion_code")?),
            course: row.try_get("", "course")?,
        }),
        None => None,
    };
    Ok(Cost {
        id: CostId::from_uuid(id),
        date: row.try_get("", "date")?,
        kind: CostKind::of_word(&kind).ok_or_else(|| fault("kind"))?,
        description: row.try_get("", "description")?,
        supplier: row.try_get("", "supplier")?,
        amount: Money::from_ore(row.try_get("", "amount_ore")?),
        agreement: ids("agreement_id")?.map(AgreementId::from_uuid),
        occasion,
        paid_by: CostPayer::of_word(&paid_by).ok_or_else(|| fault("paid_by"))?,
        recorded_at: row.try_get("", "recorded_at")?,
        recorded_by: row.try_get("", "recorded_by")?,
        reverses: ids("reverses")?.map(CostId::from_uuid),
        reversed_by: ids("reversed_by")?.map(CostId::from_uuid),
    })
}
