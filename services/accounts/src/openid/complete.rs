//! Coming back from a provider: what was begun is taken, who it is is proven, and they are let into their account.

use domain::{AccountId, IdentityProviderId};
use identity::{Caller, Permission};
use tenancy::{Enter, Operation};

use super::decide::{self, Decision};
use super::identify::Identity;
use super::provider::Provider;
use super::{LONGEST, OpenIdFault as Fault, digest};
use crate::session::Origin;
use crate::store::sign_in_attempts::{self, Attempt, Key};
use crate::store::{account_state, identity_links};
use crate::{Accounts, Tokens};

/// What a browser comes back with.
pub(crate) struct Callback {
    pub(crate) state: String,
    pub(crate) code: Option<String>,
    pub(crate) error: Option<String>,
    /// Whom the answer says that it is from, RFC 9207.
    pub(crate) issuer: Option<String>,
    /// What the browser has kept since it began.
    pub(crate) browser_proof: String,
}

impl Accounts {
    /// Ends a sign-in that was begun in the same browser.
    pub(crate) async fn complete_openid(&self, callback: Callback) -> Result<Tokens, Fault> {
        let attempt = self.take_attempt(&callback).await?;
        let provider = self.active_provider(attempt.provider).await?;
        self.hold_issuer(&provider, callback.issuer.as_deref()).await?;
        if callback.error.is_some() {
            return Err(Fault::Denied);
        }
        let code = callback.code.filter(|code| code.len() <= LONGEST).ok_or(Fault::CodeRefused)?;
        let invitation = attempt.invitation;
        let identity = self.openid()?.identify(&provider, attempt, code, self.now()).await?;
        let decision = match invitation {
            Some(invitation) => self.decide_invited(&provider, &identity, invitation).await?,
            None => self.decide(&provider, &identity).await?,
        };
        let account = match decision {
            Decision::Admit(account) => account,
            Decision::Link(account) => {
                self.note(&provider, "identity-link", &account.to_string()).await?;
                self.link_subject(provider.id, &identity.subject, account).await?;
                account
            }
            Decision::Accept(invitation) => {
                self.note(&provider, "identity-link", &invitation.account.to_string()).await?;
                self.accept_by_provider(&provider, &identity.subject, &invitation).await?;
                invitation.account
            }
            Decision::Create(person) => {
                let account = self.create_proven(&provider, person).await?;
                self.link_subject(provider.id, &identity.subject, account).await?;
                account
            }
        };
        let origin = Origin { provider: Some(provider.id), second_factor: identity.second_factor };
        Ok(self.admit(account, origin).await?)
    }

    async fn take_attempt(&self, callback: &Callback) -> Result<Attempt, Fault> {
        if callback.state.len() > LONGEST || callback.browser_proof.len() > LONGEST {
            return Err(Fault::NoAttempt);
        }
        let key = Key { state: digest(&callback.state), browser: digest(&callback.browser_proof) };
        let attempt = sign_in_attempts::take(self.platform(), &key, self.now()).await?;
        attempt.ok_or(Fault::NoAttempt)
    }

    /// An answer that names another issuer than was asked, or none where it should, was mixed up on purpose.
    async fn hold_issuer(&self, provider: &Provider, said: Option<&str>) -> Result<(), Fault> {
        let openid = self.openid()?;
        match said {
            Some(issuer) if issuer == provider.issuer => Ok(()),
            Some(_) => Err(Fault::OtherIssuer),
            None => {
                let issuer = &provider.issuer;
                let known = openid.discovered.of(issuer, &openid.outbound, self.now()).await;
                let known = known.map_err(|fault| super::begin::unreachable(provider, &fault))?;
                let names_itself =
                    known.additional_metadata().authorization_response_iss_parameter_supported;
                if names_itself { Err(Fault::OtherIssuer) } else { Ok(()) }
            }
        }
    }

    async fn decide(&self, provider: &Provider, identity: &Identity) -> Result<Decision, Fault> {
        let platform = self.platform();
        if let Some(linked) = identity_links::find(platform, provider.id, &identity.subject).await?
        {
            let account = account_state::by_id(platform, linked, self.now()).await?;
            let account = account.ok_or(Fault::NoAccount)?;
            return decide::linked(provider, &account);
        }
        let email = decide::vouched(provider, identity)?;
        let account = account_state::by_email(platform, email, self.now()).await?;
        decide::unlinked(provider, identity, email, account.as_ref())
    }

    /// Two browsers of the same person may come at once: the first links.
    async fn link_subject(
        &self,
        provider: IdentityProviderId,
        subject: &str,
        account: AccountId,
    ) -> Result<(), Fault> {
        let made = identity_links::insert(
            self.platform().connection(),
            provider,
            subject,
            account,
            self.now(),
        );
        match made.await {
            Err(fault) if !fault.is_unique_violation() => Err(fault.into()),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Notes in the provider's region what it has brought about there. Nobody is signed in yet who could be named.
    pub(super) async fn note(
        &self,
        provider: &Provider,
        action: &str,
        subject: &str,
    ) -> Result<(), Fault> {
        let actor = Caller::operator(format!("Inloggning: {}", provider.name));
        let operation = Operation::named("OpenIdComplete");
        let entered =
            actor.enter(&operation, &self.regions, &provider.region, Permission::ManageSignIn);
        let tx = entered.await?.begin().await?;
        tx.note(action, subject);
        Ok(tx.commit().await?)
    }
}
