//! Fields of forms with what was typed, and faults that lead to their field. Knows no particular form.

use std::borrow::Cow;

use axum::http::StatusCode;
use domain::{Date, Money};
use serde::Deserialize;

/// What was typed in a form whose fields are not known beforehand: one for each day, or each participant.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Whether a form was sent at all.
    pub(crate) const fn is_sent(&self) -> bool {
        !self.0.is_empty()
    }

    /// What was typed in the field with this name; empty where nothing was, or there is no such field.
    pub(crate) fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// The first field whose name begins so, and what was typed in it; both empty where there is none.
    pub(crate) fn first(&self, prefix: &str) -> (String, &str) {
        let field = self.0.iter().find(|(field, _)| field.starts_with(prefix));
        field.map(|(name, value)| (name.clone(), value.trim())).unwrap_or_default()
    }
}

/// The date in the field with this id; nothing where it is empty, or is a fault that is added.
pub(crate) fn date_in(text: &str, field: &str, faults: &mut Vec<FaultLine>) -> Option<Date> {
    let date = text.parse().ok();
    if date.is_none() && !text.is_empty() {
        faults.push(FaultLine::of(field, "Välj ett datum, eller skriv det som 2026-12-31."));
    }
    date
}

/// The amount in the field with this id, as people write it: `1 500,50`; nothing where it is empty, or is a fault that is
/// added.
pub(crate) fn money_in(text: &str, field: &str, faults: &mut Vec<FaultLine>) -> Option<Money> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = plain.trim_end_matches("kr").replace(',', ".");
    let amount = plain.parse().ok();
    if amount.is_none() && !plain.is_empty() {
        faults.push(FaultLine::of(field, "Skriv ett belopp i kronor, som 1 500 eller 1 500,50."));
    }
    amount
}

/// A text field, ready to show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// Its name and id.
    pub(crate) name: Cow<'static, str>,
    /// Above it.
    pub(crate) label: &'static str,
    /// Below the label; empty for none.
    pub(crate) hint: &'static str,
    /// `text`, `email`, `password`, `date` or `number`.
    pub(crate) kind: &'static str,
    /// What browsers may fill in; empty for nothing.
    pub(crate) autocomplete: &'static str,
    /// Which keyboard telephones show; empty for the usual one.
    pub(crate) inputmode: &'static str,
    /// What was typed.
    pub(crate) value: String,
    /// What is wrong with it; empty for nothing.
    pub(crate) fault: String,
}

/// A list to choose from, ready to show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Its name and id.
    pub(crate) name: Cow<'static, str>,
    /// Above it.
    pub(crate) label: &'static str,
    /// Below the label; empty for none.
    pub(crate) hint: &'static str,
    /// What can be chosen.
    pub(crate) options: Vec<Selectable>,
    /// What is wrong with it; empty for nothing.
    pub(crate) fault: String,
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub(crate) struct Selectable {
    /// What is sent.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
    /// Whether it is chosen.
    pub(crate) chosen: bool,
}

/// What can be chosen: everything, named `all`, or one of `known`, values with what is read.
pub(crate) fn options(
    all: &str,
    known: impl Iterator<Item = (String, String)>,
    chosen: &str,
) -> Vec<Selectable> {
    let any = std::iter::once((String::new(), all.to_owned()));
    let options =
        any.chain(known).map(|(value, label)| Selectable { chosen: value == chosen, value, label });
    options.collect()
}

/// A fault in the summary on top of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FaultLine {
    /// The field's id; empty where the form as a whole is at fault.
    pub(crate) field: String,
    /// What is wrong and what to do.
    pub(crate) text: String,
}

impl FaultLine {
    /// A fault of the field with this id.
    pub(crate) fn of(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// What the page of a form is answered with: unprocessable where something on it is at fault.
pub(crate) const fn status(faults: &[FaultLine]) -> StatusCode {
    if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// What is said of the field with this id; empty for nothing.
pub(crate) fn said_of(faults: &[FaultLine], field: &str) -> String {
    let line = faults.iter().find(|line| line.field == field);
    line.map(|line| line.text.clone()).unwrap_or_default()
}
