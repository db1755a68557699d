//! Rule 1: what the participants of a course day cost their municipality.
//!
//! Charges are kept as counts a day and municipality, not as lines: a nation has millions of lines,
//! and each is computed again from its counts when somebody asks for it.

use chrono::Datelike;
use domain::{
    AgreementTerms, CourseDay, Date, DayCode, Delivered, FeeBasis, Invoicing, LateCancellationDays,
    Money, MoneyOverflow, OccasionCode,
};

use crate::basis::charged;
use crate::calendar::invoice_date;
use crate::pricing::{Pricing, Rate, RatesIndex, Tariff};
use crate::{Basis, CourseDayBasis, Line, LineKey, Quantity, SettleFault};

/// The participants of one municipality on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayCharge {
    /// Position among [`CourseFees::days`].
    pub(crate) day: u32,
    pub(crate) attended: u32,
    pub(crate) absent: u32,
}

/// What a [`DayCharge`] comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fee {
    pub(crate) total: Money,
    /// The part of it that is saved up in the trainer pot.
    pub(crate) to_pot: Money,
    /// Whether any component costs anything.
    pub(crate) any: bool,
}

/// A course day with its prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PricedDay {
    code: DayCode,
    date: Date,
    occasion: OccasionCode,
    course: String,
    half_days: u32,
    rates: RatesIndex,
    per_occasion: bool,
    /// The date of its document.
    pub(crate) invoiced: Date,
}

impl PricedDay {
    pub(crate) fn year(&self) -> i32 {
        self.date.year()
    }

    /// The occasion of its document, where each occasion is invoiced by itself.
    pub(crate) fn invoiced_for(&self) -> Option<&OccasionCode> {
        self.per_occasion.then_some(&self.occasion)
    }
}

/// The course days in the order of their documents, with what they cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CourseFees {
    pays_for: FeeBasis,
    late_cancellation_days: Option<LateCancellationDays>,
    tariff: Tariff,
    days: Vec<PricedDay>,
}

impl CourseFees {
    /// Prices all days. Beside them: the place that each of `delivered.days` has among them.
    pub(crate) fn new(
        terms: &AgreementTerms,
        delivered: &Delivered,
    ) -> Result<(Self, Vec<u32>), SettleFault> {
        let mut pricing = Pricing::new(terms);
        let mut days = Vec::with_capacity(delivered.days.len());
        for (index, day) in (0_u32..).zip(&delivered.days) {
            days.push((index, priced(terms, &mut pricing, day)?));
        }
        days.sort_by(|(_, a), (_, b)| {
            a.invoiced
                .cmp(&b.invoiced)
                .then_with(|| a.invoiced_for().cmp(&b.invoiced_for()))
                .then_with(|| (a.date, &a.code).cmp(&(b.date, &b.code)))
        });
        let mut places = vec![0; days.len()];
        for (place, (index, _)) in (0_u32..).zip(&days) {
            if let Some(slot) = usize::try_from(*index).ok().and_then(|i| places.get_mut(i)) {
                *slot = place;
            }
        }
        let days = days.into_iter().map(|(_, day)| day).collect();
        let fee = &terms.agreement.course_fee;
        let fees = Self {
            pays_for: fee.basis,
            late_cancellation_days: fee.late_cancellation_days,
            tariff: pricing.into_tariff(),
            days,
        };
        Ok((fees, places))
    }

    pub(crate) fn days(&self) -> &[PricedDay] {
        &self.days
    }

    pub(crate) fn day(&self, charge: DayCharge) -> Result<&PricedDay, SettleFault> {
        let place = usize::try_from(charge.day).ok();
        place.and_then(|place| self.days.get(place)).ok_or(SettleFault::UnknownDay)
    }

    /// What `charge` comes to, over all components.
    pub(crate) fn fee(&self, charge: DayCharge) -> Result<Fee, SettleFault> {
        let day = self.day(charge)?;
        let half_days = self.half_days(day, charge);
        let mut fee = Fee { total: Money::ZERO, to_pot: Money::ZERO, any: false };
        for rate in self.tariff.rates(day.rates) {
            let amount = amount(half_days, rate.price)?;
            fee.total = fee.total.plus(amount)?;
            fee.any |= !amount.is_zero();
            if rate.in_pot {
                fee.to_pot = fee.to_pot.plus(amount)?;
            }
        }
        Ok(fee)
    }

    /// Adds the lines of `charge`, one a component that costs anything.
    pub(crate) fn add_lines(
        &self,
        charge: DayCharge,
        lines: &mut Vec<Line>,
    ) -> Result<(), SettleFault> {
        let day = self.day(charge)?;
        let half_days = self.half_days(day, charge);
        for rate in self.tariff.rates(day.rates) {
            let amount = amount(half_days, rate.price)?;
            if !amount.is_zero() {
                lines.push(self.line(day, charge, rate, amount)?);
            }
        }
        Ok(())
    }

    /// Rule 1's quantity, in half days.
    fn half_days(&self, day: &PricedDay, charge: DayCharge) -> u64 {
        charged(self.pays_for, charge.attended, charge.absent).saturating_mul(day.half_days.into())
    }

    fn line(
        &self,
        day: &PricedDay,
        charge: DayCharge,
        rate: &Rate,
        amount: Money,
    ) -> Result<Line, SettleFault> {
        let thousandths = self.half_days(day, charge).checked_mul(500);
        let thousandths = thousandths.and_then(|value| i64::try_from(value).ok());
        Ok(Line {
            key: LineKey::CourseFee { component: rate.component.clone(), day: day.code.clone() },
            year: day.year(),
            name: rate.name.clone(),
            quantity: Quantity::from_thousandths(thousandths.ok_or(MoneyOverflow)?),
            unit_price: Some(rate.price),
            amount,
            adjusts: false,
            basis: Basis::CourseDay(CourseDayBasis {
                day: day.code.clone(),
                date: day.date,
                occasion: day.occasion.clone(),
                course: day.course.clone(),
                half_days: day.half_days,
                attended: charge.attended,
                absent: charge.absent,
                pays_for: self.pays_for,
                late_cancellation_days: self.late_cancellation_days,
                unit_price: rate.price,
                price: rate.source,
            }),
        })
    }
}

fn priced(
    terms: &AgreementTerms,
    pricing: &mut Pricing<'_>,
    day: &CourseDay,
) -> Result<PricedDay, SettleFault> {
    if !terms.term().contains(day.date) {
        return Err(SettleFault::DayOutsideTerm(day.code.clone(), day.date));
    }
    let invoicing = &terms.agreement.course_fee.invoicing;
    Ok(PricedDay {
        code: day.code.clone(),
        date: day.date,
        occasion: day.occasion.clone(),
        course: day.course.clone(),
        half_days: day.length.half_days(),
        rates: pricing.of(day)?,
        per_occasion: matches!(invoicing, Invoicing::PerOccasion),
        invoiced: invoice_date(invoicing, day)?,
    })
}

/// Quantity × price, rounded half up to the öre.
pub(crate) fn amount(half_days: u64, price: Money) -> Result<Money, MoneyOverflow> {
    let halves = i128::from(half_days).saturating_mul(price.ore().into());
    let ore = halves.saturating_add(1).div_euclid(2);
    i64::try_from(ore).map(Money::from_ore).map_err(|_| MoneyOverflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_ore_is_rounded_up() {
        let of = |half_days, ore| amount(half_days, Money::from_ore(ore)).unwrap().ore();
        assert_eq!(of(1, 17_351), 8_676);
        assert_eq!(of(3, 1), 2);
        assert_eq!(of(2, 17_351), 17_351);
        assert_eq!(of(0, 17_351), 0);
        assert!(amount(u64::MAX, Money::LARGEST_STATED).is_err());
    }
}
