//! What `demo` sets up: Norrbotten with both its agreements, GR, a Dalarna that is still planning, and people.

use std::fmt;
use std::path::Path;

use accounts::{Accounts, NewAccount};
use agreements::Status;
use domain::Slug;
use identity::{Membership, Role};
use tenancy::Regions;

use crate::case_exchange;
use crate::outcome::Stop;

mod cases;
mod planned;

/// The password of every demo account. It guards made-up data on one's own machine.
const PASSWORD: &str = "resan-borjar-har";

/// An account of the demo, as it is told on standard output: role, region, e-mail, password.
pub(crate) struct DemoAccount {
    role: Role,
    region: Option<&'static str>,
    municipality: Option<&'static str>,
    email: &'static str,
    name: &'static str,
}

impl fmt::Display for DemoAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = self.region.unwrap_or("-");
        write!(f, "{:<24} {region:<18} {:<40} {PASSWORD}", self.role.word(), self.email)
    }
}

const ACCOUNTS: [DemoAccount; 6] = [
    DemoAccount {
        role: Role::RegionalCoordinator,
        region: Some("norrbotten"),
        municipality: None,
        email: "samordnare@norrbotten.example",
        name: "Samordnaren i Norrbotten",
    },
    DemoAccount {
        role: Role::MunicipalAdministrator,
        region: Some("norrbotten"),
        municipality: Some("2580"),
        email: "administrator@lulea.example",
        name: "Administratören i Luleå",
    },
    DemoAccount {
        role: Role::RegionalCoordinator,
        region: Some("goteborgsregionen"),
        municipality: None,
        email: "samordnare@goteborgsregionen.example",
        name: "Samordnaren i Göteborgsregionen",
    },
    DemoAccount {
        role: Role::MunicipalAdministrator,
        region: Some("goteborgsregionen"),
        municipality: Some("1481"),
        email: "administrator@molndal.example",
        name: "Administratören i Mölndal",
    },
    DemoAccount {
        role: Role::RegionalCoordinator,
        region: Some("dalarna"),
        municipality: None,
        email: "samordnare@dalarna.example",
        name: "Samordnaren i Dalarna",
    },
    DemoAccount {
        role: Role::NationalViewer,
        region: None,
        municipality: None,
        email: "nationell@skr.example",
        name: "Nationella samordningen",
    },
];

/// Sets the demo up where it is not there yet, and gives its accounts.
pub(crate) async fn set_up(
    regions: &Regions,
    accounts: &Accounts,
) -> Result<&'static [DemoAccount], Stop> {
    let unpacked = tempfile::tempdir()
        .map_err(|fault| Stop::because("no temporary folder can be made", &fault))?;
    for (name, status) in [
        ("norrbotten-2022", Status::InForce),
        ("norrbotten-2023", Status::InForce),
        ("goteborgsregionen-2022", Status::InForce),
        ("dalarna-draft", Status::Draft),
    ] {
        let folder = cases::unpack(name, unpacked.path())?;
        import(regions, &folder, status).await?;
    }
    planned::plan(regions).await?;
    for account in &ACCOUNTS {
        make(accounts, account).await?;
    }
    Ok(&ACCOUNTS)
}

async fn import(regions: &Regions, folder: &Path, status: Status) -> Result<(), Stop> {
    let rows = case_exchange::read_case(folder)?;
    case_exchange::import(regions, &rows, status).await.map(|_| ())
}

async fn make(accounts: &Accounts, account: &DemoAccount) -> Result<(), Stop> {
    let broken = |what: &str| Stop::refused(format!("the demo's own account is wrong: {what}"));
    let region = account.region.map(Slug::parse).transpose();
    let region = region.map_err(|fault| broken(&fault.to_string()))?;
    let municipality = account.municipality.map(str::parse).transpose();
    let municipality = municipality.map_err(|_| broken("a municipality code"))?;
    let membership = Membership::parse(account.role, region, municipality, None)
        .map_err(|fault| broken(&fault.to_string()))?;
    let new = NewAccount {
        email: account.email.to_owned(),
        name: account.name.to_owned(),
        password: PASSWORD.to_owned(),
        memberships: vec![membership],
    };
    match accounts.create(new).await {
        Ok(_) | Err(accounts::CreateFault::Exists) => Ok(()),
        Err(fault) => Err(Stop::because("the demo's account was not made", &fault)),
    }
}
