//! The prices of every course day, looked up once: own prices before those of the price list.

use std::collections::HashMap;

use domain::{
    AgreementTerms, Component, ComponentCode, CourseDay, DeliveryForm, FeeSchedule, Money,
};

use crate::{PriceSource, SettleFault};

/// What a component costs on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) component: ComponentCode,
    pub(crate) name: String,
    pub(crate) price: Money,
    pub(crate) source: PriceSource,
    /// Whether it is saved up in the trainer pot.
    pub(crate) in_pot: bool,
}

/// A position in [`Tariff`]: days with the same prices share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RatesIndex(usize);

/// All sets of prices that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tariff(Vec<Vec<Rate>>);

impl Tariff {
    pub(crate) fn rates(&self, index: RatesIndex) -> &[Rate] {
        self.0.get(index.0).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, rates: Vec<Rate>) -> RatesIndex {
        self.0.push(rates);
        RatesIndex(self.0.len().saturating_sub(1))
    }
}

/// Finds prices, and keeps those of the price lists for the days to come.
pub(crate) struct Pricing<'a> {
    terms: &'a AgreementTerms,
    tariff: Tariff,
    listed: HashMap<(domain::Date, DeliveryForm), RatesIndex>,
}

impl<'a> Pricing<'a> {
    pub(crate) fn new(terms: &'a AgreementTerms) -> Self {
        Self { terms, tariff: Tariff::default(), listed: HashMap::new() }
    }

    /// The prices of `day`.
    pub(crate) fn of(&mut self, day: &CourseDay) -> Result<RatesIndex, SettleFault> {
        let schedule = self
            .terms
            .agreement
            .fee_schedule_on(day.date)
            .ok_or_else(|| SettleFault::NoPriceList(day.code.clone(), day.date))?;
        if !day.prices.is_empty() {
            let rates = self.rates(schedule, day);
            return Ok(self.tariff.add(rates));
        }
        let key = (schedule.from, day.delivery);
        if let Some(index) = self.listed.get(&key) {
            return Ok(*index);
        }
        let rates = self.rates(schedule, day);
        let index = self.tariff.add(rates);
        self.listed.insert(key, index);
        Ok(index)
    }

    pub(crate) fn into_tariff(self) -> Tariff {
        self.tariff
    }

    fn rates(&self, schedule: &FeeSchedule, day: &CourseDay) -> Vec<Rate> {
        let charged = schedule.components.iter();
        let charged = charged.filter(|component| component.delivery.contains(&day.delivery));
        charged.map(|component| self.rate(schedule, component, day)).collect()
    }

    fn rate(&self, schedule: &FeeSchedule, component: &Component, day: &CourseDay) -> Rate {
        let own = day.prices.get(&component.code);
        let pot = self.terms.agreement.trainer_pot.as_ref();
        Rate {
            component: component.code.clone(),
            name: component.name.clone(),
            price: own.copied().unwrap_or(component.amount),
            source: match own {
                Some(_) => PriceSource::Day,
                None => PriceSource::FeeSchedule(schedule.from),
            },
            in_pot: pot.is_some_and(|pot| pot.component == component.code),
        }
    }
}
