//! What somebody does who was invited: looks at the invitation, accepts it by choosing a password, or asks for another.

use std::time::Duration;

use chrono::{DateTime, Utc};
use identity::LinkToken;
use shared_state::Key;
use tenancy::StoreFault;

use crate::change_password::hash_new;
use crate::link::{Link, LinkState, Purpose};
use crate::session::Origin;
use crate::store::identity_providers::Named;
use crate::{Accounts, AccountsFault, InviteFault, Tokens, store};

/// Whoever holds a link that has expired gets so many new ones in a while.
const MOST_RENEWALS: u64 = 3;
const WINDOW: Duration = Duration::from_mins(15);

/// An invitation, for whoever holds its token.
pub(crate) struct Invitation {
    pub(crate) state: LinkState,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) invited_by: Option<String>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
    /// The names of the regions that it leads to.
    pub(crate) regions: Vec<String>,
    /// Where it can be accepted by signing in, instead of by choosing a password.
    pub(crate) providers: Vec<Named>,
}

impl Accounts {
    /// The invitation that this token is of. Of no invitation, and of one whose account is suspended: not found.
    pub(crate) async fn invitation(&self, token: &LinkToken) -> Result<Invitation, AccountsFault> {
        let link = self.link(Purpose::Invitation, token).await?;
        let regions = self.region_names(link.account).await?;
        let state = link.state(self.now());
        let providers = match state {
            LinkState::Open => self.providers_for(link.account).await?,
            LinkState::Expired | LinkState::Used | LinkState::Withdrawn => Vec::new(),
        };
        let Link { email, name, invited_by, expires_at, .. } = link;
        Ok(Invitation { state, email, name, invited_by, expires_at, regions, providers })
    }

    /// The invitation with this token, while it holds.
    pub(crate) async fn open_invitation(&self, token: &LinkToken) -> Result<Link, AccountsFault> {
        let link = self.link(Purpose::Invitation, token).await?;
        match link.state(self.now()) {
            LinkState::Open => Ok(link),
            state => Err(AccountsFault::LinkOver(state)),
        }
    }

    /// Accepts an invitation, once, and begins a session.
    pub(crate) async fn accept_invitation(
        &self,
        token: &LinkToken,
        password: String,
    ) -> Result<Tokens, AccountsFault> {
        let link = self.link(Purpose::Invitation, token).await?;
        self.choose_password(&link, password).await?;
        self.admit(link.account, Origin::default()).await
    }

    /// Sends a new invitation to the address of one that has expired.
    pub(crate) async fn renew_invitation(&self, token: &LinkToken) -> Result<(), AccountsFault> {
        let link = self.link(Purpose::Invitation, token).await?;
        let state = link.state(self.now());
        if state != LinkState::Expired {
            return Err(AccountsFault::LinkOver(state));
        }
        let key = Key::platform("invitation-renew", &link.account.to_string());
        if self.shared.count_up(&key, WINDOW).await.unwrap_or_default() > MOST_RENEWALS {
            return Err(AccountsFault::RateLimited);
        }
        let tx = self.platform().begin().await?;
        match self.invite_again(&tx, link.account, link.inviter).await {
            Ok(()) => {}
            Err(InviteFault::Store(fault)) => return Err(fault.into()),
            Err(InviteFault::InUse | InviteFault::Invitee { .. }) => {
                return Err(AccountsFault::LinkOver(LinkState::Used));
            }
        }
        tx.commit().await.map_err(StoreFault::from)?;
        Ok(())
    }

    /// The link with this token, of an account that may sign in.
    pub(crate) async fn link(
        &self,
        purpose: Purpose,
        token: &LinkToken,
    ) -> Result<Link, AccountsFault> {
        let link = store::links::by_digest(self.platform(), purpose, &token.digest()).await?;
        link.filter(|link| !link.suspended).ok_or(AccountsFault::NotFound)
    }

    /// Spends a link on a password. Of two who do so at once, one succeeds.
    pub(crate) async fn choose_password(
        &self,
        link: &Link,
        password: String,
    ) -> Result<(), AccountsFault> {
        let state = link.state(self.now());
        if state != LinkState::Open {
            return Err(AccountsFault::LinkOver(state));
        }
        let hash = hash_new(password, link.email.clone(), link.name.clone()).await?;
        if store::links::spend(self.platform(), link, &hash, self.now()).await? {
            Ok(())
        } else {
            Err(AccountsFault::LinkOver(LinkState::Used))
        }
    }
}
