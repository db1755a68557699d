//! What a year came to for each municipality. Pure.

use std::collections::BTreeMap;

use books::Account;
use domain::{Money, MunicipalityCode};
use settle::LineKind;

use crate::SettlementFault;
use crate::charged::Charged;
use crate::store::charged::Added;

/// What a municipality was charged, and got.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MunicipalityYear {
    pub(crate) municipality: MunicipalityCode,
    pub(crate) course_fees: Money,
    pub(crate) fixed_costs: Money,
    /// What was taken off for it; not above zero.
    pub(crate) reductions: Money,
    /// What it got of the trainer pot.
    pub(crate) pot_received: Money,
    pub(crate) vat: Money,
    pub(crate) rounding: Money,
    /// What it has to pay in all, less what it gets.
    pub(crate) net: Money,
}

impl MunicipalityYear {
    const fn of(municipality: MunicipalityCode) -> Self {
        Self {
            municipality,
            course_fees: Money::ZERO,
            fixed_costs: Money::ZERO,
            reductions: Money::ZERO,
            pot_received: Money::ZERO,
            vat: Money::ZERO,
            rounding: Money::ZERO,
            net: Money::ZERO,
        }
    }
}

/// By municipality's code.
pub(crate) fn by_municipality<'a>(
    charged: impl Iterator<Item = &'a Charged>,
    added: &Added,
) -> Result<Vec<MunicipalityYear>, SettlementFault> {
    let mut years: BTreeMap<MunicipalityCode, MunicipalityYear> = BTreeMap::new();
    for one in charged {
        let code = one.municipality;
        let own = years.entry(code).or_insert_with(|| MunicipalityYear::of(code));
        own.net = own.net.plus(one.amount)?;
        match (one.account, one.kind) {
            (Account::Reductions, _) => own.reductions = own.reductions.plus(one.amount)?,
            (_, LineKind::CourseFee) => own.course_fees = own.course_fees.plus(one.amount)?,
            (_, LineKind::FixedCost) => own.fixed_costs = own.fixed_costs.plus(one.amount)?,
            (_, LineKind::TrainerPot) => own.pot_received = own.pot_received.minus(one.amount)?,
        }
    }
    for ((code, _), (vat, rounding)) in added {
        let own = years.entry(*code).or_insert_with(|| MunicipalityYear::of(*code));
        own.vat = own.vat.plus(*vat)?;
        own.rounding = own.rounding.plus(*rounding)?;
        own.net = own.net.plus(*vat)?.plus(*rounding)?;
    }
    Ok(years.into_values().collect())
}
