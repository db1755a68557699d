//! Rule 3: a total divided by weights, so that the shares are whole units and add up to the total.

use std::cmp::Reverse;
use std::num::NonZeroU128;

use domain::{Money, MoneyOverflow, MunicipalityCode};

use crate::Ratio;

/// What one municipality gets of a total, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who gets it.
    pub municipality: MunicipalityCode,
    /// What it weighs: residents, hundredths of a per cent, thousandths of a point, or 1.
    pub weight: u64,
    /// What all weigh together.
    pub weights: NonZeroU128,
    /// The share, a multiple of the unit.
    pub amount: Money,
    /// The share before rounding.
    pub exact: Ratio,
    /// Whether it is one unit more than the whole units of its exact share:
    /// one of the largest remainders.
    pub left_over: bool,
}

/// Why a total cannot be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// Nobody weighs anything.
    #[error("nobody has any weight")]
    NoWeights,
    /// The unit is zero or negative.
    #[error("the rounding unit is not positive")]
    NoUnit,
    /// The total is negative.
    #[error("the total is negative")]
    NegativeTotal,
    /// The total is no multiple of the unit.
    #[error("the total is no multiple of the rounding unit")]
    NotMultiple,
}

/// Divides `total` by `weights` in steps of `unit`; the shares stand in order of municipality.
///
/// Each gets ⌊total/unit · weight/Σweights⌋ units. What is left goes, a unit each, to the largest
/// remainders; equal remainders go to the larger weight, then to the lower municipality code.
///
/// # Panics
///
/// Where the shares would not add up to the total, which the rule rules out.
pub fn shares(
    total: Money,
    weights: &[(MunicipalityCode, u64)],
    unit: Money,
) -> Result<Vec<Share>, ShareFault> {
    let unit = u128::try_from(unit.ore()).ok().and_then(NonZeroU128::new);
    let unit = unit.ok_or(ShareFault::NoUnit)?;
    let ore = u128::try_from(total.ore()).map_err(|_| ShareFault::NegativeTotal)?;
    let sum: u128 = weights.iter().fold(0, |sum, (_, weight)| sum.saturating_add((*weight).into()));
    let sum = NonZeroU128::new(sum).ok_or(ShareFault::NoWeights)?;
    if ore % unit != 0 {
        return Err(ShareFault::NotMultiple);
    }
    let units = ore / unit;
    let mut quotas: Vec<Quota> =
        weights.iter().map(|(code, weight)| Quota::of(*code, *weight, units, sum)).collect();
    let given = quotas.iter().fold(0_u128, |given, quota| given.saturating_add(quota.units));
    give_left_over(&mut quotas, units.saturating_sub(given));
    quotas.sort_unstable_by_key(|quota| (quota.municipality, Reverse(quota.weight)));
    let shares: Vec<Share> = quotas.iter().map(|quota| quota.share(ore, unit, sum)).collect();
    let whole: i128 = shares.iter().fold(0, |sum, s| sum.saturating_add(s.amount.ore().into()));
    assert_eq!(whole, i128::from(total.ore()), "shares add up to the total");
    Ok(shares)
}

/// What the shares would come to if each were rounded up to the unit by itself.
///
/// More than their total, unless all are even: why shares are not rounded one by one.
pub fn rounded_up(shares: &[Share], unit: Money) -> Result<Money, MoneyOverflow> {
    let unit = u128::try_from(unit.ore()).ok().and_then(NonZeroU128::new).ok_or(MoneyOverflow)?;
    let round = |share: &Share| {
        let Ratio { numerator, denominator } = share.exact;
        let units = numerator.div_ceil(denominator.checked_mul(unit).ok_or(MoneyOverflow)?.get());
        let ore = units.checked_mul(unit.get()).ok_or(MoneyOverflow)?;
        i64::try_from(ore).map(Money::from_ore).map_err(|_| MoneyOverflow)
    };
    shares.iter().map(round).try_fold(Money::ZERO, |sum, share| sum.plus(share?))
}

struct Quota {
    municipality: MunicipalityCode,
    weight: u64,
    units: u128,
    remainder: u128,
    left_over: bool,
}

impl Quota {
    /// A total fits 63 bits and a weight 64, so that their product fits 127: nothing saturates.
    fn of(municipality: MunicipalityCode, weight: u64, units: u128, sum: NonZeroU128) -> Self {
        let product = units.saturating_mul(weight.into());
        Self {
            municipality,
            weight,
            units: product / sum,
            remainder: product % sum,
            left_over: false,
        }
    }

    fn share(&self, total: u128, unit: NonZeroU128, sum: NonZeroU128) -> Share {
        let units = self.units.saturating_add(u128::from(self.left_over));
        let ore = i64::try_from(units.saturating_mul(unit.get())).unwrap_or(i64::MAX);
        let numerator = total.saturating_mul(self.weight.into());
        Share {
            municipality: self.municipality,
            weight: self.weight,
            weights: sum,
            amount: Money::from_ore(ore),
            exact: Ratio { numerator, denominator: sum },
            left_over: self.left_over,
        }
    }
}

/// Fewer units are left than there are quotas with a remainder: each remainder is less than one unit.
fn give_left_over(quotas: &mut [Quota], left: u128) {
    quotas.sort_unstable_by_key(|quota| {
        (Reverse(quota.remainder), Reverse(quota.weight), quota.municipality)
    });
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    quotas.iter_mut().take(left).for_each(|quota| quota.left_over = true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> MunicipalityCode {
        MunicipalityCode::parse(text).unwrap()
    }

    fn amounts(total: i64, weights: &[(&str, u64)], unit: i64) -> Vec<i64> {
        let weights: Vec<_> = weights.iter().map(|(c, weight)| (code(c), *weight)).collect();
        let shares = shares(Money::from_ore(total), &weights, Money::from_ore(unit)).unwrap();
        shares.iter().map(|share| share.amount.ore()).collect()
    }

    #[test]
    fn goteborgsregionens_worked_example_adds_up() {
        let points = [("1482", 3_000), ("1441", 2_500), ("1481", 2_000)];
        assert_eq!(amounts(2_000_000, &points, 100), [666_700, 533_300, 800_000]);
        // Rounded up one by one, as on GR's own slide, they would come to 20 001 kr.
        let weights: Vec<_> = points.iter().map(|(c, weight)| (code(c), *weight)).collect();
        let unit = Money::from_ore(100);
        let divided = shares(Money::from_ore(2_000_000), &weights, unit).unwrap();
        assert_eq!(rounded_up(&divided, unit), Ok(Money::from_ore(2_000_100)));
    }

    #[test]
    fn equal_remainders_go_to_the_larger_weight_then_the_lower_code() {
        assert_eq!(amounts(100, &[("0002", 1), ("0001", 1)], 100), [100, 0]);
        // Quotas 1.5 and 0.5: equal remainders, one unit left, and the larger weight gets it.
        assert_eq!(amounts(200, &[("0001", 1), ("0002", 3)], 100), [0, 200]);
    }

    #[test]
    fn refuses_what_cannot_be_divided() {
        let one = [(code("0001"), 1)];
        let divide = |total, weights: &[_], unit| {
            shares(Money::from_ore(total), weights, Money::from_ore(unit)).unwrap_err()
        };
        assert_eq!(divide(100, &[], 1), ShareFault::NoWeights);
        assert_eq!(divide(100, &[(code("0001"), 0)], 1), ShareFault::NoWeights);
        assert_eq!(divide(100, &one, 0), ShareFault::NoUnit);
        assert_eq!(divide(-100, &one, 1), ShareFault::NegativeTotal);
        assert_eq!(divide(150, &one, 100), ShareFault::NotMultiple);
    }
}
