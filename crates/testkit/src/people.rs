//! Callers of every kind. They are nobody's rows: accounts that can sign in are the accounts service's.

use domain::{AccountId, MunicipalityCode, SessionId, Slug};
use identity::{Caller, Membership, Reach, Role};
use uuid::Uuid;

/// The coordinator of a region.
pub fn coordinator(region: &str) -> Caller {
    let membership = Membership::Regional {
        region: slug(region),
        role: Role::RegionalCoordinator,
        reach: Reach::Region,
    };
    account(1, "Signe Samordnare", vec![membership])
}

/// The administrator of one municipality of a region.
pub fn administrator(region: &str, municipality: &str) -> Caller {
    let code: MunicipalityCode = match municipality.parse() {
        Ok(code) => code,
        Err(fault) => panic!("{municipality}: {fault}"),
    };
    let membership = Membership::Regional {
        region: slug(region),
        role: Role::MunicipalAdministrator,
        reach: Reach::municipality(code),
    };
    account(2, "Adam Administratör", vec![membership])
}

/// Somebody at SKR, who sees what regions have published.
pub fn national_viewer() -> Caller {
    account(3, "Nils Nation", vec![Membership::National])
}

/// Somebody with an account and no membership.
pub fn stranger() -> Caller {
    account(4, "Frida Främling", Vec::new())
}

/// Whoever runs commands on the server: may do everything everywhere.
pub fn operator() -> Caller {
    Caller::operator("provdrift".to_owned())
}

fn account(number: u128, name: &str, memberships: Vec<Membership>) -> Caller {
    let number = Uuid::from_u128(number);
    let (id, session) = (AccountId::from_uuid(number), SessionId::from_uuid(number));
    Caller::account(id, session, name.to_owned(), memberships)
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}
