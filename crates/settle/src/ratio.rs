//! An exact amount that is no whole number of öre: what a figure was before it was rounded.

use std::num::NonZeroU128;

use domain::Money;

const ORE_A_KRONA: NonZeroU128 = NonZeroU128::MIN.saturating_add(99);

/// `numerator` / `denominator` öre, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// Öre, times the denominator. Never negative.
    pub numerator: u128,
    /// What it is divided by.
    pub denominator: NonZeroU128,
}

impl Ratio {
    /// Kronor with a point and `decimals` decimals, the rest cut off: `30561.3636` for four.
    pub fn kronor(&self, decimals: u32) -> String {
        let per_krona = self.denominator.saturating_mul(ORE_A_KRONA);
        let mut text = (self.numerator / per_krona).to_string();
        if decimals > 0 {
            text.push('.');
        }
        let mut rest = self.numerator % per_krona;
        for _ in 0..decimals {
            let tenfold = rest.saturating_mul(10);
            text.push_str(&(tenfold / per_krona).to_string());
            rest = tenfold % per_krona;
        }
        text
    }

    /// Whether the amount is exactly `rounded`: rounding changed nothing.
    pub fn is(&self, rounded: Money) -> bool {
        u128::try_from(rounded.ore())
            .ok()
            .and_then(|ore| ore.checked_mul(self.denominator.get()))
            .is_some_and(|whole| whole == self.numerator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_kronor_exactly_as_far_as_asked() {
        let share = Ratio {
            numerator: 95_000_000 * 8_035,
            denominator: NonZeroU128::new(249_768).unwrap(),
        };
        assert_eq!(share.kronor(4), "30561.3609");
        assert_eq!(share.kronor(0), "30561");
        assert!(!share.is(Money::from_ore(3_056_136)));
        let even = Ratio { numerator: 3_000, denominator: NonZeroU128::new(2).unwrap() };
        assert_eq!(even.kronor(2), "15.00");
        assert!(even.is(Money::from_ore(1_500)));
    }
}
