//! Accounts: who may sign in, what they are members of, and their sessions.
//!
//! Owns: the platform's tables `accounts`, `memberships`, `sessions`, `signing_keys` and `mailed_links`.
//! Publishes: [`Accounts`] with sign-in, [`Accounts::caller_of`] and [`Accounts::invite_all`]; [`Letters`], who writes
//! its mails; [`AccountsQuery`], [`LinksQuery`], their mutations and [`RegionAccounts`] for the schema, among them what SKR sees of the nation and a region's coordinator of the audit.
//! Deliberately absent: any region's tables, second factors, and sending mails: they go into `mail`'s outbox.

use std::sync::Arc;

use shared_state::SharedState;
use tenancy::Regions;
use tokio::sync::RwLock;

mod caller_of;
mod change_password;
mod create;
mod fault;
mod forgotten_password;
mod graphql;
mod invitation;
mod invite;
mod keys;
mod letters;
mod link;
mod me;
mod nation;
mod refresh;
mod roles;
mod session;
mod sessions;
mod sign_in;
mod sign_out;
mod staff;
mod store;
mod throttle;
mod work;

pub use create::{CreateFault, NewAccount};
pub use fault::AccountsFault;
pub use graphql::{
    AccountsMutation, AccountsQuery, LinksMutation, LinksQuery, RegionAccounts, RolesMutation,
    StaffImportMutation, StaffMutation,
};
pub use invite::{InviteFault, Invited, Invitee};
pub use letters::{Letters, Pages};
pub use link::LinkState;
pub use session::Tokens;
pub use throttle::ClientAddress;

/// Accounts over the platform database.
pub struct Accounts {
    regions: Arc<Regions>,
    shared: Arc<dyn SharedState>,
    keys: RwLock<Option<keys::Known>>,
    /// Told when there is work to do.
    work: tokio::sync::Notify,
}

impl Accounts {
    /// Accounts of these regions' platform.
    pub fn open(regions: Arc<Regions>, shared: Arc<dyn SharedState>) -> Self {
        Self { regions, shared, keys: RwLock::default(), work: tokio::sync::Notify::new() }
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
