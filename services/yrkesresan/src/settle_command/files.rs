//! `settlement.json`, and the same as CSV for a spreadsheet.

use std::path::Path;

use domain::Points;
use settle::LineKey;

use super::SettledCase;
use crate::outcome::Stop;
use crate::settlement_json::SettlementJson;
use crate::whole_folder;

/// The files that are written.
pub(crate) const NAMES: [&str; 4] =
    ["documents.csv", "document_lines.csv", "trainer_pot.csv", "settlement.json"];

/// Writes all four files into `out`, or none.
pub(crate) fn write(settled: &SettledCase, out: &Path) -> Result<(), Stop> {
    let refused = |fault: &dyn std::error::Error| Stop::because("nothing was written", fault);
    whole_folder::write(out, |folder| {
        write_documents(settled, folder).map_err(|fault| refused(&fault))?;
        write_lines(settled, folder).map_err(|fault| refused(&fault))?;
        write_pot(settled, folder).map_err(|fault| refused(&fault))?;
        let text = json(settled).map_err(|fault| refused(&fault))?;
        std::fs::write(folder.join("settlement.json"), text).map_err(|fault| refused(&fault))
    })
}

fn json(settled: &SettledCase) -> Result<String, serde_json::Error> {
    let documents: Vec<_> =
        settled.documents.iter().map(|(document, total)| (document, *total)).collect();
    let json = SettlementJson::of_case(
        settled.case.slug.as_str(),
        &settled.settlement.fixed_cost_shares,
        &settled.settlement.trainer_pot,
        &documents,
    );
    let mut text = serde_json::to_string_pretty(&json)?;
    text.push('\n');
    Ok(text)
}

fn write_documents(settled: &SettledCase, folder: &Path) -> csv::Result<()> {
    let mut file = csv::Writer::from_path(folder.join("documents.csv"))?;
    file.write_record(["date", "municipality", "name", "occasion", "kind", "total"])?;
    for (document, total) in &settled.documents {
        let key = &document.key;
        file.write_record([
            key.date.to_string(),
            key.municipality.to_string(),
            cell(&settled.name(key.municipality)),
            key.occasion.as_ref().map_or_else(String::new, |code| cell(&code.0)),
            key.kind.to_string(),
            total.to_string(),
        ])?;
    }
    Ok(file.flush()?)
}

fn write_lines(settled: &SettledCase, folder: &Path) -> csv::Result<()> {
    let mut file = csv::Writer::from_path(folder.join("document_lines.csv"))?;
    file.write_record([
        "date",
        "municipality",
        "occasion",
        "document_kind",
        "kind",
        "code",
        "name",
        "course_day",
        "quantity",
        "unit_price",
        "amount",
    ])?;
    for (document, _) in &settled.documents {
        let key = &document.key;
        for line in &document.lines {
            let day = match &line.key {
                LineKey::CourseFee { day, .. } => cell(&day.0),
                LineKey::FixedCost { .. } | LineKey::TrainerPot { .. } => String::new(),
            };
            file.write_record([
                key.date.to_string(),
                key.municipality.to_string(),
                key.occasion.as_ref().map_or_else(String::new, |code| cell(&code.0)),
                key.kind.to_string(),
                line.key.kind().to_string(),
                cell(line.key.code()),
                cell(&line.name),
                day,
                line.quantity.to_string(),
                line.unit_price.map_or_else(String::new, |price| price.to_string()),
                line.amount.to_string(),
            ])?;
        }
    }
    Ok(file.flush()?)
}

/// A row a share; a year without shares has a row of its own.
fn write_pot(settled: &SettledCase, folder: &Path) -> csv::Result<()> {
    let mut file = csv::Writer::from_path(folder.join("trainer_pot.csv"))?;
    file.write_record([
        "year",
        "carried_in",
        "collected",
        "points",
        "carried_out",
        "municipality",
        "name",
        "municipality_points",
        "amount",
    ])?;
    for year in &settled.settlement.trainer_pot {
        let pot = [
            year.year.to_string(),
            year.carried_in.to_string(),
            year.collected.to_string(),
            year.points.to_string(),
            year.carried_out.to_string(),
        ];
        if year.shares.is_empty() {
            file.write_record(pot.iter().map(String::as_str).chain([""; 4]))?;
        }
        for share in &year.shares {
            let own = [
                share.municipality.to_string(),
                cell(&settled.name(share.municipality)),
                Points::from_thousandths(share.weight).to_string(),
                share.amount.to_string(),
            ];
            file.write_record(pot.iter().chain(&own))?;
        }
    }
    Ok(file.flush()?)
}

/// A text as a cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
