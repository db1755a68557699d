//! `serve`: the API and the pages, until it is told to stop.

use crate::cli::Serve;
use crate::config::Config;
use crate::mailing::Mailing;
use crate::outcome::{Outcome, Stop};
use crate::server::{self, Mode};
use crate::wiring;

pub(super) async fn run(arguments: &Serve, config: &Config) -> Outcome {
    let location = config.location(&arguments.store);
    let location = location.map_err(|fault| Stop::Usage(fault.to_string()))?;
    let regions = wiring::open_regions(&arguments.store, config).await?;
    let mode = if arguments.development { Mode::Development } else { Mode::Production };
    let mailing = Mailing::open(&config.mail, &location, mode)?;
    server::run(regions, arguments.listen, mode, mailing, config).await
}
