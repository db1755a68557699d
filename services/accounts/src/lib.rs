//! Accounts: who may sign in, what they are members of, and their sessions.
//!
//! Owns: the platform's tables of accounts, memberships, sessions, keys, links, factors and identity providers, and in a region the
//! imports of staff.
//! Publishes: [`Accounts`] with sign-in, [`Accounts::caller_of`], [`Accounts::invite_all`] and [`Accounts::work_on`];
//! [`Letters`], who writes its mails; queries, mutations and [`RegionAccounts`] for the schema, among them what SKR sees
//! of the nation and a region's coordinator of the audit; [`totara`], the learning platform's files.
//! Deliberately absent: sending mails, which go into `mail`'s outbox; persons' rows, which are `people`'s.

use std::sync::Arc;

use shared_state::SharedState;
use tenancy::Regions;
use tokio::sync::RwLock;

mod admit;
mod caller_of;
mod change_password;
mod create;
mod erase;
mod fault;
mod forgotten_password;
mod graphql;
mod invitation;
mod invite;
mod keys;
mod letters;
mod link;
mod me;
mod my_data;
mod nation;
mod openid;
mod passkeys;
mod prove_password;
mod refresh;
mod retention;
mod roles;
mod second_factor;
mod session;
mod sessions;
mod sign_in;
mod sign_out;
mod staff;
mod store;
mod throttle;
pub mod totara;
mod work;

pub use create::{CreateFault, NewAccount};
pub use fault::AccountsFault;
pub use graphql::{
    AccountsMutation, AccountsQuery, ErasureMutation, LinksMutation, LinksQuery, MyDataQuery,
    OpenIdMutation, OpenIdQuery, PasskeyMutation, RegionAccounts, RegionSignIn, RetentionMutation,
    RolesMutation, SecondFactorMutation, StaffDuplicateMutation, StaffImportMutation,
    StaffLeaveMutation, StaffMutation,
};
pub use invite::{InviteFault, Invited, Invitee};
pub use letters::{Letters, Pages};
pub use link::LinkState;
pub use openid::{ClientFault, Destinations, OpenIdFault, OpenIdSettings};
pub use passkeys::{NoSuchParty, RelyingParty};
pub use retention::apply::Retained;
pub use retention::{KeptMonths, RetentionKind, RetentionOutlook};
pub use second_factor::SecondFactorPolicy;
pub use session::Tokens;
pub use throttle::ClientAddress;

/// Accounts over the platform database.
pub struct Accounts {
    regions: Arc<Regions>,
    shared: Arc<dyn SharedState>,
    keys: RwLock<Option<keys::Known>>,
    /// Told when there is work to do.
    work: tokio::sync::Notify,
    second_factor: SecondFactorPolicy,
    secret_key: Option<identity::SecretKey>,
    passkeys: Option<RelyingParty>,
    /// `None` where the deployment does not know how browsers reach it.
    openid: Option<openid::OpenId>,
    /// Who holds something on persons besides accounts.
    holders: Vec<Arc<dyn people::Holder>>,
}

impl Accounts {
    /// Accounts of these regions' platform.
    pub fn open(regions: Arc<Regions>, shared: Arc<dyn SharedState>) -> Self {
        Self {
            regions,
            shared,
            keys: RwLock::default(),
            work: tokio::sync::Notify::new(),
            second_factor: SecondFactorPolicy::default(),
            secret_key: None,
            passkeys: None,
            openid: None,
            holders: Vec::new(),
        }
    }

    /// The same, with those who also hold something on persons, and let go of it when they are erased.
    #[must_use]
    pub fn with_holders(mut self, holders: Vec<Arc<dyn people::Holder>>) -> Self {
        self.holders = holders;
        self
    }

    /// The same, where people may also sign in by their region's identity provider.
    pub fn with_openid(mut self, settings: OpenIdSettings) -> Result<Self, ClientFault> {
        self.openid = Some(openid::OpenId::open(settings)?);
        Ok(self)
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
