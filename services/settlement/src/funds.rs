//! What is saved up, and not income: the buffer and the trainer pot, year by year.

use std::collections::BTreeMap;

use books::Account;
use chrono::Datelike;
use domain::{Money, MunicipalityCode};
use identity::Permission;
use tenancy::RegionScope;

use crate::charged::Charged;
use crate::cost::{Cost, CostPayer};
use crate::store::costs::CostFilter;
use crate::{SettlementFault, store};

/// The funds of a region.
pub(crate) struct Funds {
    /// The code of the component that is saved up as a buffer now.
    pub(crate) component: Option<String>,
    pub(crate) buffer: Vec<FundYear>,
    pub(crate) pot: Vec<FundYear>,
}

/// What a fund got and gave in a year, by the dates of documents and costs.
#[derive(Clone, Debug)]
pub(crate) struct FundYear {
    pub(crate) year: i32,
    pub(crate) collected: Money,
    /// What it paid for, or shared out.
    pub(crate) used: Money,
    /// What it held when the year ended.
    pub(crate) balance: Money,
    /// What each municipality put in.
    pub(crate) by_municipality: BTreeMap<MunicipalityCode, Money>,
    /// What it paid for, latest first.
    pub(crate) costs: Vec<Cost>,
}

/// The funds, latest year first.
pub(crate) async fn funds(scope: &RegionScope) -> Result<Funds, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let agreements = store::facts::terms(&tx).await?;
    let charged = store::charged::within(&tx, None, &agreements).await?;
    let by_buffer = CostFilter { paid_by: Some(CostPayer::Buffer), ..CostFilter::default() };
    let costs = store::costs::all(&tx, &by_buffer).await?;
    let component = store::books::latest(&tx).await?.books.buffer.map(|code| code.0);
    tx.rollback().await?;
    Ok(Funds {
        component,
        buffer: years(Account::BufferFund, &charged, &costs)?,
        pot: years(Account::TrainerPot, &charged, &[])?,
    })
}

/// The years of a fund, from the first that has something to the last, latest first.
pub(crate) fn years(
    account: Account,
    charged: &[Charged],
    costs: &[Cost],
) -> Result<Vec<FundYear>, SettlementFault> {
    let own: Vec<&Charged> = charged.iter().filter(|one| one.account == account).collect();
    let dates = || own.iter().map(|one| one.date).chain(costs.iter().map(|cost| cost.date));
    let ends = dates().min().zip(dates().max());
    let Some((first, last)) = ends else { return Ok(Vec::new()) };
    let mut years = Vec::new();
    let mut balance = Money::ZERO;
    for year in first.year()..=last.year() {
        let mut this = FundYear {
            year,
            collected: Money::ZERO,
            used: Money::ZERO,
            balance,
            by_municipality: BTreeMap::new(),
            costs: costs.iter().filter(|cost| cost.date.year() == year).cloned().collect(),
        };
        for one in own.iter().filter(|one| one.date.year() == year) {
            if one.is_share() {
                this.used = this.used.minus(one.amount)?;
            } else {
                this.collected = this.collected.plus(one.amount)?;
                let sum = this.by_municipality.entry(one.municipality).or_default();
                *sum = sum.plus(one.amount)?;
            }
        }
        for cost in &this.costs {
            this.used = this.used.plus(cost.amount)?;
        }
        this.balance = balance.plus(this.collected)?.minus(this.used)?;
        balance = this.balance;
        years.push(this);
    }
    years.reverse();
    Ok(years)
}
