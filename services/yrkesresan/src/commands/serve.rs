//! `serve`: the API and the pages, until it is told to stop.

use crate::cli::Serve;
use crate::config::Config;
use crate::outcome::Outcome;
use crate::server::{self, Mode};
use crate::wiring;

pub(super) async fn run(arguments: &Serve, config: &Config) -> Outcome {
    let regions = wiring::open_regions(&arguments.store, config).await?;
    let mode = if arguments.development { Mode::Development } else { Mode::Production };
    server::run(regions, arguments.listen, mode, config).await
}
