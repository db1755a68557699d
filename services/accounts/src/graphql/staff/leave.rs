//! Leaving a region, by whoever leaves.

use async_graphql::{Context, InputObject, Object};
use graph::{Date, Refusal};
use identity::Permission;

use crate::graphql::accounts;

/// Somebody who works in another region now.
#[derive(InputObject)]
struct StaffLeaveInput {
    /// The region that they leave.
    region: String,
    /// Their last day as staff of the employer there.
    last_day: Date,
}

/// What leaving a region adds to the mutations.
#[derive(Default)]
pub struct StaffLeaveMutation;

#[Object]
impl StaffLeaveMutation {
    /// Ends the employment of the one who asks, who is a member of another region too, and their roles in this one.
    async fn staff_leave(
        &self,
        context: &Context<'_>,
        input: StaffLeaveInput,
    ) -> async_graphql::Result<bool> {
        let scope = graph::enter(context, &input.region, Permission::ReadOwn).await?;
        let caller = graph::caller(context);
        let left = accounts(context)?.staff_leave(&scope, caller, input.last_day.0).await;
        left.map_err(Refusal::from)?;
        Ok(true)
    }
}
