//! A year's end: what was charged, collected, paid and left over, told by documents and costs and held against the ledger.

use domain::Money;
use identity::Permission;
use settle::PotYear;
use tenancy::RegionScope;

use crate::cost::CostKind;
use crate::funds::{self, FundYear};
use crate::store::costs::CostFilter;
use crate::store::entries::days_of;
use crate::{SettlementFault, pots, store};

mod check;
mod municipality;
mod sums;

pub(crate) use check::{Checked, check};
pub(crate) use municipality::{MunicipalityYear, by_municipality};
pub(crate) use sums::{ChargedSum, charged_sums};

/// What a calendar year came to, by the dates of the ledger's entries.
pub(crate) struct YearEnd {
    pub(crate) year: i32,
    /// The years that have entries, latest first.
    pub(crate) years: Vec<i32>,
    /// By kind and component; pot shares are negative.
    pub(crate) charged: Vec<ChargedSum>,
    pub(crate) vat: Money,
    pub(crate) rounding: Money,
    /// What the region has taken off, and bears itself; not above zero.
    pub(crate) reductions: Money,
    /// What is neither saved up nor VAT.
    pub(crate) income: Money,
    /// What the income has paid for, by kind.
    pub(crate) costs: Vec<(CostKind, Money)>,
    pub(crate) cost: Money,
    /// Income less costs.
    pub(crate) surplus: Money,
    pub(crate) pot: Moved,
    pub(crate) buffer: Moved,
    /// The pots of the year's own days: what is carried on where nobody earned points.
    pub(crate) pots: Vec<(String, PotYear)>,
    pub(crate) municipalities: Vec<MunicipalityYear>,
    pub(crate) checked: Vec<Checked>,
}

/// What a fund held, got, gave and holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moved {
    pub(crate) carried_in: Money,
    pub(crate) collected: Money,
    pub(crate) used: Money,
    pub(crate) carried_out: Money,
}

/// A calendar year's end; `None` of a year that no calendar has.
pub(crate) async fn year_end(
    scope: &RegionScope,
    year: i32,
) -> Result<Option<YearEnd>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let Some(days) = days_of(year) else { return Ok(None) };
    let pots = pots::pots(scope).await?.into_iter().filter(|pot| pot.year.year == year);
    let pots = pots.map(|pot| (pot.title, pot.year)).collect();
    let tx = scope.begin_snapshot().await?;
    let agreements = store::facts::terms(&tx).await?;
    let ever = store::charged::within(&tx, None, &agreements).await?;
    let added = store::charged::added(&tx, days).await?;
    let costs = store::costs::all(&tx, &CostFilter::default()).await?;
    let posted = store::balances::of_year(&tx, days).await?;
    let years = store::entries::years(&tx).await?;
    tx.rollback().await?;

    let (first, last) = days;
    let own = || ever.iter().filter(|one| (first..=last).contains(&one.date));
    let own_costs = || costs.iter().filter(|cost| (first..=last).contains(&cost.date));
    let charged = charged_sums(own())?;
    let vat = Money::sum(added.values().map(|(vat, _)| *vat))?;
    let rounding = Money::sum(added.values().map(|(_, rounding)| *rounding))?;
    let earned = charged.iter().filter(|sum| sum.is_income());
    let income = Money::sum(earned.map(|sum| sum.amount).chain([rounding]))?;
    let costs_by_kind = sums::costs(own_costs())?;
    let cost = Money::sum(costs_by_kind.iter().map(|(_, amount)| *amount))?;
    let by_buffer: Vec<_> = costs.iter().filter(|cost| cost.is_of_buffer()).cloned().collect();
    let moved = |account, costs| -> Result<Moved, SettlementFault> {
        Ok(moved(year, &funds::years(account, &ever, costs)?))
    };
    Ok(Some(YearEnd {
        year,
        years,
        reductions: Money::sum(
            charged.iter().filter(|sum| sum.is_reduction()).map(|sum| sum.amount),
        )?,
        vat,
        rounding,
        income,
        cost,
        surplus: income.minus(cost)?,
        pot: moved(books::Account::TrainerPot, &[])?,
        buffer: moved(books::Account::BufferFund, &by_buffer)?,
        pots,
        municipalities: by_municipality(own(), &added)?,
        checked: check(own(), &added, own_costs(), posted)?,
        costs: costs_by_kind,
        charged,
    }))
}

/// What a fund did in a year, of all its years, latest first.
fn moved(year: i32, years: &[FundYear]) -> Moved {
    let before = years.iter().find(|one| one.year < year);
    let carried_in = before.map(|one| one.balance).unwrap_or_default();
    match years.iter().find(|one| one.year == year) {
        Some(own) => {
            Moved { carried_in, collected: own.collected, used: own.used, carried_out: own.balance }
        }
        None => Moved { carried_in, carried_out: carried_in, ..Moved::default() },
    }
}
