//! Roles of a region as those who give them see them.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Date, Municipality, Refusal, Role};
use identity::Permission;
use staff_file::{Email, PersonName};
use tenancy::{Municipalities, RegionScope};

use crate::graphql::accounts;
use crate::graphql::staff::municipality;
use crate::roles::give::NewRole;
use crate::store::memberships::HeldRole;

graph::connection! {
    /// Roles, by the names of those who hold them.
    RoleGrantConnection of flat RoleGrant
}

/// A role that somebody has in a region.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct RoleGrant {
    id: ID,
    /// Of whom.
    name: String,
    email: String,
    role: Role,
    /// Set where it is held for a municipality.
    municipality: Option<Municipality>,
    begins_at: DateTime<Utc>,
    /// Null where it has no end.
    ends_at: Option<DateTime<Utc>>,
    /// Whether its holder is suspended here.
    suspended: bool,
    /// Why it was given; always told of support.
    reason: Option<String>,
    /// The name of who gave it; empty where that was done on the server.
    given_by: String,
}

graph::flat!(RoleGrant {
    "id" => id,
    "name" => name,
    "email" => email,
    "role" => role,
    "municipality" => municipality,
    "beginsAt" => begins_at,
    "endsAt" => ends_at,
    "suspended" => suspended,
    "reason" => reason,
    "givenBy" => given_by,
});

impl RoleGrant {
    pub(crate) fn show(scope: &RegionScope, held: HeldRole, names: &Municipalities) -> Self {
        scope.reads_by_id("roles-read", held.id);
        Self {
            id: held.id.to_string().into(),
            name: held.name,
            email: held.email,
            role: held.role.into(),
            municipality: held.municipality.map(|code| Municipality::named(code, names)),
            begins_at: held.begins_at,
            ends_at: held.ends_at,
            suspended: held.suspended,
            reason: held.reason,
            given_by: held.given_by,
        }
    }
}

/// A role to give.
#[derive(InputObject)]
struct RoleGiveInput {
    region: String,
    /// Whose; whoever has no account is invited, and then needs a name.
    email: String,
    given_name: Option<String>,
    family_name: Option<String>,
    role: Role,
    /// SCB code; for roles that are held for a municipality.
    municipality: Option<String>,
    /// From now on where absent.
    first_day: Option<Date>,
    /// Needed for support.
    last_day: Option<Date>,
    /// Needed for support.
    reason: Option<String>,
}

/// A role to take away.
#[derive(InputObject)]
struct RoleTakeInput {
    region: String,
    role: ID,
}

/// What giving roles adds to the mutations.
#[derive(Default)]
pub struct RolesMutation;

#[Object]
impl RolesMutation {
    /// Gives somebody a role, and invites them where they have no account.
    async fn role_give(
        &self,
        context: &Context<'_>,
        input: RoleGiveInput,
    ) -> async_graphql::Result<bool> {
        let scope = graph::enter(context, &input.region, Permission::ManageRoles).await?;
        let new = input.parse()?;
        accounts(context)?.role_give(&scope, &new).await.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Takes a role away, for the very next request.
    async fn role_take(
        &self,
        context: &Context<'_>,
        input: RoleTakeInput,
    ) -> async_graphql::Result<bool> {
        let scope = graph::enter(context, &input.region, Permission::ManageRoles).await?;
        let id = input.role.parse().map_err(|_| Refusal::NotFound)?;
        accounts(context)?.role_take(&scope, id).await.map_err(Refusal::from)?;
        Ok(true)
    }
}

impl RoleGiveInput {
    fn parse(self) -> Result<NewRole, Refusal> {
        let email = Email::parse(&self.email);
        let name = |text: Option<&str>, path| match text.map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => PersonName::parse(text)
                .map(Some)
                .map_err(|_| Refusal::field(path, "expected a name")),
        };
        let given = name(self.given_name.as_deref(), "givenName")?;
        let family = name(self.family_name.as_deref(), "familyName")?;
        Ok(NewRole {
            email: email.ok_or_else(|| Refusal::field("email", "expected an e-mail address"))?,
            name: given.zip(family),
            role: self.role.into(),
            municipality: self.municipality.as_deref().map(municipality).transpose()?,
            first_day: self.first_day.map(|day| day.0),
            last_day: self.last_day.map(|day| day.0),
            reason: self.reason,
        })
    }
}
