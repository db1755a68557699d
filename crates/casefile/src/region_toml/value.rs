//! Values that several keys have: amounts, months, words.

use std::collections::HashMap;
use std::str::FromStr;

use domain::{Money, Month};

use super::amount;
use crate::Problem;
use crate::quoted::shown;
use crate::toml_file::{At, TableAt, TomlFile};

/// An amount in kronor, as text.
pub(super) fn money<'a>(file: &mut TomlFile<'a>, at: &At<'a>) -> Option<Money> {
    let text = file.text(at, "kronor inom citattecken, till exempel \"950000.00\"")?;
    amount(text).map_err(|problem| file.fault(at, problem)).ok()
}

/// The amount of a key.
pub(super) fn money_of<'a>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    key: &str,
) -> Option<Money> {
    let at = file.need(table, key, "kronor inom citattecken, till exempel \"950000.00\"")?;
    money(file, &at)
}

/// An amount above nothing, that others are multiples of.
pub(super) fn rounding<'a>(file: &mut TomlFile<'a>, table: &TableAt<'a>) -> Option<Money> {
    let at = file.need(table, "rounding", "kronor inom citattecken, till exempel \"1.00\"")?;
    let unit = money(file, &at)?;
    if unit.is_zero() {
        file.fault(&at, Problem::ZeroRounding);
        return None;
    }
    Some(unit)
}

/// A name or title.
pub(super) fn text_of<'a>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    key: &str,
    expected: &'static str,
) -> Option<&'a str> {
    let at = file.need(table, key, expected)?;
    file.text(&at, expected)
}

/// One of some words.
pub(super) fn word<'a, T: FromStr>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    expected: &'static str,
) -> Option<T> {
    let text = file.text(at, expected)?;
    let parsed = text.parse();
    let unknown = |_| file.fault(at, Problem::UnknownWord { found: shown(text), expected });
    parsed.map_err(unknown).ok()
}

/// The word of a key.
pub(super) fn word_of<'a, T: FromStr>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    key: &str,
    expected: &'static str,
) -> Option<T> {
    let at = file.need(table, key, expected)?;
    word(file, &at, expected)
}

/// Whether this is a number below zero.
pub(super) fn is_negative(text: &str) -> bool {
    let number = text.strip_prefix('-');
    number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
}

/// A month, 1 to 12.
pub(super) fn month<'a>(file: &mut TomlFile<'a>, at: &At<'a>) -> Option<Month> {
    let number = file.integer(at, "ett tal från 1 till 12")?;
    let month = u8::try_from(number).ok().and_then(|number| Month::try_from(number).ok());
    if month.is_none() {
        file.fault(at, Problem::NotAMonth { found: shown(&number.to_string()) });
    }
    month
}

/// The months of invoicing: at least one, each once, in order.
pub(super) fn months_of<'a>(file: &mut TomlFile<'a>, table: &TableAt<'a>) -> Option<Vec<Month>> {
    const EXPECTED: &str = "en lista av månader, till exempel [5, 12]";
    let at = file.need(table, "invoice_months", EXPECTED)?;
    let items = file.some(&at, EXPECTED)?;
    let mut first = HashMap::new();
    let months: Vec<Option<Month>> = items
        .iter()
        .map(|item| {
            let month = month(file, item)?;
            file.once(item, &mut first, month.number(), "månaden");
            Some(month)
        })
        .collect();
    let mut months = months.into_iter().collect::<Option<Vec<_>>>()?;
    months.sort_unstable();
    Some(months)
}
