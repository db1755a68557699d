//! The one who asks, with the memberships that were true when they asked. Knows no database.

use domain::{AccountId, SessionId, Slug};

use crate::{Membership, Standing};

/// The one who asks.
#[derive(Clone, Debug)]
pub struct Caller {
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Anonymous,
    Account { id: AccountId, session: SessionId, name: String, memberships: Vec<Membership> },
    Operator { name: String },
}

impl Caller {
    /// Nobody in particular.
    pub const fn anonymous() -> Self {
        Self { kind: Kind::Anonymous }
    }

    /// Somebody who has signed in, in the session that their token stems from.
    pub const fn account(
        id: AccountId,
        session: SessionId,
        name: String,
        memberships: Vec<Membership>,
    ) -> Self {
        Self { kind: Kind::Account { id, session, name, memberships } }
    }

    /// Whoever runs commands on the server itself: every permission in every region. `name` goes into the audit.
    pub const fn operator(name: String) -> Self {
        Self { kind: Kind::Operator { name } }
    }

    /// Whether they have signed in, or run commands on the server.
    pub const fn is_known(&self) -> bool {
        !matches!(self.kind, Kind::Anonymous)
    }

    /// The account, where it is one.
    pub const fn account_id(&self) -> Option<AccountId> {
        match &self.kind {
            Kind::Account { id, .. } => Some(*id),
            Kind::Anonymous | Kind::Operator { .. } => None,
        }
    }

    /// The session that they act in, where they are an account.
    pub const fn session(&self) -> Option<SessionId> {
        match &self.kind {
            Kind::Account { session, .. } => Some(*session),
            Kind::Anonymous | Kind::Operator { .. } => None,
        }
    }

    /// The name that audit rows and documents show.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::Anonymous => "",
            Kind::Account { name, .. } | Kind::Operator { name } => name,
        }
    }

    /// All memberships.
    pub fn memberships(&self) -> &[Membership] {
        match &self.kind {
            Kind::Account { memberships, .. } => memberships,
            Kind::Anonymous | Kind::Operator { .. } => &[],
        }
    }

    /// Whether they may read what regions have published.
    pub fn is_national_viewer(&self) -> bool {
        self.memberships().contains(&Membership::National)
    }

    /// What they are in `region`; `None` means that the region does not exist for them.
    pub fn standing_in(&self, region: &Slug) -> Option<Standing> {
        if let Kind::Operator { .. } = self.kind {
            return Some(Standing::operator());
        }
        let own = self.memberships().iter().filter_map(|membership| match membership {
            Membership::Regional { region: own, role, reach } if own == region => {
                Some((*role, reach.clone()))
            }
            Membership::Regional { .. } | Membership::National | Membership::Producer { .. } => {
                None
            }
        });
        let roles: Vec<_> = own.collect();
        (!roles.is_empty()).then(|| Standing::of(roles))
    }
}
