//! `ledger verify`.

use domain::swedish;

use crate::cli::Ledger;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::{case_exchange, wiring};

pub(super) async fn run(command: Ledger, config: &Config) -> Outcome {
    let Ledger::Verify { region, store } = command;
    let regions = wiring::open_regions(&store, config).await?;
    let mut breaches = Vec::new();
    for slug in wiring::chosen(&regions, region).await? {
        let scope = case_exchange::enter(&regions, &slug, "ledger verify").await?;
        let verified = settlement::verify(&scope).await;
        let verified =
            verified.map_err(|fault| Stop::because("the ledger cannot be read", &fault))?;
        if verified.is_clean() {
            let payable = swedish::money(verified.payable);
            println!(
                "{slug}: {} documents agree with the ledger, {payable} in all.",
                verified.documents
            );
        }
        breaches.extend(verified.breaches.into_iter().map(|breach| format!("{slug}: {breach}")));
    }
    if breaches.is_empty() { Ok(()) } else { Err(Stop::Refused(breaches)) }
}
