//! `Region`, composed of the services' slices, and what the gateway itself says of it.

use async_graphql::{MergedObject, Object, SimpleObject};
use graph::{Municipality, Permission, Refusal, Role};
use identity::Reach;
use tenancy::{RegionScope, StoreFault};

/// A region, for a member of it.
#[derive(MergedObject)]
#[graphql(name = "Region")]
pub(crate) struct Region(
    RegionIdentity,
    accounts::RegionAccounts,
    agreements::RegionAgreements,
    delivery::RegionDelivery,
    settlement::RegionSettlement,
);

impl Region {
    pub(crate) fn new(scope: RegionScope) -> Self {
        Self(
            RegionIdentity { scope: scope.clone() },
            accounts::RegionAccounts::new(scope.clone()),
            agreements::RegionAgreements::new(scope.clone()),
            delivery::RegionDelivery::new(scope.clone()),
            settlement::RegionSettlement::new(scope),
        )
    }
}

/// What a region is called, and what the one who asks may do there.
struct RegionIdentity {
    scope: RegionScope,
}

#[Object]
impl RegionIdentity {
    /// Short name.
    async fn slug(&self) -> &str {
        self.scope.slug().as_str()
    }

    /// Name.
    async fn name(&self) -> &str {
        self.scope.name()
    }

    /// What the one who asks may do here.
    async fn viewer(&self) -> async_graphql::Result<Viewer> {
        Ok(Viewer::of(&self.scope).await.map_err(Refusal::from)?)
    }
}

/// What somebody may do in a region.
#[derive(SimpleObject)]
struct Viewer {
    role: Role,
    /// Set where the role is limited to one municipality.
    municipality: Option<Municipality>,
    permissions: Vec<Permission>,
}

impl Viewer {
    async fn of(scope: &RegionScope) -> Result<Self, StoreFault> {
        // The operator, who has no role, comes by commands and never by GraphQL.
        let role = scope.role().unwrap_or(identity::Role::RegionalCoordinator);
        let municipality = match scope.reach() {
            Reach::Region => None,
            Reach::Municipality(code) => {
                Some(Municipality::named(code, &*scope.municipalities().await?))
            }
        };
        let permissions = role.permissions().iter().copied().map(Permission::from).collect();
        Ok(Self { role: role.into(), municipality, permissions })
    }
}
