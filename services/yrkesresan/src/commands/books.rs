//! `books recipients`.

use std::path::Path;

use books::StatedRecipient;
use settlement::{RecipientsRead, SettlementFault};

use crate::cli::Books;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::{case_exchange, wiring};

/// Tells what a file of recipients changes, and brings it in unless it is a dry run.
pub(super) async fn run(command: Books, config: &Config) -> Outcome {
    let Books::Recipients { region, file, dry_run, store } = command;
    let bytes = read(&file)?;
    let regions = wiring::open_regions(&store, config).await?;
    let scope = case_exchange::enter(&regions, &region, "books recipients").await?;
    let done = if dry_run {
        settlement::read_recipients(&scope, &bytes).await
    } else {
        settlement::import_recipients(&scope, &bytes, None, None).await
    };
    match done {
        Ok(read) if read.faults.is_empty() => {
            tell(&read, dry_run);
            Ok(())
        }
        Ok(RecipientsRead { faults, .. }) | Err(SettlementFault::RecipientsFile(faults)) => {
            Err(Stop::Refused(faults.iter().map(ToString::to_string).collect()))
        }
        Err(fault) => Err(Stop::because("nothing was brought in", &fault)),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Stop> {
    std::fs::read(file)
        .map_err(|fault| Stop::because(&format!("{} cannot be read", file.display()), &fault))
}

fn tell(read: &RecipientsRead, dry_run: bool) {
    let difference = &read.difference;
    let line = |what: &str, one: &StatedRecipient, more: &str| {
        let charge = one.charge.map_or("all", settle::LineKind::word);
        println!("{what:<8}  {}  {charge:<11}  {}{more}", one.municipality, one.peppol);
    };
    for one in &difference.added {
        line("added", one, "");
    }
    for change in &difference.changed {
        line("changed", &change.after, &format!("  ({})", change.columns.join(", ")));
    }
    for one in &difference.removed {
        line("removed", one, "");
    }
    println!(
        "{} added, {} changed, {} removed, {} unchanged{}.",
        difference.added.len(),
        difference.changed.len(),
        difference.removed.len(),
        difference.unchanged,
        if dry_run { "; nothing was written" } else { "" }
    );
}
