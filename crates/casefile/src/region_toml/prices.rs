//! `[[agreement.fee_schedules]]`, with their components.

use std::collections::{BTreeSet, HashMap};

use domain::{Component, ComponentCode, Date, DeliveryForm, FeeSchedule};

use super::value::{money_of, text_of, word};
use crate::toml_file::{At, TableAt, TomlFile};

/// The price lists, and what can be told of them also where one of them is wrong.
#[derive(Default)]
pub(super) struct Prices {
    /// `None` where any of them is wrong.
    pub(super) schedules: Option<Vec<FeeSchedule>>,
    /// When each of them starts; `None` where that could not be read.
    starts: Vec<Option<Date>>,
    /// The components of all of them, likewise.
    components: Vec<Option<ComponentCode>>,
}

impl Prices {
    pub(super) fn read<'a>(file: &mut TomlFile<'a>, agreement: &TableAt<'a>) -> Self {
        let mut prices = Self::default();
        let expected = "minst en prislista, [[agreement.fee_schedules]]";
        let list = file.need(agreement, "fee_schedules", expected);
        let Some(items) = list.and_then(|at| file.some(&at, expected)) else { return prices };
        let mut first: HashMap<Date, u64> = HashMap::new();
        let read = items.iter().map(|item| prices.schedule(file, item, &mut first));
        let read: Vec<Option<FeeSchedule>> = read.collect();
        prices.schedules = read.into_iter().collect();
        prices
    }

    /// When the first price list starts, where that can be told.
    pub(super) fn first(&self) -> Option<Date> {
        self.starts.iter().copied().collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// The components that could be read.
    pub(super) fn components(&self) -> BTreeSet<ComponentCode> {
        self.components.iter().flatten().cloned().collect()
    }

    /// The components, where all of them could be read.
    pub(super) fn all_components(&self) -> Option<BTreeSet<&str>> {
        let codes = self.components.iter().map(|code| code.as_ref().map(|code| code.0.as_str()));
        codes.collect::<Option<BTreeSet<_>>>().filter(|codes| !codes.is_empty())
    }

    fn schedule<'a>(
        &mut self,
        file: &mut TomlFile<'a>,
        at: &At<'a>,
        first: &mut HashMap<Date, u64>,
    ) -> Option<FeeSchedule> {
        let table = file.table(at, &["from", "components"]);
        let from = table.as_ref().and_then(|table| start(file, table, first));
        self.starts.push(from);
        let components = table.and_then(|table| self.components_of(file, &table));
        if components.is_none() {
            self.components.push(None);
        }
        Some(FeeSchedule {
            from: from?,
            components: components?.into_iter().collect::<Option<_>>()?,
        })
    }

    /// The components of a price list, each that is wrong being `None`.
    fn components_of<'a>(
        &mut self,
        file: &mut TomlFile<'a>,
        table: &TableAt<'a>,
    ) -> Option<Vec<Option<Component>>> {
        let expected = "minst en komponent, [[agreement.fee_schedules.components]]";
        let at = file.need(table, "components", expected)?;
        let items = file.some(&at, expected)?;
        let mut first: HashMap<String, u64> = HashMap::new();
        let component = |item| {
            let table = file.table(item, &["code", "name", "amount", "delivery"]);
            let code = table.as_ref().and_then(|table| code(file, table, &mut first));
            self.components.push(code.clone());
            component(file, &table?, code)
        };
        Some(items.iter().map(component).collect())
    }
}

fn start<'a>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    first: &mut HashMap<Date, u64>,
) -> Option<Date> {
    let at = file.need(table, "from", "prislistans första dag")?;
    let from = file.date(&at)?;
    file.once(&at, first, from, "prislistan från");
    Some(from)
}

fn code<'a>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    first: &mut HashMap<String, u64>,
) -> Option<ComponentCode> {
    let expected = "komponentens kortnamn, till exempel \"venue\"";
    let at = file.need(table, "code", expected)?;
    let code = file.text(&at, expected)?;
    file.once(&at, first, code.to_owned(), "komponenten");
    Some(ComponentCode(code.to_owned()))
}

fn component<'a>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    code: Option<ComponentCode>,
) -> Option<Component> {
    let name = text_of(file, table, "name", "komponentens namn");
    let amount = money_of(file, table, "amount");
    let delivery = delivery(file, table);
    Some(Component { code: code?, name: name?.to_owned(), amount: amount?, delivery: delivery? })
}

fn delivery<'a>(file: &mut TomlFile<'a>, table: &TableAt<'a>) -> Option<Vec<DeliveryForm>> {
    let expected = "en lista av on_site, digital eller recorded";
    let at = file.need(table, "delivery", expected)?;
    let items = file.list(&at, expected)?;
    let forms: Vec<Option<DeliveryForm>> =
        items.iter().map(|item| word(file, item, "on_site, digital eller recorded")).collect();
    forms.into_iter().collect()
}
