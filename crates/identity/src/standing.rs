//! What somebody may do in one region, and to whose rows, by all their roles there together. Pure.

use domain::MunicipalityCode;

use crate::{Permission, Reach, Role};

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
    /// The operator's: everything, everywhere.
    pub(crate) const fn operator() -> Self {
        Self { grants: Grants::All }
    }

    /// That of somebody with these roles.
    pub(crate) const fn of(roles: Vec<(Role, Reach)>) -> Self {
        Self { grants: Grants::Roles(roles) }
    }

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
    use domain::{AccountId, SessionId, Slug};
    use uuid::Uuid;

    use super::*;
    use crate::{Caller, Membership};

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
}
