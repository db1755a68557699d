//! `Region`, composed of the services' slices, and what the gateway itself says of it.

use async_graphql::{MergedObject, Object, SimpleObject};
use domain::swedish;
use graph::{Municipality, Permission, Refusal, Role};
use identity::Reach;
use tenancy::{RegionScope, StoreFault};

/// A region, for a member of it.
#[derive(MergedObject)]
#[graphql(name = "Region")]
pub(crate) struct Region(
    RegionIdentity,
    accounts::RegionAccounts,
    accounts::RegionSignIn,
    agreements::RegionAgreements,
    delivery::RegionDelivery,
    settlement::RegionSettlement,
    settlement::RegionPayments,
    settlement::RegionLedger,
    settlement::RegionCosts,
    settlement::RegionYear,
);

impl Region {
    pub(crate) fn new(scope: RegionScope) -> Self {
        Self(
            RegionIdentity { scope: scope.clone() },
            accounts::RegionAccounts::new(scope.clone()),
            accounts::RegionSignIn::new(scope.clone()),
            agreements::RegionAgreements::new(scope.clone()),
            delivery::RegionDelivery::new(scope.clone()),
            settlement::RegionSettlement::new(scope.clone()),
            settlement::RegionPayments::new(scope.clone()),
            settlement::RegionLedger::new(scope.clone()),
            settlement::RegionCosts::new(scope.clone()),
            settlement::RegionYear::new(scope),
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

    /// The region's municipalities, by name; with `within`, those whose rows the one who asks may do that to.
    async fn municipalities(
        &self,
        within: Option<Permission>,
    ) -> async_graphql::Result<Vec<Municipality>> {
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let reach = within.map_or(Reach::Region, |permission| self.scope.reach(permission.into()));
        let mut known: Vec<_> = names.iter().filter(|one| reach.includes(one.code)).collect();
        known.sort_by_cached_key(|one| swedish::sort_key(&one.name));
        Ok(known.into_iter().map(|one| Municipality::named(one.code, &names)).collect())
    }
}

/// What somebody may do in a region.
#[derive(SimpleObject)]
struct Viewer {
    /// The first of their roles.
    role: Role,
    /// Every role that holds now.
    roles: Vec<Role>,
    /// Set where the first role is limited to one municipality.
    municipality: Option<Municipality>,
    /// What their roles allow together.
    permissions: Vec<Permission>,
}

impl Viewer {
    async fn of(scope: &RegionScope) -> Result<Self, StoreFault> {
        let held = scope.standing().roles();
        let municipality = match held.first() {
            Some((_, Reach::Municipalities(codes))) => codes.first().copied(),
            Some((_, Reach::Region | Reach::Oneself)) | None => None,
        };
        let municipality = match municipality {
            Some(code) => Some(Municipality::named(code, &*scope.municipalities().await?)),
            None => None,
        };
        let roles: Vec<Role> = held.iter().map(|(role, _)| (*role).into()).collect();
        // The operator, who has no role, comes by commands and never by GraphQL.
        let role = roles.first().copied().unwrap_or(Role::RegionalCoordinator);
        let may = identity::Permission::ALL.into_iter().filter(|one| scope.allows(*one));
        Ok(Self { role, roles, municipality, permissions: may.map(Permission::from).collect() })
    }
}
