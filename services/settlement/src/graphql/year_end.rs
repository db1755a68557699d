//! A year's end, as clients see it.

use async_graphql::{Object, SimpleObject};
use domain::swedish;
use graph::{Decimal, Money, Municipality, Refusal};
use tenancy::{Municipalities, RegionScope};

use super::costs::CostKind;
use super::entries::LedgerAccountName;
use super::funds::Funds;
use super::shared::LineKind;
use crate::year_end::{self, Checked, MunicipalityYear, YearEnd as Told};
use crate::{funds, year_end::Moved};

/// What a calendar year came to, by the dates of the ledger's entries.
#[derive(SimpleObject)]
struct YearEnd {
    year: i32,
    /// The years that have entries, latest first.
    years: Vec<i32>,
    /// By account, kind and component; pot shares are negative.
    charged: Vec<YearCharge>,
    vat: Money,
    /// What rounding to whole kronor added or took away.
    rounding: Money,
    /// What the region has taken off, and bears itself; not above zero.
    reductions: Money,
    /// What is neither saved up nor VAT.
    income: Money,
    /// What the income has paid for, by kind.
    costs: Vec<YearCost>,
    cost: Money,
    /// Income less costs.
    surplus: Money,
    trainer_pot: YearFund,
    buffer: YearFund,
    /// The pots of the year's own days, as the facts stand: without points, all of it goes on to the next year.
    pots: Vec<YearPot>,
    /// By municipality name.
    municipalities: Vec<YearMunicipality>,
    /// Whether documents and costs come to what the ledger says, on every account.
    agrees: bool,
    /// By account; VAT is one, whatever its rates.
    check: Vec<YearCheck>,
}

/// What a component, a yearly cost or the pot's shares came to.
#[derive(SimpleObject)]
struct YearCharge {
    kind: LineKind,
    code: String,
    name: String,
    account: LedgerAccountName,
    amount: Money,
}

/// What a kind of cost came to.
#[derive(SimpleObject)]
struct YearCost {
    kind: CostKind,
    amount: Money,
}

/// What a fund held, got, gave and holds.
#[derive(SimpleObject)]
struct YearFund {
    carried_in: Money,
    collected: Money,
    used: Money,
    carried_out: Money,
}

/// The pot of the year's own days, under an agreement.
#[derive(SimpleObject)]
struct YearPot {
    agreement: String,
    points: Decimal,
    carried_in: Money,
    collected: Money,
    carried_out: Money,
}

/// What a municipality was charged, and got.
#[derive(SimpleObject)]
struct YearMunicipality {
    municipality: Municipality,
    course_fees: Money,
    fixed_costs: Money,
    /// What was taken off for it; not above zero.
    reductions: Money,
    /// What it got of the trainer pot.
    pot_received: Money,
    vat: Money,
    rounding: Money,
    /// What it has to pay in all, less what it gets.
    net: Money,
}

/// What an account comes to, by documents and costs, and by the ledger. A debit is positive.
#[derive(SimpleObject)]
struct YearCheck {
    account: LedgerAccountName,
    opening: Money,
    /// What documents and costs come to.
    due: Money,
    /// What the ledger says of those.
    posted: Money,
    /// What else moved money: payments.
    other: Money,
    closing: Money,
    agrees: bool,
}

impl YearFund {
    const fn show(moved: Moved) -> Self {
        Self {
            carried_in: Money(moved.carried_in),
            collected: Money(moved.collected),
            used: Money(moved.used),
            carried_out: Money(moved.carried_out),
        }
    }
}

impl YearMunicipality {
    fn show(own: MunicipalityYear, names: &Municipalities) -> Self {
        Self {
            municipality: Municipality::named(own.municipality, names),
            course_fees: Money(own.course_fees),
            fixed_costs: Money(own.fixed_costs),
            reductions: Money(own.reductions),
            pot_received: Money(own.pot_received),
            vat: Money(own.vat),
            rounding: Money(own.rounding),
            net: Money(own.net),
        }
    }
}

impl YearCheck {
    fn show(checked: Checked) -> Option<Self> {
        let account = checked.account?;
        Some(Self {
            account: LedgerAccountName::of(account),
            opening: Money(checked.opening),
            due: Money(checked.due),
            posted: Money(checked.posted),
            other: Money(checked.other),
            closing: Money(checked.closing),
            agrees: checked.due == checked.posted,
        })
    }
}

impl YearEnd {
    fn show(told: Told, names: &Municipalities) -> Self {
        let check: Vec<YearCheck> = told.checked.into_iter().filter_map(YearCheck::show).collect();
        let municipalities = told.municipalities.into_iter();
        let mut municipalities: Vec<_> =
            municipalities.map(|own| YearMunicipality::show(own, names)).collect();
        municipalities.sort_by_cached_key(|own| swedish::sort_key(&own.municipality.name));
        let charge = |sum: year_end::ChargedSum| YearCharge {
            kind: sum.kind.into(),
            account: LedgerAccountName::of(sum.account),
            code: sum.code,
            name: sum.name,
            amount: Money(sum.amount),
        };
        let cost = |(kind, amount): (crate::cost::CostKind, _)| YearCost {
            kind: kind.into(),
            amount: Money(amount),
        };
        let pot = |(agreement, pot): (String, settle::PotYear)| YearPot {
            agreement,
            points: pot.points.into(),
            carried_in: Money(pot.carried_in),
            collected: Money(pot.collected),
            carried_out: Money(pot.carried_out),
        };
        Self {
            year: told.year,
            years: told.years,
            charged: told.charged.into_iter().map(charge).collect(),
            vat: Money(told.vat),
            rounding: Money(told.rounding),
            reductions: Money(told.reductions),
            income: Money(told.income),
            costs: told.costs.into_iter().map(cost).collect(),
            cost: Money(told.cost),
            surplus: Money(told.surplus),
            trainer_pot: YearFund::show(told.pot),
            buffer: YearFund::show(told.buffer),
            pots: told.pots.into_iter().map(pot).collect(),
            municipalities,
            agrees: check.iter().all(|one| one.agrees),
            check,
        }
    }
}

/// What years' ends and funds add to a region.
pub struct RegionYear {
    scope: RegionScope,
}

impl RegionYear {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionYear {
    /// What a calendar year came to.
    async fn year_end(&self, year: i32) -> async_graphql::Result<Option<YearEnd>> {
        let told = year_end::year_end(&self.scope, year).await.map_err(Refusal::from)?;
        let expected = "expected a year";
        let told = told.ok_or_else(|| Refusal::field("year", expected))?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(Some(YearEnd::show(told, &names)))
    }

    /// The buffer and the trainer pot, year by year.
    async fn funds(&self) -> async_graphql::Result<Funds> {
        let told = funds::funds(&self.scope).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(Funds::show(told, &names))
    }
}
