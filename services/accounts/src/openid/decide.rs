//! Whether a proven identity lets somebody in, and into which account. Pure.

use domain::AccountId;
use identity::Membership;

use super::OpenIdFault as Fault;
use super::identify::Identity;
use super::provider::Provider;
use crate::link::Link;
use crate::store::account_state::AccountState;

/// What is to happen.
pub(super) enum Decision {
    /// They have been here before.
    Admit(AccountId),
    /// The account with their address is theirs from now on.
    Link(AccountId),
    /// They accept this invitation, and its account is theirs from now on.
    Accept(Link),
    /// They get an account.
    Create(NewPerson),
}

/// Somebody who gets an account.
pub(super) struct NewPerson {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) membership: Membership,
}

/// Somebody who has been linked to this account. The link wins over the address, which may change.
///
/// An account that has come to act elsewhere since is not the provider's to open any more: see [`unlinked`].
pub(super) fn linked(provider: &Provider, account: &AccountState) -> Result<Decision, Fault> {
    own(provider, account).map(Decision::Admit)
}

/// The address that the provider vouches for.
pub(super) fn vouched<'a>(provider: &Provider, identity: &'a Identity) -> Result<&'a str, Fault> {
    let email = identity.email.as_deref().ok_or(Fault::Unverified)?;
    if provider.vouches_for(email) { Ok(email) } else { Err(Fault::OtherDomain) }
}

/// Somebody who has not been linked, with the account that has their address.
///
/// An account that may act anywhere else than where the provider belongs is not its to give away: otherwise whoever
/// sets up providers in one region could become anybody in another.
pub(super) fn unlinked(
    provider: &Provider,
    identity: &Identity,
    email: &str,
    account: Option<&AccountState>,
) -> Result<Decision, Fault> {
    let Some(account) = account else { return create(provider, identity, email) };
    own(provider, account).map(Decision::Link)
}

/// Somebody who holds an invitation, which proves the address that the provider need not vouch for. Who is known there
/// as somebody else is not to become two.
pub(super) fn invited(
    provider: &Provider,
    linked: Option<AccountId>,
    account: &AccountState,
    invitation: Link,
) -> Result<Decision, Fault> {
    let account = own(provider, account)?;
    match linked {
        None => Ok(Decision::Accept(invitation)),
        Some(linked) if linked == account => Ok(Decision::Admit(account)),
        Some(_) => Err(Fault::NoAccount),
    }
}

/// The account, where all that it may do is the provider's to let somebody do.
fn own(provider: &Provider, account: &AccountState) -> Result<AccountId, Fault> {
    let mut memberships = account.memberships.iter();
    if account.memberships.is_empty() || !memberships.all(|one| provider.covers(one)) {
        return Err(Fault::NoAccount);
    }
    if account.suspended { Err(Fault::Suspended) } else { Ok(account.id) }
}

fn create(provider: &Provider, identity: &Identity, email: &str) -> Result<Decision, Fault> {
    let role = provider.creates.ok_or(Fault::NoAccount)?;
    let local = email.split('@').next().unwrap_or(email);
    let name = identity.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let membership = Membership::parse(role, Some(provider.region.clone()), None, None);
    let membership = membership.map_err(|_| Fault::NoAccount)?;
    if !provider.covers(&membership) {
        return Err(Fault::NoAccount);
    }
    Ok(Decision::Create(NewPerson {
        email: email.to_owned(),
        name: name.unwrap_or(local).chars().take(120).collect(),
        membership,
    }))
}
