//! `account create`.

use std::io::Read;
use std::path::Path;

use accounts::{Accounts, Invited, Invitee, NewAccount};
use domain::{MunicipalityCode, Slug};
use identity::{Membership, Reach, Role};

use crate::cli::Account;
use crate::config::Config;
use crate::outcome::{Outcome, Stop};
use crate::wiring;

pub(super) async fn run(command: Account, config: &Config) -> Outcome {
    let Account::Create { email, name, role, region, municipality, password_file, invite, store } =
        command;
    let membership = membership(role, region, municipality)?;
    let password = if invite { None } else { Some(password(password_file.as_deref())?) };
    let regions = wiring::open_regions(&store, config).await?;
    if let Membership::Regional { region, .. } = &membership {
        let known = regions.find(region).await;
        if known.map_err(|fault| Stop::because("the regions cannot be read", &fault))?.is_none() {
            return Err(Stop::refused(format!("there is no region {region}")));
        }
    }
    let accounts = wiring::open_accounts(&regions, config).await?;
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
    let invited = accounts.invite(invitee, None).await;
    let invited = invited.map_err(|fault| Stop::because("nobody was invited", &fault))?;
    println!(
        "{}",
        match invited {
            Invited::Made(_) => "Made the account. An invitation is in the outbox.",
            Invited::Added(_) =>
                "The account was there, and is now a member. A mail about it is in the outbox.",
            Invited::Unchanged(_) => "The account was there, and was a member already.",
        }
    );
    Ok(())
}

/// A role with the scope that it demands, and no other.
fn membership(
    role: Role,
    region: Option<Slug>,
    municipality: Option<MunicipalityCode>,
) -> Result<Membership, Stop> {
    let usage = |text: &str| Err(Stop::Usage(text.to_owned()));
    match (role, region, municipality) {
        (Role::NationalViewer, None, None) => Ok(Membership::National),
        (Role::NationalViewer, _, _) => {
            usage("a national-viewer has no --region or --municipality")
        }
        (Role::RegionalCoordinator, Some(region), None) => {
            Ok(Membership::Regional { region, role, reach: Reach::Region })
        }
        (Role::RegionalCoordinator, _, _) => {
            usage("a regional-coordinator has a --region and no --municipality")
        }
        (Role::MunicipalAdministrator, Some(region), Some(code)) => {
            Ok(Membership::Regional { region, role, reach: Reach::Municipality(code) })
        }
        (Role::MunicipalAdministrator, _, _) => {
            usage("a municipal-administrator has a --region and a --municipality")
        }
    }
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
