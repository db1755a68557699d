//! The schema: the services' slices merged, with its limits built in.

use std::sync::Arc;

use async_graphql::{Context, EmptySubscription, MergedObject, Object, Schema};
use identity::Permission;
use tenancy::Regions;

use crate::limits::{LimitExtension, Limits};
use crate::naming::Naming;
use crate::region::Region;

/// The root of all reading.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub(crate) struct Query(
    RegionQuery,
    accounts::AccountsQuery,
    accounts::LinksQuery,
    accounts::MyDataQuery,
    accounts::OpenIdQuery,
);

/// The root of all change.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub(crate) struct Mutation(
    accounts::AccountsMutation,
    accounts::LinksMutation,
    accounts::StaffMutation,
    accounts::StaffLeaveMutation,
    accounts::StaffDuplicateMutation,
    accounts::StaffImportMutation,
    accounts::ErasureMutation,
    accounts::RetentionMutation,
    accounts::RolesMutation,
    accounts::SecondFactorMutation,
    accounts::PasskeyMutation,
    accounts::OpenIdMutation,
    delivery::DeliveryMutation,
    delivery::CourseHistoryMutation,
    settlement::SettlementMutation,
    settlement::BooksMutation,
    settlement::CreditsMutation,
    settlement::RecipientsMutation,
    settlement::RunFilesMutation,
    settlement::PaymentsMutation,
    settlement::CostsMutation,
);

pub(crate) type ApiSchema = Schema<Query, Mutation, EmptySubscription>;

#[derive(Default)]
struct RegionQuery;

#[Object]
impl RegionQuery {
    /// The region with this short name; `NOT_FOUND` for those who are not members of it.
    async fn region(
        &self,
        context: &Context<'_>,
        slug: String,
    ) -> async_graphql::Result<Option<Region>> {
        let scope = graph::enter(context, &slug, Permission::ReadOwn).await?;
        Ok(Some(Region::new(scope)))
    }
}

/// Builds the schema over these regions and accounts.
pub(crate) fn build(
    regions: Arc<Regions>,
    accounts: Arc<accounts::Accounts>,
    limits: &Limits,
    development: bool,
) -> ApiSchema {
    let builder = Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .data(regions)
        .data(accounts)
        .limit_depth(limits.depth)
        .limit_complexity(limits.complexity)
        .limit_recursive_depth(limits.recursion)
        .extension(LimitExtension::new(limits))
        .extension(Naming);
    let builder = if development { builder } else { builder.disable_introspection() };
    builder.disable_suggestions().finish()
}

/// The schema in its own language, as committed in `schema.graphql`.
pub fn schema_text() -> String {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription).finish().sdl()
}
