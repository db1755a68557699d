//! How the caller stands: whether there is a second factor, and whether their roles demand one.

use identity::Caller;

use crate::{Accounts, AccountsFault, store};

/// How somebody stands.
pub(crate) struct Status {
    /// They have a second factor.
    pub(crate) enrolled: bool,
    /// A role of theirs demands one, and no trusted provider has proven one: without it, that role is withheld.
    pub(crate) demanded: bool,
    /// Recovery codes that have not been used.
    pub(crate) recovery_codes_left: i64,
}

impl Accounts {
    /// How the caller stands.
    pub(crate) async fn second_factor_of(&self, caller: &Caller) -> Result<Status, AccountsFault> {
        let account = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        let standing = store::factors::standing(self.platform(), account).await?;
        let roles = store::memberships::roles_of(self.platform(), account, self.now()).await?;
        let left = store::factors::recovery_codes_left(self.platform(), account).await?;
        let vouched = match caller.session() {
            Some(session) => store::sessions::vouched_for(self.platform(), session).await?,
            None => false,
        };
        Ok(Status {
            enrolled: standing.is_some_and(|standing| standing.enrolled),
            demanded: !vouched && roles.into_iter().any(|role| self.second_factor.withholds(role)),
            recovery_codes_left: left,
        })
    }
}
