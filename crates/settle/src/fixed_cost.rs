//! Rule 4: yearly costs, shared by all members and invoiced in parts.

use domain::{
    AgreementTerms, Allocation, Date, FixedCost, Money, Month, Municipality, MunicipalityCode,
    end_of_month,
};

use crate::{
    Basis, DocumentKey, DocumentKind, FixedCostBasis, Line, LineKey, Quantity, SettleFault, Share,
    shares,
};

/// A member's share of a yearly cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedCostShare {
    /// Position of the cost among the agreement's fixed costs, from 0.
    pub cost: u32,
    /// The cost's name.
    pub name: String,
    /// The share of a year, and what explains it.
    pub share: Share,
}

/// Every member's share of every yearly cost, by cost and then municipality.
pub fn fixed_cost_shares(terms: &AgreementTerms) -> Result<Vec<FixedCostShare>, SettleFault> {
    let mut all = Vec::new();
    for (index, cost) in (0..).zip(&terms.agreement.fixed_costs) {
        let weights = weights(&terms.municipalities, cost.allocation)?;
        let divided = shares(cost.annual, &weights, cost.rounding)
            .map_err(|source| SettleFault::Indivisible { name: cost.name.clone(), source })?;
        all.extend(divided.into_iter().map(|share| FixedCostShare {
            cost: index,
            name: cost.name.clone(),
            share,
        }));
    }
    Ok(all)
}

fn weights(
    members: &[Municipality],
    allocation: Allocation,
) -> Result<Vec<(MunicipalityCode, u64)>, SettleFault> {
    let weight = |member: &Municipality| -> Result<u64, SettleFault> {
        match allocation {
            Allocation::Population => Ok(member.population.into()),
            Allocation::Percent => {
                let percent = member.percent.ok_or(SettleFault::NoPercent(member.code))?;
                Ok(percent.hundredths().into())
            }
            Allocation::Equal => Ok(1),
        }
    };
    members.iter().map(|member| Ok((member.code, weight(member)?))).collect()
}

/// The lines of all parts that fall within the term and no earlier than in the year `from`, with the documents that they
/// belong on.
pub(crate) fn parts(
    terms: &AgreementTerms,
    yearly: &[FixedCostShare],
    from: i32,
) -> Result<Vec<(DocumentKey, Line)>, SettleFault> {
    let mut lines = Vec::new();
    for (index, cost) in (0..).zip(&terms.agreement.fixed_costs) {
        let due = due_dates(terms, cost)?;
        for share in yearly.iter().filter(|share| share.cost == index) {
            for due in due.iter().filter(|due| due.year >= from) {
                if let Some(line) = part(cost, share, due)? {
                    let key = DocumentKey {
                        date: due.date,
                        occasion: None,
                        municipality: share.share.municipality,
                        kind: DocumentKind::Invoice,
                    };
                    lines.push((key, line));
                }
            }
        }
    }
    Ok(lines)
}

/// The `part`-th of `parts` parts of a year, due on `date`.
struct Due {
    date: Date,
    year: i32,
    month: Month,
    part: u32,
    parts: u32,
}

fn due_dates(terms: &AgreementTerms, cost: &FixedCost) -> Result<Vec<Due>, SettleFault> {
    let mut months = cost.invoice_months.clone();
    months.sort_unstable();
    months.dedup();
    let no_month = || SettleFault::NoInvoiceMonth(cost.name.clone());
    let parts = u32::try_from(months.len()).ok().filter(|parts| *parts > 0).ok_or_else(no_month)?;
    let mut due = Vec::new();
    for year in terms.term().years() {
        for (part, month) in (1..).zip(&months) {
            let date = end_of_month(year, *month).ok_or_else(no_month)?;
            if terms.term().contains(date) {
                due.push(Due { date, year, month: *month, part, parts });
            }
        }
    }
    Ok(due)
}

/// ⌊share·i/k⌋ − ⌊share·(i−1)/k⌋ öre, where that is anything.
fn part(cost: &FixedCost, yearly: &FixedCostShare, due: &Due) -> Result<Option<Line>, SettleFault> {
    let share = &yearly.share;
    let amount = until_part(share.amount, due.part, due.parts).minus(until_part(
        share.amount,
        due.part.saturating_sub(1),
        due.parts,
    ))?;
    if amount.is_zero() {
        return Ok(None);
    }
    Ok(Some(Line {
        key: LineKey::FixedCost { name: cost.name.clone(), year: due.year, month: due.month },
        year: due.year,
        name: cost.name.clone(),
        quantity: Quantity::ONE,
        unit_price: Some(amount),
        amount,
        adjusts: false,
        basis: Basis::FixedCost(FixedCostBasis {
            cost: yearly.cost,
            annual: cost.annual,
            allocation: cost.allocation,
            unit: cost.rounding,
            weight: share.weight,
            weights: u64::try_from(share.weights.get()).map_err(|_| domain::MoneyOverflow)?,
            yearly_share: share.amount,
            left_over: share.left_over,
            part: due.part,
            parts: due.parts,
            month: due.month,
        }),
    }))
}

/// What is due of a yearly share with the first `part` of `parts` parts.
pub(crate) fn until_part(share: Money, part: u32, parts: u32) -> Money {
    let ore = i128::from(share.ore()).saturating_mul(part.into()).checked_div_euclid(parts.into());
    // A part of a share is no larger than the share, which fits; of no parts there is none.
    Money::from_ore(ore.and_then(|ore| i64::try_from(ore).ok()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_share() {
        let share = Money::from_ore(1_032_301);
        let parts: Vec<i64> = (1..=3)
            .map(|part| until_part(share, part, 3).ore() - until_part(share, part - 1, 3).ore())
            .collect();
        assert_eq!(parts, [344_100, 344_100, 344_101]);
    }
}
