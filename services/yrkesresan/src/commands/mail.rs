//! `mail list|retry`.

use domain::swedish;
use mail::Outbox;

use crate::cli::Mail;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::wiring;

pub(super) async fn run(command: Mail, config: &Config) -> Outcome {
    match command {
        Mail::List { state, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            let listed = Outbox::of(regions.platform().clone()).list(state).await;
            let listed =
                listed.map_err(|fault| Stop::because("the outbox cannot be read", &fault))?;
            for mail in listed {
                println!(
                    "{}  {:<8} {}  {}×  {:<16} {}  {}",
                    mail.id,
                    mail.state,
                    swedish::minute(mail.created_at),
                    mail.attempts,
                    mail.kind,
                    mail.to,
                    mail.reason.unwrap_or_default(),
                );
            }
            Ok(())
        }
        Mail::Retry { id, store } => {
            let regions = wiring::open_regions(&store, config).await?;
            let retried = Outbox::of(regions.platform().clone()).retry(id).await;
            retried.map_err(|fault| Stop::because("the mail was not taken up again", &fault))?;
            println!("The mail waits to be sent.");
            Ok(())
        }
    }
}
