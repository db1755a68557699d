//! The accounts' slices of `Query` and `Mutation`. Thin: calls use cases, and shows what they give.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use graph::Refusal;
use identity::RefreshToken;

use crate::throttle::ClientAddress;
use crate::{Accounts, AccountsFault};

mod audit;
mod erasure;
mod identity_provider;
mod links;
mod me;
mod my_data;
mod nation;
mod openid;
mod passkeys;
mod region;
mod retention;
mod roles;
mod second_factor;
mod session;
mod staff;
mod staff_import;
mod tokens;
mod totara;

pub use erasure::ErasureMutation;
pub use links::{LinksMutation, LinksQuery};
use me::Me;
pub use my_data::MyDataQuery;
use nation::Nation;
pub use openid::{OpenIdMutation, OpenIdQuery, RegionSignIn};
pub use passkeys::PasskeyMutation;
pub use region::RegionAccounts;
pub use retention::RetentionMutation;
pub use roles::RolesMutation;
pub use second_factor::SecondFactorMutation;
use session::Session;
pub use staff::{StaffDuplicateMutation, StaffLeaveMutation, StaffMutation};
pub use staff_import::StaffImportMutation;
use tokens::Tokens;

/// What the accounts service adds to the queries.
#[derive(Default)]
pub struct AccountsQuery;

#[Object]
impl AccountsQuery {
    /// The one who asks; null for nobody.
    async fn me(&self, context: &Context<'_>) -> async_graphql::Result<Option<Me>> {
        let me = accounts(context)?.me(graph::caller(context)).await.map_err(Refusal::from)?;
        Ok(me.map(Me::show))
    }

    /// The sessions of the one who asks that have not ended, the last renewed first.
    async fn my_sessions(&self, context: &Context<'_>) -> async_graphql::Result<Vec<Session>> {
        let caller = graph::caller(context);
        let open = accounts(context)?.sessions_of(caller).await.map_err(Refusal::from)?;
        Ok(open.iter().map(|session| Session::show(session, caller)).collect())
    }

    /// What regions have published, for SKR.
    async fn nation(&self, context: &Context<'_>) -> async_graphql::Result<Option<Nation>> {
        let nation = accounts(context)?.nation(graph::caller(context)).await;
        Ok(Some(Nation::show(nation.map_err(Refusal::from)?)))
    }
}

/// What the accounts service adds to the mutations.
#[derive(Default)]
pub struct AccountsMutation;

#[Object]
impl AccountsMutation {
    /// Begins a session. An account with a second factor is refused with `extensions.challenge`, which `signInConfirm`
    /// takes for five minutes.
    async fn sign_in(
        &self,
        context: &Context<'_>,
        email: String,
        password: String,
    ) -> async_graphql::Result<Tokens> {
        let from = context.data_opt::<ClientAddress>().copied().unwrap_or_default();
        let tokens = accounts(context)?.sign_in(&email, password, from).await;
        Ok(Tokens::show(tokens.map_err(Refusal::from)?))
    }

    /// The next pair of tokens. A refresh token is used once; used again, it ends the session.
    async fn token_refresh(
        &self,
        context: &Context<'_>,
        refresh_token: String,
    ) -> async_graphql::Result<Tokens> {
        let token = RefreshToken::presented(refresh_token);
        let tokens = accounts(context)?.refresh(token).await.map_err(Refusal::from)?;
        Ok(Tokens::show(tokens))
    }

    /// Ends a session of the one who asks, for every token that stems from it.
    async fn session_end(&self, context: &Context<'_>, id: ID) -> async_graphql::Result<bool> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let ended = accounts(context)?.end_session(graph::caller(context), id).await;
        ended.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Changes the password of the one who asks, and ends their other sessions.
    async fn password_change(
        &self,
        context: &Context<'_>,
        current: String,
        password: String,
    ) -> async_graphql::Result<bool> {
        let from = context.data_opt::<ClientAddress>().copied().unwrap_or_default();
        let caller = graph::caller(context);
        let changed = accounts(context)?.change_password(caller, current, password, from).await;
        changed.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Ends the session, for every token that stems from it.
    async fn sign_out(
        &self,
        context: &Context<'_>,
        refresh_token: String,
    ) -> async_graphql::Result<bool> {
        let token = RefreshToken::presented(refresh_token);
        accounts(context)?.sign_out(token).await.map_err(Refusal::from)?;
        Ok(true)
    }
}

fn accounts<'a>(context: &'a Context<'_>) -> Result<&'a Arc<Accounts>, Refusal> {
    context
        .data::<Arc<Accounts>>()
        .map_err(|_| Refusal::internal(AccountsFault::Keys(identity::KeyFault::NotAKey)))
}
