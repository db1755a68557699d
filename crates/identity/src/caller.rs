//! The one who asks, with the memberships that were true when they asked. Knows no database.

use std::collections::BTreeSet;
use std::fmt;

use domain::{AccountId, MunicipalityCode, SessionId, Slug};

use crate::permission::Scope;
use crate::{Permission, Role};

/// Whose rows somebody reaches within a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole region.
    Region,
    /// These municipalities' rows only.
    Municipalities(BTreeSet<MunicipalityCode>),
    /// What is held on themselves, and nothing else.
    Oneself,
}

impl Reach {
    /// The rows of one municipality.
    pub fn municipality(code: MunicipalityCode) -> Self {
        Self::Municipalities(BTreeSet::from([code]))
    }

    /// Whether rows of `municipality` are within reach.
    pub fn includes(&self, municipality: MunicipalityCode) -> bool {
        match self {
            Self::Region => true,
            Self::Municipalities(own) => own.contains(&municipality),
            Self::Oneself => false,
        }
    }

    /// The municipalities that rows are limited to; `None` for no limit.
    pub fn limit(&self) -> Option<Vec<MunicipalityCode>> {
        match self {
            Self::Region => None,
            Self::Municipalities(own) => Some(own.iter().copied().collect()),
            Self::Oneself => Some(Vec::new()),
        }
    }

    /// What two reaches cover together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Region, _) | (_, Self::Region) => Self::Region,
            (Self::Municipalities(mut own), Self::Municipalities(more)) => {
                own.extend(more);
                Self::Municipalities(own)
            }
            (wider @ Self::Municipalities(_), Self::Oneself)
            | (Self::Oneself, wider @ Self::Municipalities(_)) => wider,
            (Self::Oneself, Self::Oneself) => Self::Oneself,
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
    /// The ownership of a journey's content.
    Producer {
        /// The journey's name.
        journey: String,
    },
}

impl Membership {
    /// A role with the scope that it demands, and no other.
    pub fn parse(
        role: Role,
        region: Option<Slug>,
        municipality: Option<MunicipalityCode>,
        journey: Option<String>,
    ) -> Result<Self, ScopeFault> {
        let fault = ScopeFault { role };
        match (role.scope(), region, municipality, journey) {
            (Scope::Region, Some(region), None, None) => {
                Ok(Self::Regional { region, role, reach: Reach::Region })
            }
            (Scope::Municipality, Some(region), Some(code), None) => {
                Ok(Self::Regional { region, role, reach: Reach::municipality(code) })
            }
            (Scope::Oneself, Some(region), None, None) => {
                Ok(Self::Regional { region, role, reach: Reach::Oneself })
            }
            (Scope::Nation, None, None, None) => Ok(Self::National),
            (Scope::Journey, None, None, Some(journey)) => Ok(Self::Producer { journey }),
            (_, _, _, _) => Err(fault),
        }
    }

    /// The role.
    pub const fn role(&self) -> Role {
        match self {
            Self::Regional { role, .. } => *role,
            Self::National => Role::NationalViewer,
            Self::Producer { .. } => Role::NationalProducer,
        }
    }

    /// The region that it is a role in.
    pub const fn region(&self) -> Option<&Slug> {
        match self {
            Self::Regional { region, .. } => Some(region),
            Self::National | Self::Producer { .. } => None,
        }
    }

    /// The municipality that it is limited to.
    pub fn municipality(&self) -> Option<MunicipalityCode> {
        match self {
            Self::Regional { reach: Reach::Municipalities(codes), .. } => codes.first().copied(),
            Self::Regional { .. } | Self::National | Self::Producer { .. } => None,
        }
    }

    /// The journey that it is limited to.
    pub fn journey(&self) -> Option<&str> {
        match self {
            Self::Producer { journey } => Some(journey),
            Self::Regional { .. } | Self::National => None,
        }
    }
}

/// A role without its scope, or with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFault {
    role: Role,
}

impl std::error::Error for ScopeFault {}

impl fmt::Display for ScopeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wants = match self.role.scope() {
            Scope::Region | Scope::Oneself => "a region and no municipality",
            Scope::Municipality => "a region and a municipality",
            Scope::Nation => "no region or municipality",
            Scope::Journey => "a journey, and no region or municipality",
        };
        write!(f, "{} has {wants}", self.role)
    }
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
            return Some(Standing { grants: Grants::All });
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
        (!roles.is_empty()).then_some(Standing { grants: Grants::Roles(roles) })
    }
}

/// What somebody is in a region: one role or several, each with its reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    grants: Grants,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Grants {
    /// The operator's.
    All,
    Roles(Vec<(Role, Reach)>),
}

impl Standing {
    /// Whether they may do this.
    pub fn allows(&self, permission: Permission) -> bool {
        match &self.grants {
            Grants::All => true,
            Grants::Roles(roles) => {
                roles.iter().any(|(role, _)| role.permissions().contains(&permission))
            }
        }
    }

    /// Whose rows they may do this to: what their roles that allow it reach together.
    pub fn reach(&self, permission: Permission) -> Reach {
        match &self.grants {
            Grants::All => Reach::Region,
            Grants::Roles(roles) => roles
                .iter()
                .filter(|(role, _)| role.permissions().contains(&permission))
                .map(|(_, reach)| reach.clone())
                .fold(Reach::Oneself, Reach::and),
        }
    }

    /// Whether they may give and take `role` where `municipality` is its scope; `None` for the whole region or oneself.
    pub fn gives(&self, role: Role, municipality: Option<MunicipalityCode>) -> bool {
        match &self.grants {
            Grants::All => true,
            Grants::Roles(roles) => roles.iter().any(|(own, reach)| {
                own.gives().contains(&role)
                    && match municipality {
                        Some(code) => reach.includes(code),
                        None => *reach == Reach::Region,
                    }
            }),
        }
    }

    /// Their roles, with the reach of each; none for the operator, who may do everything.
    pub fn roles(&self) -> &[(Role, Reach)] {
        match &self.grants {
            Grants::All => &[],
            Grants::Roles(roles) => roles,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn standing(roles: &[(Role, Reach)]) -> Standing {
        let region = Slug::parse("norrbotten").unwrap();
        let own = roles.iter().map(|(role, reach)| Membership::Regional {
            region: region.clone(),
            role: *role,
            reach: reach.clone(),
        });
        let (id, session) = (AccountId::from_uuid(Uuid::nil()), SessionId::from_uuid(Uuid::nil()));
        let caller = Caller::account(id, session, "Signe".to_owned(), own.collect());
        caller.standing_in(&region).unwrap()
    }

    #[test]
    fn several_roles_reach_as_far_as_those_that_allow_it() {
        let (lulea, kiruna) = ("2580".parse().unwrap(), "2584".parse().unwrap());
        let both = standing(&[
            (Role::MunicipalAdministrator, Reach::municipality(lulea)),
            (Role::MunicipalAdministrator, Reach::municipality(kiruna)),
            (Role::SteeringGroupMember, Reach::Region),
        ]);
        assert_eq!(both.reach(Permission::Enrol).limit(), Some(vec![lulea, kiruna]));
        assert_eq!(both.reach(Permission::ReadDocuments), Reach::Region);
        assert_eq!(both.reach(Permission::Settle), Reach::Oneself);
        assert!(!both.allows(Permission::Settle));
    }

    #[test]
    fn nobody_gives_more_than_they_have() {
        let (lulea, kiruna) = ("2580".parse().unwrap(), "2584".parse().unwrap());
        let one = standing(&[(Role::MunicipalAdministrator, Reach::municipality(lulea))]);
        assert!(one.gives(Role::Participant, Some(lulea)));
        assert!(one.gives(Role::MunicipalAdministrator, Some(lulea)));
        assert!(!one.gives(Role::Participant, Some(kiruna)));
        assert!(!one.gives(Role::RegionalCoordinator, None));
        for role in Role::ALL {
            for given in role.gives() {
                let more = |permission: &&Permission| !role.permissions().contains(permission);
                let beyond: Vec<_> = given.permissions().iter().filter(more).collect();
                let known = matches!(beyond.as_slice(), [] | [Permission::ReadProtected]);
                assert!(known, "{role} gives {given}, and with it {beyond:?}");
            }
        }
    }

    #[test]
    fn a_role_has_its_scope_and_no_other() {
        let region = || Slug::parse("norrbotten").ok();
        let parse = |role, region, code: Option<&str>, journey: Option<&str>| {
            let code = code.map(|code| code.parse().unwrap());
            Membership::parse(role, region, code, journey.map(str::to_owned))
        };
        assert!(parse(Role::Signatory, region(), Some("2580"), None).is_ok());
        assert!(parse(Role::Participant, region(), None, None).is_ok());
        assert!(parse(Role::NationalProducer, None, None, Some("Barn och unga")).is_ok());
        let fault = parse(Role::Signatory, region(), None, None).unwrap_err();
        assert_eq!(fault.to_string(), "signatory has a region and a municipality");
        assert!(parse(Role::NationalViewer, region(), None, None).is_err());
        assert!(parse(Role::Support, region(), Some("2580"), None).is_err());
    }
}
