//! What an occasion brought in, component by component, beside what it cost.

use books::Account;
use domain::{Money, OccasionId};
use identity::Permission;
use tenancy::RegionScope;

use crate::charged::Charged;
use crate::cost::{Cost, CostPayer};
use crate::record::OccasionName;
use crate::store::costs::CostFilter;
use crate::{SettlementFault, store};

/// What an occasion brought in, and cost.
pub(crate) struct OccasionResult {
    pub(crate) occasion: OccasionName,
    /// By component.
    pub(crate) brought: Vec<Brought>,
    pub(crate) costs: Vec<Cost>,
    /// What it brought in beside what is saved up.
    pub(crate) income: Money,
    /// What it cost, but for what the buffer paid.
    pub(crate) cost: Money,
    /// What is left of the income.
    pub(crate) result: Money,
}

/// What a component brought in, and where it went.
#[derive(Clone, Debug)]
pub(crate) struct Brought {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) account: Account,
    pub(crate) amount: Money,
}

/// What an occasion's closed days have been charged so far, and what is recorded as its costs; `None` where there is no
/// such occasion.
pub(crate) async fn occasion_result(
    scope: &RegionScope,
    id: OccasionId,
) -> Result<Option<OccasionResult>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let Some((_, occasion)) = store::occasions::find(&tx, id).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    let agreements = store::facts::terms(&tx).await?;
    let charged = store::charged::of_occasion(&tx, id, &agreements).await?;
    let own = CostFilter { occasion: Some(id), ..CostFilter::default() };
    let costs = store::costs::all(&tx, &own).await?;
    tx.rollback().await?;
    let brought = by_component(&charged)?;
    let saved = [Account::TrainerPot, Account::BufferFund];
    let earned = brought.iter().filter(|one| !saved.contains(&one.account));
    let income = Money::sum(earned.map(|one| one.amount))?;
    let paid = costs.iter().filter(|cost| cost.paid_by == CostPayer::Income);
    let cost = Money::sum(paid.map(|cost| cost.amount))?;
    let result = income.minus(cost)?;
    Ok(Some(OccasionResult { occasion, brought, costs, income, cost, result }))
}

/// What lines come to by component and account, in order.
pub(crate) fn by_component(charged: &[Charged]) -> Result<Vec<Brought>, SettlementFault> {
    let mut brought: Vec<Brought> = Vec::new();
    for one in charged {
        let same = |sum: &&mut Brought| sum.code == one.code && sum.account == one.account;
        match brought.iter_mut().find(same) {
            Some(sum) => sum.amount = sum.amount.plus(one.amount)?,
            None => brought.push(Brought {
                code: one.code.clone(),
                name: one.name.clone(),
                account: one.account,
                amount: one.amount,
            }),
        }
    }
    brought.sort_by(|a, b| (a.account, &a.code).cmp(&(b.account, &b.code)));
    Ok(brought)
}
