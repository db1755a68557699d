//! The mails of accounts, each written when it is sent: only then is its link made, and only its hash is kept.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, course_date_at, swedish};
use identity::{LinkToken, Membership};
use mail::{Author, Errand, Letter};
use tenancy::StoreFault;
use uuid::Uuid;

use crate::link::{LinkState, Purpose};
use crate::second_factor::Event;
use crate::{Accounts, store};

mod texts;

/// How long the link to a new password holds.
const RESET: TimeDelta = TimeDelta::hours(1);

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// You are invited. About a link.
    Invitation,
    /// You may see more than before. About an account.
    Access,
    /// A link to a new password. To an address that may have an account.
    PasswordReset,
    /// A way into your account has changed. About an account; the detail says which change.
    Security,
}

impl Kind {
    /// The word in the outbox.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Access => "access",
            Self::PasswordReset => "password-reset",
            Self::Security => "security",
        }
    }

    fn of(word: &str) -> Option<Self> {
        let all = [Self::Invitation, Self::Access, Self::PasswordReset, Self::Security];
        all.into_iter().find(|kind| kind.word() == word)
    }
}

/// Where links lead: addresses of pages, to whose end a token is put.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Where one signs in.
    pub sign_in: String,
    /// Where an invitation is accepted: a token follows.
    pub invitation: String,
    /// Where a new password is chosen: a token follows.
    pub password_reset: String,
    /// Where a link to a new password is asked for.
    pub password_reset_request: String,
}

/// Writes the mails of accounts.
pub struct Letters {
    accounts: Arc<Accounts>,
    pages: Pages,
    /// How long an invitation holds.
    invitation: TimeDelta,
}

impl Letters {
    /// Letters whose links lead to these pages, and whose invitations hold for so long.
    pub const fn new(accounts: Arc<Accounts>, pages: Pages, invitation: TimeDelta) -> Self {
        Self { accounts, pages, invitation }
    }

    async fn invitation(&self, link: Option<Uuid>) -> Result<Option<Letter>, StoreFault> {
        let platform = self.accounts.platform();
        let Some(id) = link else { return Ok(None) };
        let Some(link) = store::links::by_id(platform, Purpose::Invitation, id).await? else {
            return Ok(None);
        };
        // One that has expired on its way is as good as new: nobody has seen it.
        let open = matches!(link.state(self.now()), LinkState::Open | LinkState::Expired);
        let token = token()?;
        let expires_at = self.later(self.invitation);
        let armed = open
            && !link.suspended
            && store::links::arm(platform.connection(), id, &token.digest(), expires_at).await?;
        if !armed {
            return Ok(None);
        }
        let regions = self.accounts.region_names(link.account).await?;
        Ok(Some(texts::invitation(&texts::Invitation {
            name: &link.name,
            by: link.invited_by.as_deref(),
            regions: &regions,
            link: &format!("{}{}", self.pages.invitation, token.into_text()),
            until: &swedish::long_date(course_date_at(expires_at)),
        })))
    }

    async fn access(&self, errand: &Errand) -> Result<Option<Letter>, StoreFault> {
        let Some(id) = errand.about else { return Ok(None) };
        let account = AccountId::from_uuid(id);
        let connection = self.accounts.platform().connection();
        let found = store::accounts::reachable(connection, account).await?;
        let Some(reachable) = found.filter(|one| !one.suspended) else { return Ok(None) };
        let regions = self.accounts.region_names(account).await?;
        let by = match errand.detail.as_deref().and_then(|id| id.parse().ok()) {
            Some(inviter) => store::accounts::reachable(connection, inviter).await?,
            None => None,
        };
        let by = by.as_ref().map(|inviter| inviter.name.as_str());
        Ok(Some(texts::access(&reachable.name, by, &regions, &self.pages.sign_in)))
    }

    async fn password_reset(&self, errand: &Errand) -> Result<Option<Letter>, StoreFault> {
        let platform = self.accounts.platform();
        let found = store::accounts::by_email(platform, &errand.to).await?;
        let Some(account) = found.filter(|one| !one.suspended) else { return Ok(None) };
        let token = token()?;
        let (id, purpose) = (self.accounts.ids().next(), Purpose::PasswordReset);
        let tx = platform.begin().await?;
        store::links::withdraw(&tx, purpose, &[account.id], self.now()).await?;
        let row = store::links::NewRow { id, purpose, account: account.id, invited_by: None };
        store::links::insert(&tx, vec![row], self.now()).await?;
        store::links::arm(&tx, id, &token.digest(), self.later(RESET)).await?;
        tx.commit().await?;
        let link = format!("{}{}", self.pages.password_reset, token.into_text());
        Ok(Some(texts::password_reset(&account.name, &link)))
    }

    async fn security(&self, errand: &Errand) -> Result<Option<Letter>, StoreFault> {
        let event = errand.detail.as_deref().and_then(Event::of_word);
        let Some((id, event)) = errand.about.zip(event) else { return Ok(None) };
        let connection = self.accounts.platform().connection();
        let found = store::accounts::reachable(connection, AccountId::from_uuid(id)).await?;
        // The owner of one that is suspended may still have been robbed.
        Ok(found
            .map(|owner| texts::security(&owner.name, event, &self.pages.password_reset_request)))
    }

    fn now(&self) -> DateTime<Utc> {
        self.accounts.now()
    }

    fn later(&self, by: TimeDelta) -> DateTime<Utc> {
        let now = self.now();
        now.checked_add_signed(by).unwrap_or(now)
    }
}

#[async_trait::async_trait]
impl Author for Letters {
    async fn write(&self, errand: &Errand) -> Result<Option<Letter>, StoreFault> {
        match Kind::of(&errand.kind) {
            Some(Kind::Invitation) => self.invitation(errand.about).await,
            Some(Kind::Access) => self.access(errand).await,
            Some(Kind::PasswordReset) => self.password_reset(errand).await,
            Some(Kind::Security) => self.security(errand).await,
            None => {
                tracing::error!(kind = errand.kind, "nobody knows how to write such a mail");
                Ok(None)
            }
        }
    }
}

impl Accounts {
    /// The names of what an account is a member of, each once.
    pub(crate) async fn region_names(&self, account: AccountId) -> Result<Vec<String>, StoreFault> {
        let connection = self.platform().connection();
        let mut memberships =
            store::inviting::memberships_of(connection, &[account], self.now()).await?;
        let regions = self.regions.list().await?;
        let mut names = Vec::new();
        for membership in memberships.remove(&account).unwrap_or_default() {
            let name = match membership {
                Membership::National | Membership::Producer { .. } => {
                    Some("hela landet".to_owned())
                }
                Membership::Regional { region, .. } => {
                    let found = regions.iter().find(|entry| entry.slug == region);
                    found.map(|entry| entry.name.clone())
                }
            };
            names.extend(name.filter(|name| !names.contains(name)));
        }
        Ok(names)
    }
}

/// Without randomness there is no link; the mail is tried again.
fn token() -> Result<LinkToken, StoreFault> {
    LinkToken::generate().map_err(|fault| {
        let source = std::io::Error::other(fault);
        StoreFault::File { path: "the system's randomness".to_owned(), source }
    })
}
