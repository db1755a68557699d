//! What is held on somebody as one JSON text, to take along: each row an object by its columns. Pure.

use people::Section;
use serde_json::{Map, Value, json as object};

use super::MyData;

/// The same as the sections, for machines.
pub(crate) fn json(data: &MyData) -> String {
    let regions = data.regions.iter().map(|region| {
        object!({
            "region": region.slug.as_str(),
            "name": region.name,
            "held": sections(&region.sections),
        })
    });
    let whole = object!({
        "account": sections(&data.account),
        "regions": regions.collect::<Vec<Value>>(),
    });
    format!("{whole:#}")
}

fn sections(all: &[Section]) -> Value {
    let named = all.iter().map(|section| {
        let rows = section.rows.iter().map(|row| {
            let cells = section.columns.iter().zip(row);
            let cells = cells.map(|(column, value)| ((*column).to_owned(), value.as_str().into()));
            Value::Object(cells.collect::<Map<_, _>>())
        });
        (section.heading.to_owned(), rows.collect())
    });
    Value::Object(named.collect())
}
