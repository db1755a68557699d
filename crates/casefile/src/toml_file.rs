//! A TOML file being read: its keys by path, each fault with its row. Knows no key by name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Display;
use std::hash::Hash;
use std::ops::Range;

use domain::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::quoted::shown;
use crate::{CaseFile, Fault, Place, Problem};

/// The file's text, and what has been found wrong with it.
pub(crate) struct TomlFile<'a> {
    text: &'a str,
    pub(crate) faults: Vec<Fault>,
}

/// A value, and where it stands.
#[derive(Clone)]
pub(crate) struct At<'a> {
    pub(crate) path: String,
    span: Range<usize>,
    value: &'a DeValue<'a>,
}

/// A table, and where it stands.
#[derive(Clone)]
pub(crate) struct TableAt<'a> {
    path: String,
    span: Range<usize>,
    table: &'a DeTable<'a>,
}

impl<'a> TomlFile<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, faults: Vec::new() }
    }

    /// Whether a fault of syntax is but a date that is not in the calendar: its value can be found
    /// in what was parsed, and is noted there.
    pub(crate) fn is_of_a_date(&self, fault: &toml::de::Error) -> bool {
        let text = fault.span().and_then(|span| self.text.get(span)).unwrap_or_default();
        let parsed = text.parse::<toml::value::Datetime>();
        parsed.is_err_and(|same| same.to_string() == fault.message())
    }

    /// Notes what is wrong with the file's syntax.
    pub(crate) fn syntax(&mut self, fault: &toml::de::Error) {
        let row = fault.span().map(|span| self.row(span.start));
        let problem = Problem::Syntax(fault.message().to_owned());
        self.faults.push(Fault { file: CaseFile::Region, row, place: None, problem });
    }

    /// Notes a fault of a value.
    pub(crate) fn fault(&mut self, at: &At<'_>, problem: Problem) {
        self.fault_in(at.span.start, at.path.clone(), problem);
    }

    /// Notes a fault of a key whose row is not known.
    pub(crate) fn fault_of_key(&mut self, path: &str, problem: Problem) {
        let place = Some(Place::Key(path.to_owned()));
        self.faults.push(Fault { file: CaseFile::Region, row: None, place, problem });
    }

    fn fault_in(&mut self, offset: usize, path: String, problem: Problem) {
        let row = Some(self.row(offset));
        let place = Some(Place::Key(path));
        self.faults.push(Fault { file: CaseFile::Region, row, place, problem });
    }

    /// Notes a value that was there before; `first` has the row of each that there was.
    pub(crate) fn once<K: Display + Eq + Hash>(
        &mut self,
        at: &At<'_>,
        first: &mut HashMap<K, u64>,
        value: K,
        what: &'static str,
    ) {
        let found = shown(&value.to_string());
        match first.entry(value) {
            Entry::Vacant(entry) => {
                entry.insert(self.row(at.span.start));
            }
            Entry::Occupied(entry) => {
                let first = *entry.get();
                self.fault(at, Problem::Duplicate { what, found, first });
            }
        }
    }

    fn row(&self, offset: usize) -> u64 {
        row(self.text.as_bytes(), offset)
    }

    /// The value as a table; unknown keys in it are faults.
    pub(crate) fn table(&mut self, at: &At<'a>, keys: &[&str]) -> Option<TableAt<'a>> {
        let Some(table) = at.value.as_table() else {
            self.wrong_type(at, "en tabell");
            return None;
        };
        let table = TableAt { path: at.path.clone(), span: at.span.clone(), table };
        self.known_keys(&table, keys);
        Some(table)
    }

    /// Notes keys that mean nothing.
    pub(crate) fn known_keys(&mut self, table: &TableAt<'a>, keys: &[&str]) {
        for (key, _) in table.table {
            let name: &str = key.get_ref().as_ref();
            if !keys.contains(&name) {
                let expected = keys.join(", ");
                let path = join(&table.path, &shown(name));
                self.fault_in(key.span().start, path, Problem::UnknownKey { expected });
            }
        }
    }

    /// The value of a key; its absence is a fault.
    pub(crate) fn need(
        &mut self,
        table: &TableAt<'a>,
        key: &str,
        expected: &'static str,
    ) -> Option<At<'a>> {
        let found = table.get(key);
        if found.is_none() {
            let path = join(&table.path, key);
            self.fault_in(table.span.start, path, Problem::NoKey { expected });
        }
        found
    }

    /// A text that is not empty.
    pub(crate) fn text(&mut self, at: &At<'a>, expected: &'static str) -> Option<&'a str> {
        let Some(text) = at.value.as_str() else {
            self.wrong_type(at, expected);
            return None;
        };
        if text.trim().is_empty() {
            self.fault(at, Problem::Empty { expected });
            return None;
        }
        Some(text)
    }

    /// A whole number.
    pub(crate) fn integer(&mut self, at: &At<'a>, expected: &'static str) -> Option<i128> {
        let Some(integer) = at.value.as_integer() else {
            self.wrong_type(at, expected);
            return None;
        };
        let digits = integer.as_str().replace('_', "");
        let number = i128::from_str_radix(&digits, integer.radix()).ok();
        if number.is_none() {
            self.fault(at, Problem::NotANumber { found: shown(&digits), expected });
        }
        number
    }

    /// A date without a time.
    pub(crate) fn date(&mut self, at: &At<'a>) -> Option<Date> {
        const EXPECTED: &str = "ett datum, till exempel 2024-05-31";
        let Some(datetime) = at.value.as_datetime() else {
            self.wrong_type(at, EXPECTED);
            return None;
        };
        let date = datetime.date.filter(|_| datetime.time.is_none()).and_then(|date| {
            Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        if date.is_none() {
            let found = self.text.get(at.span.clone()).unwrap_or_default();
            self.fault(at, Problem::NotADate { found: shown(found) });
        }
        date
    }

    /// The values of a list.
    pub(crate) fn list(&mut self, at: &At<'a>, expected: &'static str) -> Option<Vec<At<'a>>> {
        let Some(list) = at.value.as_array() else {
            self.wrong_type(at, expected);
            return None;
        };
        let item = |(index, value): (usize, &'a Spanned<DeValue<'a>>)| At {
            path: format!("{}[{index}]", at.path),
            span: value.span(),
            value: value.get_ref(),
        };
        Some(list.iter().enumerate().map(item).collect())
    }

    /// The values of a list with something in it.
    pub(crate) fn some(&mut self, at: &At<'a>, expected: &'static str) -> Option<Vec<At<'a>>> {
        let list = self.list(at, expected)?;
        if list.is_empty() {
            self.fault(at, Problem::Empty { expected });
            return None;
        }
        Some(list)
    }

    fn wrong_type(&mut self, at: &At<'_>, expected: &'static str) {
        let found = match at.value {
            DeValue::String(_) => "en text",
            DeValue::Integer(_) => "ett heltal",
            DeValue::Float(_) => "ett decimaltal utan citattecken",
            DeValue::Boolean(_) => "sant eller falskt",
            DeValue::Datetime(_) => "ett datum",
            DeValue::Array(_) => "en lista",
            DeValue::Table(_) => "en tabell",
        };
        self.fault(at, Problem::WrongType { found, expected });
    }
}

impl<'a> At<'a> {
    /// The value, where it is a text.
    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// The value of a key, where this is a table that has it.
    pub(crate) fn child(&self, key: &str) -> Option<At<'a>> {
        let table = self.value.as_table()?;
        TableAt { path: self.path.clone(), span: self.span.clone(), table }.get(key)
    }
}

impl<'a> TableAt<'a> {
    /// The whole file as a table.
    pub(crate) const fn root(table: &'a DeTable<'a>) -> Self {
        Self { path: String::new(), span: 0..0, table }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<At<'a>> {
        let value = self.table.get(key)?;
        Some(At { path: join(&self.path, key), span: value.span(), value: value.get_ref() })
    }

    /// Every key with its value.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a str, At<'a>)> {
        self.table.iter().map(|(key, value)| {
            let key: &str = key.get_ref().as_ref();
            let at = At { path: join(&self.path, key), span: value.span(), value: value.get_ref() };
            (key, at)
        })
    }
}

/// The row in which the byte at `offset` stands: the first is 1.
pub(crate) fn row(text: &[u8], offset: usize) -> u64 {
    let before = text.get(..offset).unwrap_or_default();
    let lines = before.split(|byte| *byte == b'\n').count();
    u64::try_from(lines).unwrap_or(u64::MAX)
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
