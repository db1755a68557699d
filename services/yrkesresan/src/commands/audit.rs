//! `audit verify`.

use domain::Slug;
use tenancy::{AuditChain, Regions};

use crate::cli::Audit;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::{case_exchange, wiring};

pub(super) async fn run(command: Audit, config: &Config) -> Outcome {
    let Audit::Verify { region, kept, store } = command;
    let regions = wiring::open_regions(&store, config).await?;
    let mut faults = Vec::new();
    for slug in wiring::chosen(&regions, region).await? {
        match verify(&regions, &slug, kept.as_deref()).await? {
            Ok(whole) => println!("{whole}"),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Stop::Refused(faults)) }
}

/// What is to be told of a chain that is whole, or of one that is not.
async fn verify(
    regions: &Regions,
    slug: &Slug,
    kept: Option<&str>,
) -> Result<Result<String, String>, Stop> {
    let scope = case_exchange::enter(regions, slug, "audit verify").await?;
    let chain = scope.verify_audit(kept).await;
    let chain = chain.map_err(|fault| Stop::because("the audit cannot be read", &fault))?;
    Ok(match chain {
        AuditChain::Whole { entries, link, has_kept: true } => {
            Ok(format!("{slug}: {entries} entries, the chain is whole. Last link: {link}"))
        }
        AuditChain::Whole { entries, has_kept: false, .. } => Err(format!(
            "{slug}: the chain of {entries} entries no longer has the link that was kept: \
             entries have been taken from its end"
        )),
        AuditChain::Broken { sequence } => Err(format!(
            "{slug}: entry {sequence} is missing or not as it was written; \
             from there on nothing is proved"
        )),
    })
}
