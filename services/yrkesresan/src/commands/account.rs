//! `account create`.

use std::io::Read;
use std::path::Path;

use accounts::{Accounts, Invited, Invitee, NewAccount};
use identity::Membership;

use crate::cli::Account;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::wiring;

pub(super) async fn run(command: Account, config: &Config) -> Outcome {
    let Account::Create {
        email,
        name,
        role,
        region,
        municipality,
        journey,
        password_file,
        invite,
        store,
    } = command;
    let membership = Membership::parse(role, region, municipality, journey);
    let membership = membership.map_err(|fault| Stop::Usage(fault.to_string()))?;
    let password = if invite { None } else { Some(password(password_file.as_deref())?) };
    let regions = wiring::open_regions(&store, config).await?;
    if let Some(region) = membership.region() {
        let known = regions.find(region).await;
        if known.map_err(|fault| Stop::because("the regions cannot be read", &fault))?.is_none() {
            return Err(Stop::refused(format!("there is no region {region}")));
        }
    }
    let accounts = wiring::open_accounts(&regions, config)?;
    let memberships = vec![membership];
    let Some(password) = password else {
        return self::invite(&accounts, Invitee { email, name, memberships }).await;
    };
    let new = NewAccount { email, name, password, memberships };
    accounts
        .create(new)
        .await
        .map_err(|fault| Stop::because("the account was not made", &fault))?;
    println!("Made the account.");
    Ok(())
}

async fn invite(accounts: &Accounts, invitee: Invitee) -> Outcome {
    let outcome = accounts.invite(invitee, None).await;
    let outcome = outcome.map_err(|fault| Stop::because("nobody was invited", &fault))?;
    println!(
        "{}",
        match outcome {
            Invited::Made(_) => "Made the account. An invitation is in the outbox.",
            Invited::Added(_) =>
                "The account was there, and is now a member. A mail about it is in the outbox.",
            Invited::Unchanged(_) => "The account was there, and was a member already.",
        }
    );
    Ok(())
}

/// From the file, or from standard input, so that it stands on no command line.
fn password(file: Option<&Path>) -> Result<String, Stop> {
    let read = if let Some(file) = file {
        std::fs::read_to_string(file)
    } else {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    };
    let text = read.map_err(|fault| Stop::because("the password cannot be read", &fault))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
