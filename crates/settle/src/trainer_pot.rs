//! Rule 5: the pot that pays for lent trainers, year by year.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::{
    AgreementTerms, Delivered, Money, MunicipalityCode, Points, PotSettlement, TrainerPot,
    end_of_month,
};

use crate::{
    Basis, DocumentKey, DocumentKind, Line, LineKey, PotBasis, Quantity, SettleFault, Share, shares,
};

/// The pot of one calendar year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PotYear {
    /// The calendar year.
    pub year: i32,
    /// What came from the year before.
    pub carried_in: Money,
    /// What rule 1 charged for the pot's component on this year's days.
    pub collected: Money,
    /// Everybody's points.
    pub points: Points,
    /// The shares of those with points, in order of municipality; a weight is thousandths of a point.
    pub shares: Vec<Share>,
    /// What goes on to the next year.
    pub carried_out: Money,
}

type YearPoints = BTreeMap<i32, BTreeMap<MunicipalityCode, u64>>;

/// The pot of every calendar year that has a course day; `collected` has an entry for each. The first has `carried_in`
/// from those before.
pub(crate) fn pot_years(
    terms: &AgreementTerms,
    delivered: &Delivered,
    collected: &BTreeMap<i32, Money>,
    mut carried_in: Money,
) -> Result<Vec<PotYear>, SettleFault> {
    let Some(pot) = &terms.agreement.trainer_pot else { return Ok(Vec::new()) };
    let points = points(terms, pot, delivered)?;
    let mut years = Vec::new();
    for (year, collected) in collected {
        let earned: Vec<_> = match points.get(year) {
            Some(earned) => earned.iter().map(|(code, points)| (*code, *points)).collect(),
            None => Vec::new(),
        };
        let year = distribute(pot, *year, carried_in, *collected, &earned)?;
        carried_in = year.carried_out;
        years.push(year);
    }
    Ok(years)
}

/// Thousandths of a point a year and municipality, of those who have any.
fn points(
    terms: &AgreementTerms,
    pot: &TrainerPot,
    delivered: &Delivered,
) -> Result<YearPoints, SettleFault> {
    let mut years = YearPoints::new();
    for row in delivered.instruction.iter().filter(|row| row.served > 0) {
        let Some(municipality) = row.municipality else { continue };
        terms.member(municipality).ok_or(SettleFault::UnknownMunicipality(municipality))?;
        let day = usize::try_from(row.day.0).ok().and_then(|index| delivered.days.get(index));
        let day = day.ok_or(SettleFault::UnknownDay)?;
        let role = *pot.points.get(&row.role).ok_or(SettleFault::NoPoints(row.role))?;
        let earned = Points::earned(role, day.length, row.served)?;
        if earned > Points::ZERO {
            let year = years.entry(day.date.year()).or_default();
            let sum = year.entry(municipality).or_default();
            *sum = sum.checked_add(earned.thousandths()).ok_or(domain::MoneyOverflow)?;
        }
    }
    Ok(years)
}

fn distribute(
    pot: &TrainerPot,
    year: i32,
    carried_in: Money,
    collected: Money,
    earned: &[(MunicipalityCode, u64)],
) -> Result<PotYear, SettleFault> {
    let whole = carried_in.plus(collected)?;
    let all = earned.iter().try_fold(Points::ZERO, |sum, (_, thousandths)| {
        sum.plus(Points::from_thousandths(*thousandths))
    })?;
    // Less than one unit stays in the pot, and all of it where nobody has points.
    let unit = pot.rounding.ore();
    let rest = whole.ore().checked_rem_euclid(unit).map_or(whole, Money::from_ore);
    let carried_out = if earned.is_empty() { whole } else { rest };
    let divided = whole.minus(carried_out)?;
    let shares = if earned.is_empty() {
        Vec::new()
    } else {
        shares(divided, earned, pot.rounding)
            .map_err(|source| SettleFault::Indivisible { name: pot.component.0.clone(), source })?
    };
    Ok(PotYear { year, carried_in, collected, points: all, shares, carried_out })
}

/// The lines of all shares, with the documents that they belong on.
pub(crate) fn share_lines(
    terms: &AgreementTerms,
    years: &[PotYear],
) -> Result<Vec<(DocumentKey, Line)>, SettleFault> {
    let Some(pot) = &terms.agreement.trainer_pot else { return Ok(Vec::new()) };
    let name = component_name(terms, pot);
    let kind = match pot.settlement {
        PotSettlement::Payout => DocumentKind::Payout,
        PotSettlement::Net => DocumentKind::Invoice,
    };
    let mut lines = Vec::new();
    for year in years {
        let date = end_of_month(year.year, pot.distribution_month)
            .ok_or_else(|| SettleFault::NoInvoiceMonth(name.clone()))?;
        for share in year.shares.iter().filter(|share| !share.amount.is_zero()) {
            let municipality = share.municipality;
            let key = DocumentKey { date, occasion: None, municipality, kind };
            lines.push((key, line(pot, &name, year, share)?));
        }
    }
    Ok(lines)
}

/// The component's name in the latest price list that has it.
fn component_name(terms: &AgreementTerms, pot: &TrainerPot) -> String {
    let lists = terms.agreement.fee_schedules.iter();
    let named = lists.filter_map(|list| {
        let component = list.components.iter().find(|c| c.code == pot.component)?;
        Some((list.from, &component.name))
    });
    named.max().map_or_else(|| pot.component.0.clone(), |(_, name)| name.clone())
}

fn line(pot: &TrainerPot, name: &str, year: &PotYear, share: &Share) -> Result<Line, SettleFault> {
    let thousandths = i64::try_from(share.weight).map_err(|_| domain::MoneyOverflow)?;
    Ok(Line {
        key: LineKey::TrainerPot { component: pot.component.clone(), year: year.year },
        year: year.year,
        name: name.to_owned(),
        quantity: Quantity::from_thousandths(thousandths),
        unit_price: None,
        amount: share.amount.negated()?,
        adjusts: false,
        basis: Basis::TrainerPot(PotBasis {
            year: year.year,
            collected: year.collected,
            carried_in: year.carried_in,
            carried_out: year.carried_out,
            unit: pot.rounding,
            points: Points::from_thousandths(share.weight),
            all_points: year.points,
            share: share.amount,
            left_over: share.left_over,
        }),
    })
}
