//! The one who asks, as they see themselves.

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use graph::{Municipality, Role};

use super::passkeys::{self, Passkey};
use super::second_factor::{self, SecondFactor};
use crate::me::{MyMembership, Myself};

/// An account with its memberships.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(super) struct Me {
    id: ID,
    email: String,
    name: String,
    memberships: Vec<Membership>,
}

/// A role with its scope.
#[derive(SimpleObject)]
struct Membership {
    role: Role,
    /// Null for a national role.
    region: Option<RegionName>,
    /// Set where the role is limited to one municipality.
    municipality: Option<Municipality>,
}

/// A region's name, for those who are members of it.
#[derive(SimpleObject)]
struct RegionName {
    slug: String,
    name: String,
}

#[ComplexObject]
impl Me {
    /// Signing in with a code besides the password.
    async fn second_factor(&self, context: &Context<'_>) -> async_graphql::Result<SecondFactor> {
        second_factor::own(context).await
    }

    /// Keys of their devices, the eldest first.
    async fn passkeys(&self, context: &Context<'_>) -> async_graphql::Result<Vec<Passkey>> {
        passkeys::own(context).await
    }
}

impl Me {
    pub(super) fn show(me: Myself) -> Self {
        let memberships = me.memberships.into_iter().map(Membership::show).collect();
        Self { id: me.id.to_string().into(), email: me.email, name: me.name, memberships }
    }
}

impl Membership {
    fn show(membership: MyMembership) -> Self {
        let region = membership.region;
        let municipality = membership.municipality;
        Self {
            role: membership.role.into(),
            region: region.map(|(slug, name)| RegionName { slug: slug.to_string(), name }),
            municipality: municipality.map(|municipality| Municipality {
                code: municipality.code.to_string(),
                name: municipality.name,
            }),
        }
    }
}
