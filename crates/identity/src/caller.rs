//! The one who asks, with the memberships that were true when they asked. Knows no database.

use domain::{AccountId, MunicipalityCode, SessionId, Slug};

use crate::{Permission, Role};

/// Whose rows a membership reaches within its region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole region.
    Region,
    /// One municipality's rows only.
    Municipality(MunicipalityCode),
}

impl Reach {
    /// Whether rows of `municipality` are within reach.
    pub fn includes(self, municipality: MunicipalityCode) -> bool {
        match self {
            Self::Region => true,
            Self::Municipality(own) => own == municipality,
        }
    }
}

/// A role with its scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// A role in a region.
    Regional {
        /// The region.
        region: Slug,
        /// What they are there.
        role: Role,
        /// Whose rows they reach.
        reach: Reach,
    },
    /// SKR's view of what regions publish.
    National,
}

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
            return Some(Standing { role: None, reach: Reach::Region });
        }
        self.memberships().iter().find_map(|membership| match membership {
            Membership::Regional { region: own, role, reach } if own == region => {
                Some(Standing { role: Some(*role), reach: *reach })
            }
            Membership::Regional { .. } | Membership::National => None,
        })
    }
}

/// What somebody is in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Their role; `None` for the operator, who may do everything.
    pub role: Option<Role>,
    /// Whose rows they reach.
    pub reach: Reach,
}

impl Standing {
    /// Whether they may do this.
    pub fn allows(self, permission: Permission) -> bool {
        self.role.is_none_or(|role| role.permissions().contains(&permission))
    }
}
