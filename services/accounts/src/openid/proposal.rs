//! A provider as a region's coordinator types it, held against what one must be. Every fault by its field.

use domain::{IdentityProviderId, MunicipalityCode};
use graph::FieldFault;
use identity::Role;
use openidconnect::url::Url;

use super::outbound::Outbound;
use super::provider::{SecondFactor, is_creatable};

/// More than any organisation has.
const MOST_DOMAINS: usize = 20;

/// What is typed.
pub(crate) struct Proposal {
    /// The provider to change; `None` for a new one.
    pub(crate) id: Option<IdentityProviderId>,
    pub(crate) municipality: Option<String>,
    pub(crate) name: String,
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    /// `None` keeps what is there.
    pub(crate) client_secret: Option<String>,
    pub(crate) domains: Vec<String>,
    /// `None` makes no accounts.
    pub(crate) created_role: Option<Role>,
    pub(crate) trusts_second_factor: bool,
    pub(crate) second_factor_acr: Option<String>,
    pub(crate) active: bool,
}

/// What was typed, valid by itself.
pub(super) struct Accepted {
    pub(super) municipality: Option<MunicipalityCode>,
    pub(super) name: String,
    pub(super) issuer: String,
    pub(super) client_id: String,
    pub(super) client_secret: Option<String>,
    pub(super) domains: Vec<String>,
    pub(super) creates: Option<Role>,
    pub(super) second_factor: SecondFactor,
    pub(super) active: bool,
}

impl Proposal {
    /// `is_member` says whether the region has this municipality.
    pub(super) fn accept(
        self,
        outbound: &Outbound,
        is_member: impl Fn(MunicipalityCode) -> bool,
    ) -> Result<Accepted, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let typed = self.municipality.filter(|code| !code.is_empty());
        let municipality = typed.as_deref().and_then(|code| MunicipalityCode::parse(code).ok());
        let municipality = municipality.filter(|code| is_member(*code));
        if typed.is_some() && municipality.is_none() {
            let message = "expected a municipality of the region";
            faults.push(FieldFault::new("municipality", message));
        }
        let mut text = |path: &str, value: String, longest: usize, message| {
            let value = value.trim().to_owned();
            if value.is_empty() || value.chars().count() > longest {
                faults.push(FieldFault::new(path, message));
            }
            value
        };
        let name = text("name", self.name, 80, "expected 1 to 80 characters");
        let issuer = text("issuer", self.issuer, 500, "expected an https address");
        let client_id = text("clientId", self.client_id, 250, "expected 1 to 250 characters");
        let client_secret = self.client_secret.filter(|secret| !secret.trim().is_empty());
        let client_secret = client_secret
            .map(|secret| text("clientSecret", secret, 1_000, "expected at most 1000 characters"));
        let acr = self.second_factor_acr.filter(|acr| !acr.trim().is_empty());
        let acr =
            acr.map(|acr| text("secondFactorAcr", acr, 250, "expected at most 250 characters"));
        if !issuer.is_empty() && !is_issuer(&issuer, outbound) {
            faults.push(FieldFault::new("issuer", "expected a public https address"));
        }
        let domains = domains(&self.domains, &mut faults);
        if !self.created_role.is_none_or(is_creatable) {
            faults.push(FieldFault::new("createdRole", "that role is given by people alone"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let second_factor = SecondFactor { trusted: self.trusts_second_factor, acr };
        let active = self.active;
        Ok(Accepted {
            municipality,
            name,
            issuer,
            client_id,
            client_secret,
            domains,
            creates: self.created_role,
            second_factor,
            active,
        })
    }
}

fn is_issuer(text: &str, outbound: &Outbound) -> bool {
    Url::parse(text).is_ok_and(|url| {
        url.query().is_none() && url.fragment().is_none() && outbound.allows(&url).is_ok()
    })
}

fn domains(typed: &[String], faults: &mut Vec<FieldFault>) -> Vec<String> {
    let normal = |text: &String| text.trim().trim_start_matches('@').to_lowercase();
    let mut domains: Vec<String> = typed.iter().map(normal).collect();
    domains.retain(|domain| !domain.is_empty());
    domains.sort_unstable();
    domains.dedup();
    if domains.is_empty() || domains.len() > MOST_DOMAINS || !domains.iter().all(|d| is_domain(d)) {
        faults.push(FieldFault::new("domains", "expected 1 to 20 domains: kommunen.se"));
    }
    domains
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openid::Destinations;

    fn proposal() -> Proposal {
        Proposal {
            id: None,
            municipality: None,
            name: " Luleå kommun ".to_owned(),
            issuer: "https://login.lulea.example/tenant".to_owned(),
            client_id: "yrkesresan".to_owned(),
            client_secret: Some("hemligt".to_owned()),
            domains: vec!["@Lulea.example".to_owned(), "lulea.example".to_owned()],
            created_role: None,
            trusts_second_factor: false,
            second_factor_acr: None,
            active: true,
        }
    }

    fn accept(change: impl Fn(&mut Proposal)) -> Result<Accepted, Vec<String>> {
        let mut proposal = proposal();
        change(&mut proposal);
        let outbound = Outbound::to(Destinations::Public).unwrap();
        let accepted = proposal.accept(&outbound, |code| code.to_string().starts_with("25"));
        accepted.map_err(|faults| faults.into_iter().map(|fault| fault.path).collect())
    }

    #[test]
    fn what_is_typed_is_tidied() {
        let Ok(accepted) = accept(|_| {}) else { panic!("expected to be accepted") };
        assert_eq!(accepted.name, "Luleå kommun");
        assert_eq!(accepted.domains, ["lulea.example"]);
        let Ok(accepted) = accept(|p| p.created_role = Some(Role::Participant)) else {
            panic!("expected to be accepted")
        };
        assert_eq!(accepted.creates, Some(Role::Participant));
    }

    #[test]
    fn faults_are_told_by_field() {
        let faults = |change: fn(&mut Proposal)| accept(change).err().unwrap();
        assert_eq!(faults(|p| p.name.clear()), ["name"]);
        assert_eq!(faults(|p| p.domains.clear()), ["domains"]);
        assert_eq!(faults(|p| p.domains.push("lulea".to_owned())), ["domains"]);
        assert_eq!(faults(|p| p.domains.push("-a.se".to_owned())), ["domains"]);
        assert_eq!(faults(|p| p.municipality = Some("0114".to_owned())), ["municipality"]);
        for issuer in ["http://login.se", "https://10.0.0.1", "login.se", "https://a.se/?x", ""] {
            let told = accept(|p| issuer.clone_into(&mut p.issuer)).err().unwrap();
            assert_eq!(told, ["issuer"], "{issuer}");
        }
        for role in [Role::RegionalCoordinator, Role::MunicipalAdministrator, Role::NationalViewer]
        {
            let told = accept(|p| p.created_role = Some(role)).err().unwrap();
            assert_eq!(told, ["createdRole"], "{role}");
        }
    }
}
