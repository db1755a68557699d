//! `[books]`: who sells, VAT, recipients and accounts, as the region sets its books up. May be left out.

use books::{Books, StatedBooks};
use toml::{Table, Value};

use crate::Problem;
use crate::toml_file::TomlFile;

/// What is set up; nothing where the table is not there, or is at fault.
pub(super) fn read(file: &mut TomlFile<'_>, text: &str) -> Option<StatedBooks> {
    let mut root: Table = text.parse().ok()?;
    let mut stated = root.remove("books")?;
    dates_as_text(&mut stated);
    let stated: StatedBooks = match stated.try_into() {
        Ok(stated) => stated,
        Err(fault) => {
            file.fault_of_key("books", Problem::Syntax(fault.message().to_owned()));
            return None;
        }
    };
    match Books::parse(&stated) {
        Ok(_) => Some(stated),
        Err(faults) => {
            for fault in faults {
                let expected = fault.expected.swedish;
                file.fault_of_key(&format!("books.{}", fault.path), Problem::Books(expected));
            }
            None
        }
    }
}

/// A date may be written as one, or as text.
fn dates_as_text(value: &mut Value) {
    match value {
        Value::Datetime(date) => *value = Value::String(date.to_string()),
        Value::Array(all) => all.iter_mut().for_each(dates_as_text),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| dates_as_text(value)),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) => {}
    }
}
