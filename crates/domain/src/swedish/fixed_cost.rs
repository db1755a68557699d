//! Rules 3 and 4 in words: a share by weight, and one of its parts.

use super::rounding::{self, Rounded};
use super::{ExactFault, Why, decimal, money, weights};
use crate::{Allocation, Money};

/// A part of a yearly share, to be told of.
#[derive(Clone, Copy, Debug)]
pub struct FixedCostTold<'a> {
    /// Who pays.
    pub municipality: &'a str,
    /// What the cost is called.
    pub name: &'a str,
    /// The whole cost of a year.
    pub annual: Money,
    /// What it is shared by.
    pub allocation: Allocation,
    /// Residents, hundredths of a per cent, or 1.
    pub weight: u64,
    /// Those of all.
    pub weights: u64,
    /// The year's share before rounding: kronor with six decimals.
    pub exact: &'a str,
    /// Every share is a multiple of this.
    pub unit: Money,
    /// What all shares would come to, each rounded up by itself, where that is known.
    pub all_rounded_up: Option<Money>,
    /// The share of a year.
    pub share: Money,
    /// Which part this is, from 1.
    pub part: u64,
    /// Into how many parts a year is divided.
    pub parts: u64,
    /// The year.
    pub year: i64,
    /// What the part comes to.
    pub charged: Money,
}

impl FixedCostTold<'_> {
    /// Why the part is what it is.
    pub fn why(&self) -> Result<Why, ExactFault> {
        let share = Rounded {
            exact: self.exact.parse()?,
            unit: self.unit,
            amount: self.share,
            total: self.annual,
            all_up: self.all_rounded_up,
        };
        let mut calculation = vec![
            weights::calculation(self.allocation, self.weight, self.weights, self.annual),
            format!("= {} kr", decimal(self.exact)),
        ];
        let mut rounding = vec![rounding::effect(share), rounding::rule(self.unit, self.annual)];
        if self.parts > 1 {
            calculation.push(format!("→ {} om året", money(self.share)));
            calculation.push(format!("del {} av {}", self.part, self.parts));
            rounding.push(
                "Delarna räknas i hela ören så att de tillsammans blir exakt årets andel."
                    .to_owned(),
            );
        }
        Ok(Why {
            answer: self.answer(),
            calculation,
            result: money(self.charged),
            rounding,
            clause: format!("Fast kostnad: {}, {} om året.", self.name, money(self.annual)),
        })
    }

    fn answer(&self) -> String {
        let because =
            weights::because(self.allocation, self.municipality, self.weight, self.weights);
        let part = if self.parts > 1 {
            format!("del {} av {} av sin andel", self.part, self.parts)
        } else {
            "sin andel".to_owned()
        };
        format!(
            "{} betalar {part} för {} av {}. Kostnaden är {} om året och fördelas {because}.",
            self.municipality,
            self.year,
            self.name,
            money(self.annual)
        )
    }
}
