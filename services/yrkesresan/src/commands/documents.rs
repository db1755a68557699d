//! `documents issue|list|export`.

use std::path::Path;

use domain::{Money, swedish};
use settlement::{Format, IssuedAgreement};
use tenancy::RegionScope;

use crate::cli::Documents;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::settlement_json::SettlementJson;
use crate::{case_exchange, whole_folder, wiring};

pub(super) async fn run(command: Documents, config: &Config) -> Outcome {
    match command {
        Documents::Issue { region, until, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            let scope = case_exchange::enter(&regions, &region, "documents issue").await?;
            let issued = settlement::issue(&scope, until, None, None)
                .await
                .map_err(|fault| Stop::because("nothing was issued", &fault))?;
            match issued.run {
                Some(_) => println!(
                    "Issued {} documents, {} in all.",
                    issued.documents,
                    swedish::money(issued.total)
                ),
                None => println!("There was nothing to issue."),
            }
            Ok(())
        }
        Documents::Export { region, run, format, out, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            let scope = case_exchange::enter(&regions, &region, "documents export").await?;
            export(&scope, run, &format, &out).await
        }
        Documents::List { region, json, agreement, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            let scope = case_exchange::enter(&regions, &region, "documents list").await?;
            let mut agreements = settlement::issued(&scope)
                .await
                .map_err(|fault| Stop::because("the documents cannot be read", &fault))?;
            if let Some(title) = &agreement {
                agreements.retain(|issued| issued.title == *title);
            }
            if agreement.is_some() && agreements.is_empty() {
                return Err(Stop::refused("no agreement in force has that title"));
            }
            if json { print_json(region.as_str(), &agreements) } else { print_table(&agreements) }
        }
    }
}

/// All files, or, where a document is withheld, none.
async fn export(scope: &RegionScope, run: Option<u64>, formats: &[Format], out: &Path) -> Outcome {
    let refused =
        |fault: &dyn std::error::Error| Stop::because("the documents cannot be exported", fault);
    let run = match run {
        Some(number) => {
            let id =
                settlement::run_by_number(scope, number).await.map_err(|fault| refused(&fault))?;
            Some(id.ok_or_else(|| Stop::refused(format!("the region has no run {number}")))?)
        }
        None => None,
    };
    let mut files = Vec::new();
    let mut withheld = Vec::new();
    for format in formats {
        let (made, kept) =
            settlement::files_of_run(scope, run, *format).await.map_err(|fault| refused(&fault))?;
        files.extend(made);
        withheld.extend(kept);
    }
    if !withheld.is_empty() {
        let told = withheld
            .iter()
            .flat_map(|one| one.why.iter().map(move |why| format!("{}: {why}", one.number)));
        return Err(Stop::Refused(told.collect()));
    }
    if files.is_empty() {
        return Err(Stop::refused("nothing has been issued"));
    }
    whole_folder::write(out, |folder| {
        for file in &files {
            std::fs::write(folder.join(&file.name), &file.content)
                .map_err(|fault| Stop::because("a file cannot be written", &fault))?;
        }
        Ok(())
    })?;
    println!("Wrote {} files to {}.", files.len(), out.display());
    Ok(())
}

fn print_json(region: &str, agreements: &[IssuedAgreement]) -> Outcome {
    let json = SettlementJson::of_issued(region, agreements);
    let text = serde_json::to_string_pretty(&json)
        .map_err(|fault| Stop::because("the documents cannot be written", &fault))?;
    println!("{text}");
    Ok(())
}

fn print_table(agreements: &[IssuedAgreement]) -> Outcome {
    let documents = || agreements.iter().flat_map(|agreement| &agreement.documents);
    for (document, _) in documents() {
        let total = swedish::money(document.total);
        let name = &document.municipality_name;
        println!(
            "{}  {}  {:<8} {total:>16}  {name}",
            document.number,
            document.date,
            document.kind.word()
        );
    }
    let all = Money::sum(documents().map(|(document, _)| document.total))
        .map_err(|fault| Stop::because("the documents cannot be added up", &fault))?;
    println!("{} documents, {}", documents().count(), swedish::money(all));
    Ok(())
}
