//! Trying a provider out: whether it can be found, is the one that it should be, and speaks as we do.

use domain::IdentityProviderId;
use identity::Permission;
use openidconnect::DiscoveryError;
use openidconnect::core::{CoreJwsSigningAlgorithm, CoreResponseType};
use tenancy::RegionScope;

use super::OpenIdFault as Fault;
use super::discovery::{Metadata, Undiscovered};
use super::outbound::OutboundFault;
use crate::Accounts;

/// What is wrong with a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nobody answers at its address.
    NoAnswer,
    /// Its address, or one that it names, is not a public one by https.
    NotPublic,
    /// There is an answer, and it is no provider's.
    NoProvider,
    /// It calls itself by another address.
    OtherIssuer,
    /// It publishes no keys, or signs with none that we believe.
    NoKeys,
    /// It does not let people sign in by a code.
    NoCodes,
}

impl Accounts {
    /// What is wrong with a provider; `None` where sign-in by it should work. Asks it anew.
    pub(crate) async fn check_provider(
        &self,
        scope: &RegionScope,
        id: IdentityProviderId,
    ) -> Result<Option<Problem>, Fault> {
        scope.require(Permission::ManageSignIn)?;
        let provider = self.provider_within(scope, id).await?;
        let openid = self.openid()?;
        let found = openid.discovered.again(&provider.issuer, &openid.outbound, self.now()).await;
        Ok(match found {
            Ok(metadata) => lacks(&metadata).or_else(|| {
                let endpoint = metadata.authorization_endpoint().url();
                openid.outbound.allows(endpoint).err().map(|_| Problem::NotPublic)
            }),
            Err(fault) => Some(problem(&fault)),
        })
    }
}

fn problem(fault: &Undiscovered) -> Problem {
    match fault {
        DiscoveryError::Request(fault) => match fault {
            OutboundFault::NotPublic | OutboundFault::NotAnAddress => Problem::NotPublic,
            OutboundFault::Unanswered(fault) if names_inside(fault) => Problem::NotPublic,
            OutboundFault::Unanswered(_) | OutboundFault::TooSlow(_) | OutboundFault::NoHost(_) => {
                Problem::NoAnswer
            }
            OutboundFault::Unreadable(_) => Problem::NoProvider,
        },
        DiscoveryError::Validation(_) => Problem::OtherIssuer,
        _ => Problem::NoProvider,
    }
}

/// Whether a name was not looked up because it is of our own network.
fn names_inside(fault: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(fault);
    while let Some(one) = cause {
        if matches!(one.downcast_ref(), Some(OutboundFault::NotPublic)) {
            return true;
        }
        cause = one.source();
    }
    false
}

fn lacks(metadata: &Metadata) -> Option<Problem> {
    let signs = metadata.id_token_signing_alg_values_supported();
    let by_own_key = |one: &CoreJwsSigningAlgorithm| {
        use CoreJwsSigningAlgorithm as Alg;
        !matches!(one, Alg::HmacSha256 | Alg::HmacSha384 | Alg::HmacSha512 | Alg::None)
    };
    let code = |types: &openidconnect::ResponseTypes<CoreResponseType>| {
        types.iter().eq([&CoreResponseType::Code])
    };
    let codes = metadata.response_types_supported().iter().any(code);
    if metadata.jwks().keys().is_empty() || !signs.iter().any(by_own_key) {
        Some(Problem::NoKeys)
    } else if !codes || metadata.token_endpoint().is_none() {
        Some(Problem::NoCodes)
    } else {
        None
    }
}
