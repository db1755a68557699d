//! What the columns of a file hold: a choice for each, beginning with what the header or the last file said.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use serde::de::IgnoredAny;
use serde_json::json;

use super::super::{Municipality, choices};
use super::{Import, show};
use crate::fault::Fault;
use crate::forms::{Choice, FaultLine, Typed, options};
use crate::operation::operation;
use crate::urls;
use crate::visit::Visit;

const STAFF_IMPORT_MAP: &str = operation!("staff_import_map");

/// What a column can hold: the API's word, and ours.
const HELD: [(&str, &str); 14] = [
    ("GIVEN_NAME", "Förnamn"),
    ("FAMILY_NAME", "Efternamn"),
    ("FULL_NAME", "Namn (för- och efternamn)"),
    ("EMAIL", "E-post"),
    ("STAFF_NUMBER", "Anställningsnummer"),
    ("UNIT", "Enhet"),
    ("TITLE", "Befattning"),
    ("JOURNEY", "Yrkesresa"),
    ("STEP", "Steg"),
    ("FIRST_DAY", "Anställd från"),
    ("LAST_DAY", "Anställd till"),
    ("MANAGER_EMAIL", "Chefens e-post"),
    ("MUNICIPALITY", "Kommun"),
    ("PROTECTED_IDENTITY", "Skyddade personuppgifter"),
];

/// A column, ready to show.
pub(super) struct ColumnRow {
    pub(super) letter: String,
    pub(super) name: String,
    pub(super) samples: String,
    pub(super) holds: Choice,
}

/// The file's columns with what each is said to hold.
pub(super) fn rows(import: &Import) -> Vec<ColumnRow> {
    let known = || HELD.iter().map(|(word, name)| ((*word).to_owned(), (*name).to_owned()));
    let row = |column: &super::Column| ColumnRow {
        letter: column.letter.clone(),
        name: column.name.clone(),
        samples: column.samples.join(" · "),
        holds: Choice {
            name: format!("kolumn-{}", column.index).into(),
            label: "Innehåll",
            options: options("Läses inte in", known(), column.holds.as_deref().unwrap_or_default()),
            ..Choice::default()
        },
    };
    import.columns.iter().map(row).collect()
}

/// The employer of rows that name none, for those who keep several municipalities' staff.
pub(super) fn employer(import: &Import, known: &[Municipality]) -> Option<Choice> {
    let chosen = import.municipality.as_ref().map(|own| own.code.as_str()).unwrap_or_default();
    (known.len() > 1).then(|| Choice {
        name: "kommun".into(),
        label: "Arbetsgivare",
        hint: "För rader som inte själva säger vilken kommun.",
        options: options("Står i filen", choices(known), chosen),
        ..Choice::default()
    })
}

/// Takes the choices.
pub(super) async fn map(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let known = show::load(&visit, &region, &id).await?;
    let chosen = known.import.columns.iter().filter_map(|column| {
        let word = typed.get(&format!("kolumn-{}", column.index));
        let (word, _) = HELD.iter().find(|(known, _)| *known == word)?;
        Some(json!({ "index": column.index, "holds": word }))
    });
    let municipality = match known.municipalities.as_slice() {
        [only] => only.code.as_str(),
        _ => typed.get("kommun"),
    };
    let input = json!({
        "region": region,
        "import": id,
        "columns": chosen.collect::<Vec<_>>(),
        "municipality": Some(municipality).filter(|code| !code.is_empty()),
    });
    match visit.ask(STAFF_IMPORT_MAP, json!({ "input": input })).await {
        Ok(IgnoredAny) => {
            let there = urls::staff_import(&region, &id);
            Ok(Redirect::to(&format!("{there}#provkorning")).into_response())
        }
        Err(Fault::Invalid(_)) => {
            let text = "Två kolumner sägs innehålla samma sak. Välj en av dem, och låt den andra \
                        vara.";
            show::again(&visit, &region, &id, vec![FaultLine::of("kolumner", text)]).await
        }
        Err(fault) => Err(fault),
    }
}
