//! `[[agreement.fee_schedules]]`, with their components.

use std::collections::HashMap;

use domain::{Component, ComponentCode, Date, DeliveryForm, FeeSchedule};

use super::value::{money_of, text_of, word};
use crate::Problem;
use crate::problem::shown;
use crate::toml_file::{At, TableAt, TomlFile};

/// The price lists; `None` where any of them is wrong.
pub(super) fn fee_schedules<'a>(
    file: &mut TomlFile<'a>,
    agreement: &TableAt<'a>,
) -> Option<Vec<FeeSchedule>> {
    let expected = "minst en prislista, [[agreement.fee_schedules]]";
    let at = file.need(agreement, "fee_schedules", expected)?;
    let items = file.some(&at, expected)?;
    let mut first: HashMap<Date, u64> = HashMap::new();
    let schedules = items.iter().map(|item| schedule(file, item, &mut first));
    let schedules: Vec<Option<FeeSchedule>> = schedules.collect();
    schedules.into_iter().collect()
}

fn schedule<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    first: &mut HashMap<Date, u64>,
) -> Option<FeeSchedule> {
    let table = file.table(at, &["from", "components"])?;
    let from = file.need(&table, "from", "prislistans första dag").and_then(|at| {
        let from = file.date(&at)?;
        let row = file.row_of(&at);
        if let Some(first) = first.get(&from).copied() {
            let found = from.to_string();
            file.fault(&at, Problem::Duplicate { what: "prislistan från", found, first });
            return None;
        }
        first.insert(from, row);
        Some(from)
    });
    let expected = "minst en komponent, [[agreement.fee_schedules.components]]";
    let components = file.need(&table, "components", expected).and_then(|at| {
        let items = file.some(&at, expected)?;
        let mut first: HashMap<String, u64> = HashMap::new();
        let read: Vec<Option<Component>> =
            items.iter().map(|item| component(file, item, &mut first)).collect();
        read.into_iter().collect::<Option<Vec<_>>>()
    });
    Some(FeeSchedule { from: from?, components: components? })
}

fn component<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    first: &mut HashMap<String, u64>,
) -> Option<Component> {
    let table = file.table(at, &["code", "name", "amount", "delivery"])?;
    let expected = "komponentens kortnamn, till exempel \"venue\"";
    let code = file.need(&table, "code", expected).and_then(|at| {
        let code = file.text(&at, expected)?;
        let row = file.row_of(&at);
        if let Some(first) = first.get(code).copied() {
            let found = shown(code);
            file.fault(&at, Problem::Duplicate { what: "komponenten", found, first });
            return None;
        }
        first.insert(code.to_owned(), row);
        Some(ComponentCode(code.to_owned()))
    });
    let name = text_of(file, &table, "name", "komponentens namn");
    let amount = money_of(file, &table, "amount");
    let delivery = delivery(file, &table);
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
