//! What a document's lines come to: sums, VAT by category, rounding to whole kronor.

use domain::{Money, MoneyOverflow};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{ExemptionCode, Line, Rate, Text, VatCategory};

/// What a document's lines come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The lines' net amounts together; without allowances and charges also the total without VAT.
    pub lines: Money,
    /// VAT by category, rates from the highest down, then what is exempt, then what is outside the scope.
    pub vat: Vec<Subtotal>,
    /// All VAT.
    pub tax: Money,
    /// The total with VAT.
    pub with_vat: Money,
    /// What rounding to whole kronor adds or takes away.
    pub rounding: Money,
    /// What is to be paid.
    pub payable: Money,
}

/// The VAT of one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtotal {
    /// The category. Lines that are exempt for several reasons share one, whose reason lists them all (BR-E-01).
    pub category: VatCategory,
    /// Its lines' net amounts together.
    pub base: Money,
    /// Its VAT.
    pub tax: Money,
}

/// Whether the amount to pay is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the öre, as it is.
    Exact,
    /// To whole kronor, halves away from zero (öresavrundning).
    WholeKronor,
    /// By just this, as a document was issued.
    By(Money),
}

impl Totals {
    /// What `lines` come to.
    pub(crate) fn of(lines: &[Line], rounding: Rounding) -> Result<Self, MoneyOverflow> {
        let vat = subtotals(lines)?;
        let sum = Money::sum(lines.iter().map(|line| line.pricing.net()))?;
        let tax = Money::sum(vat.iter().map(|subtotal| subtotal.tax))?;
        let with_vat = sum.plus(tax)?;
        let payable = match rounding {
            Rounding::Exact => with_vat,
            Rounding::WholeKronor => whole_kronor(with_vat)?,
            Rounding::By(amount) => with_vat.plus(amount)?,
        };
        let totals =
            Self { lines: sum, vat, tax, with_vat, rounding: payable.minus(with_vat)?, payable };
        totals.assert_held_together()?;
        if rounding == Rounding::WholeKronor {
            assert!(totals.rounding.ore().abs() <= 50, "rounding is at most half a krona");
        }
        Ok(totals)
    }

    /// What must be true of totals; a breach is a fault in the computation above, and stops it.
    fn assert_held_together(&self) -> Result<(), MoneyOverflow> {
        let bases = Money::sum(self.vat.iter().map(|subtotal| subtotal.base))?;
        assert_eq!(bases, self.lines, "the categories' bases are the lines' sum");
        assert_eq!(self.lines.plus(self.tax)?, self.with_vat, "VAT is added once");
        assert_eq!(self.with_vat.plus(self.rounding)?, self.payable, "rounding is told");
        Ok(())
    }
}

/// Where a category stands among a document's subtotals; one subtotal for each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Rate(Rate),
    Exempt,
    OutsideScope,
}

const PLACES: [Place; 5] = [
    Place::Rate(Rate::TwentyFive),
    Place::Rate(Rate::Twelve),
    Place::Rate(Rate::Six),
    Place::Exempt,
    Place::OutsideScope,
];

impl Place {
    const fn of(category: &VatCategory) -> Self {
        match category {
            VatCategory::Standard(rate) => Self::Rate(*rate),
            VatCategory::Exempt { .. } => Self::Exempt,
            VatCategory::OutsideScope { .. } => Self::OutsideScope,
        }
    }
}

fn subtotals(lines: &[Line]) -> Result<Vec<Subtotal>, MoneyOverflow> {
    let mut found = Vec::new();
    for place in PLACES {
        let own: Vec<&Line> = lines.iter().filter(|line| Place::of(&line.vat) == place).collect();
        let Some(category) = common_category(&own) else { continue };
        let base = Money::sum(own.iter().map(|line| line.pricing.net()))?;
        let tax = tax(base, &category)?;
        found.push(Subtotal { category, base, tax });
    }
    Ok(found)
}

/// The category that stands for those of lines of the same place: all reasons, and the code that all of them give.
fn common_category(lines: &[&Line]) -> Option<VatCategory> {
    let first = &lines.first()?.vat;
    let mut reasons: Vec<&str> = Vec::new();
    let mut codes: Vec<Option<ExemptionCode>> = Vec::new();
    for line in lines {
        match &line.vat {
            VatCategory::Standard(_) => {}
            VatCategory::Exempt { reason, code } => {
                reasons.push(reason.as_str());
                codes.push(*code);
            }
            VatCategory::OutsideScope { reason } => reasons.push(reason.as_str()),
        }
    }
    let reason = |own: &Text| {
        let mut all: Vec<&str> = Vec::new();
        for reason in &reasons {
            if !all.contains(reason) {
                all.push(reason);
            }
        }
        Text::parse(&all.join("; ")).unwrap_or_else(|_| own.clone())
    };
    Some(match first {
        VatCategory::Standard(rate) => VatCategory::Standard(*rate),
        VatCategory::Exempt { reason: own, code } => VatCategory::Exempt {
            reason: reason(own),
            code: code.filter(|code| codes.iter().all(|other| *other == Some(*code))),
        },
        VatCategory::OutsideScope { reason: own } => {
            VatCategory::OutsideScope { reason: reason(own) }
        }
    })
}

fn tax(base: Money, category: &VatCategory) -> Result<Money, MoneyOverflow> {
    let percent = Decimal::new(i64::from(category.percent().unwrap_or(0)), 2);
    Decimal::from(base.ore())
        .checked_mul(percent)
        // Rounding: the VAT of one category on one document, halves away from zero (BR-CO-17).
        .map(|ore| ore.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        .and_then(|ore| ore.to_i64())
        .map(Money::from_ore)
        .ok_or(MoneyOverflow)
}

/// Rounding: the amount to pay to whole kronor, halves away from zero.
fn whole_kronor(amount: Money) -> Result<Money, MoneyOverflow> {
    Decimal::new(amount.ore(), 2)
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()
        .and_then(|kronor| kronor.checked_mul(100))
        .map(Money::from_ore)
        .ok_or(MoneyOverflow)
}
