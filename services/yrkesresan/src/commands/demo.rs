//! `demo`: three regions with accounts for each role, in a folder of their own, served on this machine.

use crate::cli::{Demo, Store};
use crate::config::Config;
use crate::mailing::Mailing;
use crate::outcome::{Outcome, Stop};
use crate::server::{self, Mode};
use crate::{demo_data, wiring};

pub(super) async fn run(arguments: &Demo, config: &Config) -> Outcome {
    // Kept until the server has ended: dropping it removes the folder.
    let temporary = match &arguments.store.data {
        Some(_) => None,
        None => Some(
            tempfile::Builder::new()
                .prefix("yrkesresan-demo-")
                .tempdir()
                .map_err(|fault| Stop::because("no temporary folder can be made", &fault))?,
        ),
    };
    let data = match &temporary {
        Some(folder) => Some(folder.path().to_owned()),
        None => arguments.store.data.clone(),
    };
    let store = Store { data };
    let location = config.location(&store).map_err(|fault| Stop::Usage(fault.to_string()))?;
    let mailing = Mailing::open(&config.mail, &location, Mode::Development)?;
    let regions = wiring::open_regions(&store, config).await?;
    let accounts = wiring::open_accounts(&regions, config)?;
    for account in demo_data::set_up(&regions, &accounts).await? {
        println!("{account}");
    }
    drop(accounts);
    // Not on standard output, which lists accounts and nothing else.
    eprintln!("Mails: {mailing}");
    server::run(regions, arguments.listen, Mode::Development, mailing, config).await
}
