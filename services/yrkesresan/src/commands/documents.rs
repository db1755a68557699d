//! `documents issue|list|export`.

use std::path::Path;

use domain::{Date, Money, Slug, swedish};
use settlement::{Format, IssuedAgreement, SettlementFault};
use tenancy::{RegionScope, Regions};

use crate::cli::Documents;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::settlement_json::SettlementJson;
use crate::{case_exchange, whole_folder, wiring};

pub(super) async fn run(command: Documents, config: &Config) -> Outcome {
    match command {
        Documents::Issue { region, until, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            match region {
                Some(region) => {
                    println!("{}", issue(&regions, &region, until).await?);
                    Ok(())
                }
                None => issue_everywhere(&regions, until).await,
            }
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

/// Issues in a region, and tells what.
async fn issue(regions: &Regions, region: &Slug, until: Date) -> Result<String, Stop> {
    let scope = case_exchange::enter(regions, region, "documents issue").await?;
    let issued = match settlement::issue(&scope, until, None, None).await {
        Ok(issued) => issued,
        Err(SettlementFault::Incomplete) => return Err(lacking(&scope, until).await?),
        Err(fault) => return Err(Stop::because("nothing was issued", &fault)),
    };
    Ok(match issued.run {
        Some(_) => {
            format!(
                "Issued {} documents, {} in all.",
                issued.documents,
                swedish::money(issued.total)
            )
        }
        None => "There was nothing to issue.".to_owned(),
    })
}

/// That nothing was issued, and what is to be set up first.
async fn lacking(scope: &RegionScope, until: Date) -> Result<Stop, Stop> {
    let preview = settlement::preview(scope, until).await;
    let preview = preview.map_err(|fault| Stop::because("nothing was issued", &fault))?;
    let missing = preview.missing().into_iter().map(|one| format!("nothing was issued: {one}"));
    Ok(Stop::Refused(missing.collect()))
}

/// Issues in every region, each by itself: where one refuses, the others go on.
async fn issue_everywhere(regions: &Regions, until: Date) -> Outcome {
    let slugs = wiring::chosen(regions, None).await?;
    let mut refused = Vec::new();
    for (place, slug) in (1..).zip(&slugs) {
        let told = match issue(regions, slug, until).await {
            Ok(told) => told,
            Err(Stop::Refused(texts)) => {
                refused.extend(texts.into_iter().map(|text| format!("{slug}: {text}")));
                "Refused.".to_owned()
            }
            Err(wrong @ Stop::Usage(_)) => return Err(wrong),
        };
        println!("{slug} ({place} of {}): {told}", slugs.len());
    }
    if refused.is_empty() { Ok(()) } else { Err(Stop::Refused(refused)) }
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
