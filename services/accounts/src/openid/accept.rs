//! Whom a provider has proven: making the account of somebody who has none, and accepting an invitation.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::AccountId;
use identity::RefreshToken;
use uuid::Uuid;

use super::OpenIdFault as Fault;
use super::decide::{self, Decision, NewPerson};
use super::identify::Identity;
use super::provider::Provider;
use crate::create::{CreateFault, NewAccount};
use crate::link::{Link, LinkState, Purpose};
use crate::store::{account_state, identity_links, links};
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// An account for somebody whom the provider may make one for. Its password is nobody's.
    pub(super) async fn create_proven(
        &self,
        provider: &Provider,
        person: NewPerson,
    ) -> Result<AccountId, Fault> {
        let unguessable = RefreshToken::generate().map_err(AccountsFault::from)?.into_text();
        self.note(provider, "identity-account-create", &provider.id.to_string()).await?;
        let new = NewAccount {
            email: person.email,
            name: person.name,
            password: URL_SAFE_NO_PAD.encode(unguessable),
            memberships: vec![person.membership],
        };
        self.create(new).await.map_err(|fault| match fault {
            // Made at the same moment: the next try finds it.
            CreateFault::Exists => Fault::NoAttempt,
            CreateFault::NotAnAddress | CreateFault::NoName => Fault::NotProven,
            CreateFault::Password(fault) => AccountsFault::from(fault).into(),
            CreateFault::Interrupted(fault) => AccountsFault::from(fault).into(),
            CreateFault::Store(fault) => fault.into(),
        })
    }

    /// Whether somebody may accept this invitation by signing in at the provider.
    pub(super) async fn decide_invited(
        &self,
        provider: &Provider,
        identity: &Identity,
        invitation: Uuid,
    ) -> Result<Decision, Fault> {
        let platform = self.platform();
        let found = links::by_id(platform, Purpose::Invitation, invitation).await?;
        let link = found.filter(|link| !link.suspended).ok_or(AccountsFault::NotFound)?;
        let state = link.state(self.now());
        if state != LinkState::Open {
            return Err(AccountsFault::LinkOver(state).into());
        }
        let linked = identity_links::find(platform, provider.id, &identity.subject).await?;
        let account = account_state::by_id(platform, link.account, self.now()).await?;
        decide::invited(provider, linked, &account.ok_or(Fault::NoAccount)?, link)
    }

    /// Spends the invitation on being known to the provider by this name: both, or nothing.
    pub(super) async fn accept_by_provider(
        &self,
        provider: &Provider,
        subject: &str,
        link: &Link,
    ) -> Result<(), Fault> {
        let tx = self.platform().begin().await?;
        if !links::accept(&tx, link.id, self.now()).await? {
            return Err(AccountsFault::LinkOver(LinkState::Used).into());
        }
        identity_links::insert(&tx, provider.id, subject, link.account, self.now()).await?;
        tx.commit().await.map_err(tenancy::StoreFault::from)?;
        Ok(())
    }
}
