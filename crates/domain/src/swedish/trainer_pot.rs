//! Rule 5 in words: the year's pot divided by points. The line's amount is negative: the region owes.

use super::rounding::{self, Rounded};
use super::{ExactFault, Why, decimal, money};
use crate::{Money, Points};

/// A share of a year's trainer pot, to be told of.
#[derive(Clone, Copy, Debug)]
pub struct TrainerPotTold<'a> {
    /// Who gets it.
    pub municipality: &'a str,
    /// The calendar year.
    pub year: i64,
    /// What was collected in it.
    pub collected: Money,
    /// What came from the year before.
    pub carried_in: Money,
    /// What goes on to the next year.
    pub carried_out: Money,
    /// The municipality's points.
    pub points: Points,
    /// Everybody's.
    pub all_points: Points,
    /// The share before rounding: kronor with six decimals.
    pub exact: &'a str,
    /// Every share is a multiple of this.
    pub unit: Money,
    /// What all shares would come to, each rounded up by itself, where that is known.
    pub all_rounded_up: Option<Money>,
    /// The share.
    pub share: Money,
}

impl TrainerPotTold<'_> {
    /// Why the share is what it is.
    pub fn why(&self) -> Result<Why, ExactFault> {
        let divided = self.divided();
        let share = Rounded {
            exact: self.exact.parse()?,
            unit: self.unit,
            amount: self.share,
            total: divided,
            all_up: self.all_rounded_up,
        };
        let (points, all) = (self::points(self.points), self::points(self.all_points));
        let mut calculation = self.pot();
        calculation.push(format!("{points} av {all} poäng × {}", money(divided)));
        calculation.push(format!("= {} kr", decimal(self.exact)));
        Ok(Why {
            answer: format!(
                "{} får {} av utbildarpotten för {}. Kommunens utbildare har tjänat ihop {points} \
                 av {all} poäng. Beloppet är negativt på underlaget, eftersom regionen är skyldig \
                 kommunen.",
                self.municipality,
                money(self.share),
                self.year
            ),
            calculation,
            result: money(self.share),
            rounding: vec![rounding::effect(share), rounding::rule(self.unit, divided)],
            clause: "Reglerna för utbildarpotten.".to_owned(),
        })
    }

    /// What is divided between those with points.
    pub fn divided(&self) -> Money {
        let held = self.collected.plus(self.carried_in);
        held.and_then(|held| held.minus(self.carried_out)).unwrap_or_default()
    }

    /// What the pot holds, and what stays in it.
    pub fn pot(&self) -> Vec<String> {
        let mut steps = vec![format!("{} insamlat under {}", money(self.collected), self.year)];
        if !self.carried_in.is_zero() {
            let before = self.year.saturating_sub(1);
            steps.push(format!("+ {} från {before}", money(self.carried_in)));
        }
        if !self.carried_out.is_zero() {
            steps.push(format!("− {} till nästa år", money(self.carried_out)));
        }
        steps
    }
}

/// Points, as Swedes write them.
fn points(points: Points) -> String {
    decimal(&points.to_string())
}
