//! Accounts: who may sign in, what they are members of, and their sessions.
//!
//! Owns: the platform's tables `accounts`, `memberships`, `sessions`, `signing_keys`, `totp_secrets`,
//! `recovery_codes`, `passkeys` and `passkey_ceremonies`.
//! Publishes: [`Accounts`] with sign-in and [`Accounts::caller_of`]; [`AccountsQuery`], [`AccountsMutation`],
//! [`SecondFactorMutation`], [`PasskeyMutation`] and [`RegionAccounts`] for the schema, among them what SKR sees of the nation and a region's coordinator of the audit.
//! Deliberately absent: any region's tables, invitations, which come with their own use cases.

use std::sync::Arc;

use shared_state::SharedState;
use tenancy::Regions;
use tokio::sync::RwLock;

mod admit;
mod caller_of;
mod change_password;
mod create;
mod fault;
mod graphql;
mod keys;
mod me;
mod nation;
mod passkeys;
mod prove_password;
mod refresh;
mod second_factor;
mod session;
mod sessions;
mod sign_in;
mod sign_out;
mod store;
mod throttle;

pub use create::{CreateFault, NewAccount};
pub use fault::AccountsFault;
pub use graphql::{
    AccountsMutation, AccountsQuery, PasskeyMutation, RegionAccounts, SecondFactorMutation,
};
pub use passkeys::{NoSuchParty, RelyingParty};
pub use second_factor::SecondFactorPolicy;
pub use session::Tokens;
pub use throttle::ClientAddress;

/// Accounts over the platform database.
pub struct Accounts {
    regions: Arc<Regions>,
    shared: Arc<dyn SharedState>,
    keys: RwLock<Option<keys::Known>>,
    second_factor: SecondFactorPolicy,
    secret_key: Option<identity::SecretKey>,
    passkeys: Option<RelyingParty>,
}

impl Accounts {
    /// Accounts of these regions' platform.
    pub fn open(regions: Arc<Regions>, shared: Arc<dyn SharedState>) -> Self {
        Self {
            regions,
            shared,
            keys: RwLock::default(),
            second_factor: SecondFactorPolicy::default(),
            secret_key: None,
            passkeys: None,
        }
    }

    pub(crate) fn platform(&self) -> &tenancy::PlatformDb {
        self.regions.platform()
    }

    pub(crate) fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.regions.surroundings().clock.now()
    }

    pub(crate) fn ids(&self) -> &dyn domain::Ids {
        &*self.regions.surroundings().ids
    }
}
