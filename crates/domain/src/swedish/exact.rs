//! Amounts before rounding, as the API gives them: kronor with at most six decimals. Rounds, never divides.

use std::str::FromStr;

use crate::Money;

/// Millionths of a krona in one öre.
const PER_ORE: i128 = 10_000;

/// An amount in whole millionths of a krona.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(i128);

/// A text that is no decimal with at most six decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number with at most six decimals")]
pub struct ExactFault;

impl Exact {
    /// The largest multiple of `unit` that is not above.
    pub fn down(self, unit: Money) -> Money {
        let unit_size = i128::from(unit.ore()).saturating_mul(PER_ORE).max(1);
        multiple(self.0.div_euclid(unit_size), unit)
    }

    /// The smallest multiple of `unit` that is not below.
    pub fn up(self, unit: Money) -> Money {
        let down = self.down(unit);
        if self.is(down) { down } else { down.plus(unit).unwrap_or(down) }
    }

    /// The nearest multiple of `unit`; half-way is rounded up.
    pub fn nearest(self, unit: Money) -> Money {
        let unit_size = i128::from(unit.ore()).saturating_mul(PER_ORE).max(1);
        let halved = self.0.saturating_mul(2).saturating_add(unit_size);
        multiple(halved.div_euclid(unit_size.saturating_mul(2)), unit)
    }

    /// Whether it is this very amount.
    pub fn is(self, amount: Money) -> bool {
        self.0 == i128::from(amount.ore()).saturating_mul(PER_ORE)
    }
}

fn multiple(count: i128, unit: Money) -> Money {
    let ore = count.saturating_mul(unit.ore().into());
    Money::from_ore(i64::try_from(ore).unwrap_or(i64::MAX))
}

impl FromStr for Exact {
    type Err = ExactFault;

    fn from_str(text: &str) -> Result<Self, ExactFault> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || decimals.len() > 6 {
            return Err(ExactFault);
        }
        let all = format!("{whole}{decimals:0<6}");
        if !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ExactFault);
        }
        let millionths: i128 = all.parse().map_err(|_| ExactFault)?;
        Ok(Self(if negative { millionths.saturating_neg() } else { millionths }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_units() {
        let krona = Money::from_ore(100);
        let exact: Exact = "5333.333333".parse().unwrap();
        assert_eq!(exact.down(krona), Money::from_ore(533_300));
        assert_eq!(exact.nearest(krona), Money::from_ore(533_300));
        assert_eq!(exact.up(krona), Money::from_ore(533_400));
        let half: Exact = "0.5".parse().unwrap();
        assert_eq!(half.nearest(krona), krona);
        assert!(half.is(Money::from_ore(50)));
        let below: Exact = "-0.5".parse().unwrap();
        assert_eq!(below.down(krona), Money::from_ore(-100));
        for text in ["", ".5", "1.2345678", "1,5", "--1", "x"] {
            assert_eq!(text.parse::<Exact>(), Err(ExactFault), "{text}");
        }
    }
}
