//! Letting somebody in whom a provider has proven, and making the account of somebody who has none.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::AccountId;
use identity::RefreshToken;

use super::OpenIdFault as Fault;
use super::decide::NewPerson;
use super::provider::Provider;
use crate::create::{CreateFault, NewAccount};
use crate::{Accounts, AccountsFault, Tokens};

/// Somebody whom a provider has proven.
pub(super) struct Proven {
    pub(super) account: AccountId,
    /// Whether a second factor has been proven that stands for ours.
    pub(super) second_factor: bool,
}

/// The one way in for whoever a provider has proven.
pub(super) async fn admit(accounts: &Accounts, proven: Proven) -> Result<Tokens, Fault> {
    let Proven { account, second_factor } = proven;
    let admitted = if second_factor {
        accounts.begin_session(account).await
    } else {
        accounts.admit(account).await
    };
    Ok(admitted?)
}

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
}
