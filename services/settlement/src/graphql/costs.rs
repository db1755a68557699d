//! Costs, and what an occasion brought in beside them, as clients see and say it.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::CostId;
use graph::{Cursor, Date, FieldFault, Money, OccasionRef, PageInfo, PageRequest, Refusal};
use identity::Permission;
use tenancy::RegionScope;

use super::asked;
use super::entries::LedgerAccountName;
use super::shared::occasion_ref;
use crate::occasion_result::{self, Brought, OccasionResult as Told};
use crate::read;
use crate::record_cost::{NewCost, record_cost};
use crate::reverse_cost::reverse_cost;
use crate::store::costs::CostFilter;

/// What was paid for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::cost::CostKind")]
pub(super) enum CostKind {
    /// Rooms.
    Venue,
    /// Food and drink.
    Catering,
    /// What is handed out or used up.
    Material,
    /// A trainer whom nobody has lent.
    ProcuredTrainer,
    /// Anything else.
    Other,
}

/// What pays a cost.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "crate::cost::CostPayer")]
pub(super) enum CostPayer {
    /// What the year brings in.
    Income,
    /// What has been saved up as a buffer.
    Buffer,
}

/// What an occasion, or the whole undertaking, has cost. Never changes.
#[derive(SimpleObject, Clone)]
pub(super) struct Cost {
    id: ID,
    date: Date,
    kind: CostKind,
    description: String,
    /// An organisation.
    supplier: String,
    /// Without VAT; below zero where it reverses another.
    amount: Money,
    occasion: Option<OccasionRef>,
    paid_by: CostPayer,
    recorded_at: DateTime<Utc>,
    /// Empty where they are erased.
    recorded_by: String,
    /// The cost that it takes back.
    reverses: Option<ID>,
    /// What takes it back.
    reversed_by: Option<ID>,
}

impl Cost {
    pub(super) fn show(cost: crate::cost::Cost) -> Self {
        let id = |id: CostId| ID::from(id.to_string());
        Self {
            id: id(cost.id),
            date: Date(cost.date),
            kind: cost.kind.into(),
            description: cost.description,
            supplier: cost.supplier,
            amount: Money(cost.amount),
            occasion: cost.occasion.as_ref().map(occasion_ref),
            paid_by: cost.paid_by.into(),
            recorded_at: cost.recorded_at,
            recorded_by: cost.recorded_by,
            reverses: cost.reverses.map(id),
            reversed_by: cost.reversed_by.map(id),
        }
    }
}

/// Costs, latest date first.
#[derive(SimpleObject)]
struct CostConnection {
    /// The page's nodes, in order.
    nodes: Vec<Cost>,
    /// Whether there is more.
    page_info: PageInfo,
    /// How many there are on all pages.
    total_count: i64,
    /// What all of them come to, not only those of this page.
    total_amount: Money,
}

/// What an occasion brought in, and cost.
#[derive(SimpleObject)]
struct OccasionResult {
    occasion: OccasionRef,
    /// What its days have been charged, by component.
    brought: Vec<BroughtIn>,
    costs: Vec<Cost>,
    /// What it brought in beside what is saved up.
    income: Money,
    /// What it cost, but for what the buffer paid.
    cost: Money,
    /// Income less costs.
    result: Money,
}

/// What a component brought in, and the account that it went to.
#[derive(SimpleObject)]
struct BroughtIn {
    code: String,
    name: String,
    account: LedgerAccountName,
    amount: Money,
}

impl OccasionResult {
    fn show(told: Told) -> Self {
        let brought = |one: Brought| BroughtIn {
            account: LedgerAccountName::of(one.account),
            code: one.code,
            name: one.name,
            amount: Money(one.amount),
        };
        Self {
            occasion: occasion_ref(&told.occasion),
            brought: told.brought.into_iter().map(brought).collect(),
            costs: told.costs.into_iter().map(Cost::show).collect(),
            income: Money(told.income),
            cost: Money(told.cost),
            result: Money(told.result),
        }
    }
}

/// What costs add to a region.
pub struct RegionCosts {
    scope: RegionScope,
}

impl RegionCosts {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionCosts {
    /// Costs, latest date first; of this year of their date, of this occasion.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn costs(
        &self,
        year: Option<i32>,
        occasion: Option<ID>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<CostConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(place).transpose()?;
        let occasion = occasion.map(|id| id.parse().map_err(|_| Refusal::NotFound)).transpose()?;
        let filter = CostFilter { year, occasion, paid_by: None };
        let found = read::costs(&self.scope, &filter, after, page.limit()).await;
        let mut found = found.map_err(Refusal::from)?;
        let page_info = page
            .cut(&mut found.costs, |cost| Cursor(vec![cost.date.to_string(), cost.id.to_string()]));
        Ok(CostConnection {
            nodes: found.costs.into_iter().map(Cost::show).collect(),
            page_info,
            total_count: found.count,
            total_amount: Money(found.total),
        })
    }

    /// What an occasion's closed days have been charged so far, beside what it cost.
    async fn occasion_result(&self, occasion: ID) -> async_graphql::Result<Option<OccasionResult>> {
        let id = occasion.parse().map_err(|_| Refusal::NotFound)?;
        let told = occasion_result::occasion_result(&self.scope, id).await;
        let told = told.map_err(Refusal::from)?.ok_or(Refusal::NotFound)?;
        Ok(Some(OccasionResult::show(told)))
    }
}

/// The place that a cursor stands for.
fn place(cursor: &Cursor) -> Result<(domain::Date, CostId), Refusal> {
    let foreign = || {
        let expected = "expected a cursor from an earlier page";
        Refusal::InvalidInput(vec![FieldFault::new("after", expected)])
    };
    let [date, id] = cursor.keys::<2>()?;
    Ok((date.parse().map_err(|_| foreign())?, id.parse().map_err(|_| foreign())?))
}

/// A cost to record.
#[derive(InputObject)]
struct CostRecordInput {
    region: String,
    /// Not after today.
    date: Date,
    kind: CostKind,
    /// What it was: 1 to 200 characters.
    description: String,
    /// The organisation that is paid: 1 to 200 characters.
    supplier: String,
    /// Without VAT, above zero.
    amount: Money,
    /// Null where it is of no occasion.
    occasion: Option<ID>,
    /// The buffer pays no more than it holds on that date and since.
    paid_by: CostPayer,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// A cost to take back.
#[derive(InputObject)]
struct CostReverseInput {
    region: String,
    cost: ID,
    /// 1 to 200 characters.
    reason: String,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What costs add to the mutations.
#[derive(Default)]
pub struct CostsMutation;

#[Object]
impl CostsMutation {
    /// Records what an occasion, or the whole undertaking, has cost, with its ledger entry.
    async fn cost_record(
        &self,
        context: &Context<'_>,
        input: CostRecordInput,
    ) -> async_graphql::Result<Option<Cost>> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let occasion = input.occasion.as_ref();
        let new = NewCost {
            date: input.date.0,
            kind: input.kind.into(),
            description: input.description,
            supplier: input.supplier,
            amount: input.amount.0,
            occasion: occasion.map(|id| id.parse().map_err(|_| Refusal::NotFound)).transpose()?,
            paid_by: input.paid_by.into(),
        };
        let asked = asked(input.idempotency_key.as_deref(), &("costRecord", &new))?;
        let recorded = record_cost(&scope, new, asked).await.map_err(Refusal::from)?;
        shown(&scope, recorded).await
    }

    /// Takes a cost back as of today. Both stay in the books. Refused with CONFLICT where it is taken back already.
    async fn cost_reverse(
        &self,
        context: &Context<'_>,
        input: CostReverseInput,
    ) -> async_graphql::Result<Option<Cost>> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let id: CostId = input.cost.parse().map_err(|_| Refusal::NotFound)?;
        let request = ("costReverse", id, &input.reason);
        let asked = asked(input.idempotency_key.as_deref(), &request)?;
        let reversed = reverse_cost(&scope, id, &input.reason, asked).await;
        shown(&scope, reversed.map_err(Refusal::from)?).await
    }
}

async fn shown(scope: &RegionScope, id: Option<CostId>) -> async_graphql::Result<Option<Cost>> {
    let id = id.ok_or(Refusal::NotFound)?;
    let cost = read::cost(scope, id).await.map_err(Refusal::from)?;
    Ok(cost.map(Cost::show))
}
