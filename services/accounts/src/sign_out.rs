//! Signing out: ends the session of a refresh token, for every token that stems from it.

use identity::RefreshToken;

use crate::{Accounts, AccountsFault, store};

impl Accounts {
    /// Ends a session. Of a token that nobody has, there is none to end.
    pub async fn sign_out(&self, token: RefreshToken) -> Result<(), AccountsFault> {
        if let Some(row) = store::sessions::by_digest(self.platform(), &token.digest()).await? {
            store::sessions::end(self.platform(), row.session, self.now()).await?;
        }
        Ok(())
    }
}
