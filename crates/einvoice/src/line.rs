//! A line of a document: what, how much of it, at what price.

use domain::{Money, Period};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Text, VatCategory};

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the document calls the line, unique on it.
    pub id: Text,
    /// What was sold.
    pub name: Text,
    /// More on it.
    pub description: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
    /// The seller's own number of the article.
    pub article: Option<Text>,
    /// The line of the buyer's order.
    pub order_line: Option<Text>,
    /// When it was delivered; within the document's own period, if that has one.
    pub period: Option<Period>,
    /// How much, at what price.
    pub pricing: Pricing,
    /// How it stands to VAT.
    pub vat: VatCategory,
}

/// A quantity, a price and what they come to. What is given back has a negative quantity: a price is never negative
/// (BR-27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pricing {
    quantity: Decimal,
    unit: Unit,
    price: Money,
    net: Money,
}

/// Why a quantity and a price do not make a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PricingFault {
    /// The price is below zero.
    #[error("a price is never negative; what is given back has a negative quantity")]
    NegativePrice,
    /// They come to more than can be represented.
    #[error("the amount is larger than can be represented")]
    TooLarge,
}

impl Pricing {
    /// `quantity` at `price` without VAT each. The net amount is rounded to the öre, halves away from zero.
    pub fn of(quantity: Decimal, unit: Unit, price: Money) -> Result<Self, PricingFault> {
        if price.is_negative() {
            return Err(PricingFault::NegativePrice);
        }
        let net = quantity
            .checked_mul(Decimal::from(price.ore()))
            // Rounding: a line's net amount, halves away from zero.
            .map(|ore| ore.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
            .and_then(|ore| ore.to_i64())
            .ok_or(PricingFault::TooLarge)?;
        Ok(Self { quantity, unit, price, net: Money::from_ore(net) })
    }

    /// One of what costs `net` without VAT, or minus one of it when it is given back.
    pub fn lump(net: Money) -> Result<Self, PricingFault> {
        if net.is_negative() {
            let price = net.negated().map_err(|_| PricingFault::TooLarge)?;
            Self::of(Decimal::NEGATIVE_ONE, Unit::One, price)
        } else {
            Self::of(Decimal::ONE, Unit::One, net)
        }
    }

    /// How much.
    pub const fn quantity(&self) -> Decimal {
        self.quantity
    }

    /// What is counted.
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// The price of one, without VAT.
    pub const fn price(&self) -> Money {
        self.price
    }

    /// What the line comes to, without VAT.
    pub const fn net(&self) -> Money {
        self.net
    }
}

/// What is counted, by its code in UN/ECE Recommendation 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// One, of what has no unit (C62).
    One,
    /// Each, as participants or places (EA).
    Each,
    /// Hours (HUR).
    Hour,
    /// Days (DAY).
    Day,
    /// Months (MON).
    Month,
    /// Years (ANN).
    Year,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 6] =
        [Self::One, Self::Each, Self::Hour, Self::Day, Self::Month, Self::Year];

    /// The unit's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::One => "C62",
            Self::Each => "EA",
            Self::Hour => "HUR",
            Self::Day => "DAY",
            Self::Month => "MON",
            Self::Year => "ANN",
        }
    }
}
