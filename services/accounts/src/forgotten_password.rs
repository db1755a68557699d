//! A forgotten password: a mail with a link to whoever has an account, and the same answer to whoever has not.

use std::time::Duration;

use identity::LinkToken;
use mail::Errand;
use shared_state::{Key, SharedState, Unavailable};

use crate::create::checked_address;
use crate::letters::Kind;
use crate::link::Purpose;
use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault};

const WINDOW: Duration = Duration::from_mins(15);
/// So many mails to one address: who asks more often has them already.
const MOST_FOR_ADDRESS: u64 = 5;
/// So many requests from one client, for whatever address.
const MOST_FROM_CLIENT: u64 = 100;

impl Accounts {
    /// Sends a link, where there is an account with that address.
    ///
    /// Whether there is one is found out when the mail is written: until then every address is treated alike, so that
    /// neither the answer nor its time tells.
    pub(crate) async fn request_password_reset(
        &self,
        email: &str,
        from: ClientAddress,
    ) -> Result<(), AccountsFault> {
        let client = from.0.map_or_else(|| "unknown".to_owned(), |address| address.to_string());
        let client = Key::platform("password-reset-client", &client);
        if self.counted(&client).await > MOST_FROM_CLIENT {
            return Err(AccountsFault::RateLimited);
        }
        let Some(email) = checked_address(email) else { return Ok(()) };
        if self.counted(&Key::platform("password-reset-address", &email)).await > MOST_FOR_ADDRESS {
            return Ok(());
        }
        let kind = Kind::PasswordReset.word().to_owned();
        let errand = Errand { kind, to: email, about: None, detail: None };
        let platform = self.platform();
        mail::enqueue(platform.connection(), platform.surroundings(), vec![errand]).await?;
        Ok(())
    }

    /// Takes a new password from whoever holds the link. Everybody who is signed in to the account is signed out.
    pub(crate) async fn reset_password(
        &self,
        token: &LinkToken,
        password: String,
    ) -> Result<(), AccountsFault> {
        let link = self.link(Purpose::PasswordReset, token).await?;
        self.choose_password(&link, password).await
    }

    /// Where the shared state is out of reach, people can still get a link.
    async fn counted(&self, key: &Key) -> u64 {
        let shared: &dyn SharedState = &*self.shared;
        shared.count_up(key, WINDOW).await.unwrap_or_else(|fault: Unavailable| {
            tracing::warn!(cause = %fault, "requests for new passwords are not counted");
            0
        })
    }
}
