//! Staff's mutations: each enters the region, calls one use case, and shows the person as they are afterwards.

use async_graphql::{Context, ID, Object};
use domain::PersonId;
use graph::Refusal;
use identity::{Permission, Role};
use tenancy::RegionScope;

use super::StaffMember;
use super::input::{
    StaffChangeInput, StaffCreateInput, StaffInviteInput, StaffMoveInput, StaffSignOutInput,
    StaffSuspendInput,
};
use crate::AccountsFault;
use crate::graphql::accounts;
use crate::staff::create::NewStaff;
use crate::staff::move_to::Move;

/// What keeping staff adds to the mutations.
#[derive(Default)]
pub struct StaffMutation;

#[Object]
impl StaffMutation {
    /// Takes somebody on, and invites them where roles are given.
    async fn staff_create(
        &self,
        context: &Context<'_>,
        input: StaffCreateInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let (details, municipality) = input.parse()?;
        let new = NewStaff { details, municipality, roles: roles(&input.roles) };
        let id = accounts(context)?.staff_create(&scope, &new).await.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }

    /// Changes what is held on somebody.
    async fn staff_change(
        &self,
        context: &Context<'_>,
        input: StaffChangeInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let (id, details) = (person(&input.person)?, input.parse()?);
        let changed = accounts(context)?.staff_change(&scope, id, &details).await;
        changed.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }

    /// Invites somebody to sign in, or gives them who can already these roles; asked for again, sends another mail.
    async fn staff_invite(
        &self,
        context: &Context<'_>,
        input: StaffInviteInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let (id, roles) = (person(&input.person)?, roles(&input.roles));
        let invited = accounts(context)?.staff_invite(&scope, id, &roles).await;
        invited.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }

    /// Suspends somebody in the region, from their very next request on.
    async fn staff_suspend(
        &self,
        context: &Context<'_>,
        input: StaffSuspendInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = person(&input.person)?;
        let suspended = accounts(context)?.staff_suspend(&scope, id, true).await;
        suspended.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }

    /// Lets somebody in again.
    async fn staff_resume(
        &self,
        context: &Context<'_>,
        input: StaffSuspendInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = person(&input.person)?;
        let resumed = accounts(context)?.staff_suspend(&scope, id, false).await;
        resumed.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }

    /// Signs somebody out, of one session or everywhere, from their very next request on. They may sign in again.
    async fn staff_sign_out(
        &self,
        context: &Context<'_>,
        input: StaffSignOutInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = person(&input.person)?;
        let session = input.session.map(|session| session.parse()).transpose();
        let session = session.map_err(|_| Refusal::NotFound)?;
        let ended = accounts(context)?.staff_sign_out(&scope, id, session).await;
        ended.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }

    /// Moves somebody to another municipality of the region; null where they are out of the caller's reach then.
    async fn staff_move(
        &self,
        context: &Context<'_>,
        input: StaffMoveInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let id = person(&input.person)?;
        let change = Move { person: id, to: input.municipality()?, first_day: input.first_day.0 };
        accounts(context)?.staff_move(&scope, &change).await.map_err(Refusal::from)?;
        shown(context, &scope, id).await
    }
}

pub(in crate::graphql) fn person(id: &ID) -> Result<PersonId, Refusal> {
    id.parse().map_err(|_| Refusal::NotFound)
}

fn roles(roles: &[graph::Role]) -> Vec<Role> {
    roles.iter().map(|role| (*role).into()).collect()
}

pub(super) async fn shown(
    context: &Context<'_>,
    scope: &RegionScope,
    id: PersonId,
) -> async_graphql::Result<Option<StaffMember>> {
    let found = accounts(context)?.staff_member(scope, id).await.map_err(Refusal::from)?;
    let names = scope.municipalities().await.map_err(AccountsFault::from).map_err(Refusal::from)?;
    Ok(found.map(|view| StaffMember::show(scope, view, &names)))
}
