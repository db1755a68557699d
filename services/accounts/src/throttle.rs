//! Slowing down those who guess passwords: per address and account, and per address alone.
//!
//! Where the shared state is out of reach, people can still sign in.

use std::net::IpAddr;
use std::time::Duration;

use shared_state::{Key, Unavailable};

use crate::{Accounts, AccountsFault};

const WINDOW: Duration = Duration::from_mins(15);
/// Failures for one account from one address.
const MOST_FOR_ACCOUNT: u64 = 10;
/// Failures from one address, for whatever account.
const MOST_FROM_ADDRESS: u64 = 100;
/// Passkey ceremonies begun from one address: a whole town hall may share one.
const MOST_CEREMONIES: u64 = 600;
/// Sign-ins at providers begun from one address, which may be a whole municipality's: each is a row until it runs out.
const MOST_BEGUN: u64 = 1_000;

/// Where a client is, as far as the door knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

impl ClientAddress {
    fn text(self) -> String {
        self.0.map_or_else(|| "unknown".to_owned(), |address| address.to_string())
    }
}

fn account_key(email: &str, from: ClientAddress) -> Key {
    Key::platform("sign-in-account", &format!("{}:{email}", from.text()))
}

fn address_key(from: ClientAddress) -> Key {
    Key::platform("sign-in-address", &from.text())
}

impl Accounts {
    /// Refuses where too many attempts have failed lately.
    pub(crate) async fn throttle(
        &self,
        email: &str,
        from: ClientAddress,
    ) -> Result<(), AccountsFault> {
        let limits =
            [(account_key(email, from), MOST_FOR_ACCOUNT), (address_key(from), MOST_FROM_ADDRESS)];
        for (key, most) in limits {
            let failures = self.shared.count(&key).await.unwrap_or_else(unreachable);
            if failures >= most {
                return Err(AccountsFault::RateLimited);
            }
        }
        Ok(())
    }

    /// Refuses where too many sign-ins at providers have been begun from an address lately.
    pub(crate) async fn count_sign_in_begun(
        &self,
        from: ClientAddress,
    ) -> Result<(), AccountsFault> {
        let key = Key::platform("sign-in-begun", &from.text());
        let begun = self.shared.count_up(&key, WINDOW).await.unwrap_or_else(unreachable);
        if begun > MOST_BEGUN { Err(AccountsFault::RateLimited) } else { Ok(()) }
    }

    pub(crate) async fn count_failure(&self, email: &str, from: ClientAddress) {
        for key in [account_key(email, from), address_key(from)] {
            self.shared.count_up(&key, WINDOW).await.unwrap_or_else(unreachable);
        }
    }

    pub(crate) async fn forgive(&self, email: &str, from: ClientAddress) {
        if let Err(fault) = self.shared.forget(&account_key(email, from)).await {
            unreachable(fault);
        }
    }

    /// Refuses where too many have begun to sign in by passkey lately: each one is a row.
    pub(crate) async fn count_ceremony(&self, from: ClientAddress) -> Result<(), AccountsFault> {
        let key = Key::platform("passkey-ceremony", &from.text());
        let begun = self.shared.count_up(&key, WINDOW).await.unwrap_or_else(unreachable);
        if begun > MOST_CEREMONIES { Err(AccountsFault::RateLimited) } else { Ok(()) }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "takes what `unwrap_or_else` gives")]
fn unreachable(fault: Unavailable) -> u64 {
    tracing::warn!(cause = %fault, "attempts to sign in are not counted");
    0
}
