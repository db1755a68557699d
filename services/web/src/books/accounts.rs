//! What the ledger's accounts are called in the region's own accounting system.

use axum::extract::{Form as Sent, Path};
use axum::response::Response;
use serde_json::json;

use super::data::{Account, AccountKind, Dimension};
use super::form::{Form, Part, last, send, shown, text};
use super::load;
use crate::fault::{Fault, FieldFault};
use crate::forms::{FaultLine, Typed};
use crate::urls;
use crate::visit::Visit;

/// The fields of each account: its number, and its dimensions.
const FIELDS: [[&str; 2]; 14] = [
    ["konto-0", "delar-0"],
    ["konto-1", "delar-1"],
    ["konto-2", "delar-2"],
    ["konto-3", "delar-3"],
    ["konto-4", "delar-4"],
    ["konto-5", "delar-5"],
    ["konto-6", "delar-6"],
    ["konto-7", "delar-7"],
    ["konto-8", "delar-8"],
    ["konto-9", "delar-9"],
    ["konto-10", "delar-10"],
    ["konto-11", "delar-11"],
    ["konto-12", "delar-12"],
    ["konto-13", "delar-13"],
];

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, &Typed::default(), Vec::new()).await
}

pub(super) async fn set(
    visit: Visit,
    Path(region): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for ((kind, _, usual), [number, parts]) in AccountKind::ALL.into_iter().zip(FIELDS) {
        let typed_number = typed.get(number);
        let number = if typed_number.is_empty() { usual } else { typed_number };
        let Some(dimensions) = dimensions(typed.get(parts)) else {
            let text =
                "Skriv dimensionens nummer, kolon och objektet, som 1: 4711, med komma emellan.";
            faults.push(FaultLine::of(parts, text));
            continue;
        };
        all.push(Account { kind, number: number.to_owned(), dimensions });
    }
    if !faults.is_empty() {
        return form(&visit, &region, &typed, faults).await;
    }
    let field_of = |fault: &FieldFault| {
        let place = fault.path.split(['[', ']']).nth(1).and_then(|place| place.parse().ok());
        let names = place.and_then(|place: usize| FIELDS.get(place)).copied();
        let [number, parts] = names.unwrap_or_default();
        if last(&fault.path) == "dimensions" { parts } else { number }.to_owned()
    };
    match send(&visit, &region, &typed, ("accounts", json!(all)), field_of).await? {
        Ok(response) => Ok(response),
        Err(faults) => form(&visit, &region, &typed, faults).await,
    }
}

/// `1: 4711, 6: YR`; nothing is written where nothing is typed.
fn dimensions(text: &str) -> Option<Vec<Dimension>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let dimension = |part: &str| {
        let (number, object) = part.split_once(':')?;
        let object = object.trim();
        let dimension = number.trim().parse().ok()?;
        (!object.is_empty()).then(|| Dimension { dimension, object: object.to_owned() })
    };
    parts.map(dimension).collect()
}

async fn form(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, books, _) = load(visit, region).await?;
    let parts =
        AccountKind::ALL.into_iter().zip(FIELDS).flat_map(|((kind, name, usual), names)| {
            let own = books.accounts.iter().find(|one| one.kind == kind);
            let dimensions = own.map(|one| one.dimensions.as_slice()).unwrap_or_default();
            let told = dimensions.iter().map(|one| format!("{}: {}", one.dimension, one.object));
            let told = told.collect::<Vec<_>>().join(", ");
            let number = own.map_or(usual, |one| one.number.as_str());
            [
                text((names[0], name, ""), Some(number), typed, &faults),
                text((names[1], "Kodsträng", "Som 1: 4711, 6: YR."), Some(&told), typed, &faults),
            ]
        });
    let parts: Vec<Part> = parts.collect();
    let address = urls::books_accounts(&here.slug);
    let form = Form {
        heading: "Konton".to_owned(),
        lead: "Vad kontona heter i ert eget ekonomisystem. De används i SIE-filerna.",
        notes: Vec::new(),
        address,
        parts,
    };
    shown(visit, &here, form, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_code_string_are_read_or_refused() {
        let read = |text| dimensions(text).map(|all| all.len());
        assert_eq!(read("1: 4711, 6:YR"), Some(2));
        assert_eq!(read(" "), Some(0));
        for wrong in ["4711", "a: 1", "1:", "1: 2, x"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
