//! `migrate`: brings the platform and every region up to date, telling of each.

use crate::cli::Store;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::wiring;

pub(super) async fn run(store: &Store, config: &Config) -> Outcome {
    let regions = wiring::open_regions(store, config).await?;
    let tell = |progress: tenancy::Progress| {
        println!("{} ({} of {})", progress.region, progress.done, progress.of);
    };
    regions.migrate_all(tell).await.map_err(|fault| Stop::because("migration failed", &fault))?;
    println!("All databases are up to date.");
    Ok(())
}
