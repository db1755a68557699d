//! A region's identity provider, and whom it may vouch for. Pure.

use domain::{IdentityProviderId, MunicipalityCode, Slug};
use identity::{Membership, Reach, Role, Scope};

/// Where a region or one of its municipalities lets people sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    pub(crate) id: IdentityProviderId,
    pub(crate) region: Slug,
    /// Set where it is one municipality's, for its staff alone.
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) name: String,
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) sealed_secret: String,
    /// Of the e-mail addresses that it may vouch for, in lower case and in order.
    pub(crate) domains: Vec<String>,
    /// The role of accounts that are made for those who have none; `None` where none are made.
    pub(crate) creates: Option<Role>,
    pub(crate) second_factor: SecondFactor,
    pub(crate) active: bool,
}

/// Whether the provider's second factor stands for ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SecondFactor {
    pub(crate) trusted: bool,
    /// The `acr` that says so; without one, `mfa` among the `amr` does.
    pub(crate) acr: Option<String>,
}

impl Provider {
    /// Whether it may vouch for an address of this domain.
    pub(crate) fn vouches_for(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| self.domains.iter().any(|own| own == domain))
    }

    /// Whether it may let somebody act by this membership: one of its region, or of its municipality where it has one.
    pub(crate) fn covers(&self, membership: &Membership) -> bool {
        match membership {
            Membership::National | Membership::Producer { .. } => false,
            Membership::Regional { region, reach, .. } => {
                let within = match (self.municipality, reach) {
                    // Of whose staff they are, the domain of their address says.
                    (None, _) | (Some(_), Reach::Oneself) => true,
                    (Some(own), Reach::Municipalities(codes)) => codes.iter().eq([&own]),
                    (Some(_), Reach::Region) => false,
                };
                *region == self.region && within
            }
        }
    }
}

/// Whether a provider may make accounts of this role: of those that reach nobody but oneself. All others are given by
/// people.
pub(crate) fn is_creatable(role: Role) -> bool {
    role.scope() == Scope::Oneself
}
