//! How each kind of charge stands to VAT. The product explains the choices, and makes none.

use axum::extract::{Form as Sent, Path};
use axum::response::Response;
use serde_json::json;

use super::data::Vat;
use super::form::{Form, Part, choice, last, send, shown, text};
use super::load;
use crate::fault::{Fault, FieldFault};
use crate::forms::{FaultLine, Typed};
use crate::line_kind::LineKind;
use crate::urls;
use crate::visit::Visit;

/// What is sent, and what is read.
const CHOICES: [(&str, &str); 6] = [
    ("", "Välj"),
    ("S25", "Momspliktigt, 25 %"),
    ("S12", "Momspliktigt, 12 %"),
    ("S6", "Momspliktigt, 6 %"),
    ("E", "Undantaget från moms"),
    ("O", "Utanför momsens område"),
];

const FIELDS: [(LineKind, [&str; 3]); 3] = [
    (LineKind::CourseFee, ["kurs", "kurs-skal", "kurs-kod"]),
    (LineKind::FixedCost, ["fast", "fast-skal", "fast-kod"]),
    (LineKind::TrainerPot, ["pott", "pott-skal", "pott-kod"]),
];

/// A choice, in words.
pub(super) fn told(vat: &Vat) -> String {
    let reason = vat.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
    match (vat.category.as_str(), vat.rate) {
        ("S", Some(rate)) => format!("Momspliktigt, {rate} %"),
        ("E", _) => format!("Undantaget från moms{reason}"),
        _ => format!("Utanför momsens område{reason}"),
    }
}

/// Whether the form shows it: the choice for a whole kind, from the beginning.
fn is_plain(vat: &Vat) -> bool {
    vat.charge.is_some() && vat.code.is_none() && vat.from.is_none()
}

pub(super) async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    form(&visit, &region, &Typed::default(), Vec::new()).await
}

pub(super) async fn set(
    visit: Visit,
    Path(region): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let (_, books, _) = load(&visit, &region).await?;
    let chosen: Vec<(LineKind, Vat)> = FIELDS
        .iter()
        .filter_map(|(charge, [category, reason, code])| {
            let vat = read(*charge, typed.get(category), typed.get(reason), typed.get(code))?;
            Some((*charge, vat))
        })
        .collect();
    let kept = books.vat.iter().filter(|vat| !is_plain(vat)).cloned();
    let all: Vec<Vat> = chosen.iter().map(|(_, vat)| vat.clone()).chain(kept).collect();
    let field_of = |fault: &FieldFault| {
        let place = fault.path.split(['[', ']']).nth(1).and_then(|place| place.parse().ok());
        let charge = place.and_then(|place: usize| chosen.get(place)).map(|(charge, _)| *charge);
        let names = FIELDS.iter().find(|(known, _)| Some(*known) == charge);
        let at = match last(&fault.path).as_str() {
            "reason" => 1,
            "exemption" => 2,
            _ => 0,
        };
        names.and_then(|(_, names)| names.get(at)).copied().unwrap_or_default().to_owned()
    };
    match send(&visit, &region, &typed, ("vat", json!(all)), field_of).await? {
        Ok(response) => Ok(response),
        Err(faults) => form(&visit, &region, &typed, faults).await,
    }
}

/// The choice of a kind; nothing where nothing is chosen.
fn read(charge: LineKind, chosen: &str, reason: &str, code: &str) -> Option<Vat> {
    let (category, rate) = match chosen {
        "S25" => ("S", Some(25)),
        "S12" => ("S", Some(12)),
        "S6" => ("S", Some(6)),
        "E" | "O" => (chosen, None),
        _ => return None,
    };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Some(Vat {
        charge: Some(charge),
        code: None,
        from: None,
        category: category.to_owned(),
        rate,
        reason: some(reason),
        exemption: some(code),
    })
}

async fn form(
    visit: &Visit,
    region: &str,
    typed: &Typed,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let (here, books, _) = load(visit, region).await?;
    let parts = FIELDS.iter().flat_map(|(charge, names)| {
        let own = books.vat.iter().find(|vat| is_plain(vat) && vat.charge == Some(*charge));
        of_charge(*charge, *names, own, typed, &faults)
    });
    let parts = parts.collect();
    let kept = books.vat.iter().filter(|vat| !is_plain(vat));
    let mut notes = vec![
        "Momspliktigt: utbildning som säljs. Undantaget: det som momslagen undantar, med sitt skäl. \
         Utanför: det som inte är en försäljning, som en medlemsavgift. Det som är utanför får ett \
         eget underlag. Fråga regionens ekonom eller revisor, för Yrkesresan väljer inget åt er."
            .to_owned(),
    ];
    notes.extend(kept.map(|vat| {
        let charge = vat.charge.map_or("Allt annat", LineKind::name);
        let code = vat.code.as_deref().unwrap_or_default();
        let from = vat.from.map(|day| format!(" från {day}")).unwrap_or_default();
        format!("Gäller också: {charge} {code}{from}, {}. Det ändras genom API:t.", told(vat))
    }));
    let address = urls::books_vat(&here.slug);
    let form = Form {
        heading: "Moms".to_owned(),
        lead: "Hur avgifterna förhåller sig till moms. Valet gäller för det som utfärdas efteråt.",
        notes,
        address,
        parts,
    };
    shown(visit, &here, form, faults)
}

fn of_charge(
    charge: LineKind,
    [category, reason, code]: [&'static str; 3],
    own: Option<&Vat>,
    typed: &Typed,
    faults: &[FaultLine],
) -> [Part; 3] {
    let chosen = own.map_or(String::new(), |vat| match vat.rate {
        Some(rate) => format!("{}{rate}", vat.category),
        None => vat.category.clone(),
    });
    let (why, article) = match charge {
        LineKind::CourseFee => ("Skäl för kursavgifterna", "Kod för kursavgifterna"),
        LineKind::FixedCost => ("Skäl för den fasta kostnaden", "Kod för den fasta kostnaden"),
        LineKind::TrainerPot => ("Skäl för utbildarpotten", "Kod för utbildarpotten"),
    };
    let reason_of = own.and_then(|vat| vat.reason.as_deref());
    let code_of = own.and_then(|vat| vat.exemption.as_deref());
    [
        choice((category, charge.name(), ""), &CHOICES, &chosen, typed, faults),
        text((reason, why, "Behövs för undantaget och utanför."), reason_of, typed, faults),
        text((code, article, "Ur VATEX-listan, om undantaget har en."), code_of, typed, faults),
    ]
}
