//! What somebody may ask who holds a link from a mail, and who has forgotten a password. The token is the permission.

use async_graphql::{Context, Enum, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::Refusal;
use identity::LinkToken;

use super::accounts;
use super::openid::SignInProvider;
use super::tokens::Tokens;
use crate::link::LinkState;
use crate::throttle::ClientAddress;

/// Whether an invitation holds.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
enum InvitationState {
    /// It can be accepted.
    Open,
    /// It was not accepted in time; `invitationRenew` sends another one.
    Expired,
    /// The account is in use: sign in.
    Used,
    /// A newer one has taken its place, or it was withdrawn.
    Withdrawn,
}

/// An invitation, as whoever holds its token sees it.
#[derive(SimpleObject)]
struct Invitation {
    state: InvitationState,
    email: String,
    name: String,
    /// Who invited, by name; null where that is not known.
    invited_by: Option<String>,
    expires_at: Option<DateTime<Utc>>,
    /// The names of the regions that it leads to.
    regions: Vec<String>,
    /// Where it can be accepted by signing in, instead of by choosing a password: see `oidcBegin`.
    providers: Vec<SignInProvider>,
}

/// What links add to the queries.
#[derive(Default)]
pub struct LinksQuery;

#[Object]
impl LinksQuery {
    /// The invitation that this token from a mail is of; `NOT_FOUND` for any other token.
    async fn invitation(
        &self,
        context: &Context<'_>,
        token: String,
    ) -> async_graphql::Result<Option<Invitation>> {
        let found = accounts(context)?.invitation(&LinkToken::presented(token)).await;
        let found = found.map_err(Refusal::from)?;
        let state = match found.state {
            LinkState::Open => InvitationState::Open,
            LinkState::Expired => InvitationState::Expired,
            LinkState::Used => InvitationState::Used,
            LinkState::Withdrawn => InvitationState::Withdrawn,
        };
        Ok(Some(Invitation {
            state,
            email: found.email,
            name: found.name,
            invited_by: found.invited_by,
            expires_at: found.expires_at,
            regions: found.regions,
            providers: found.providers.into_iter().map(SignInProvider::show).collect(),
        }))
    }
}

/// What links add to the mutations.
#[derive(Default)]
pub struct LinksMutation;

#[Object]
impl LinksMutation {
    /// Chooses the first password of an account, and begins a session. Once for each invitation.
    async fn invitation_accept(
        &self,
        context: &Context<'_>,
        token: String,
        password: String,
    ) -> async_graphql::Result<Tokens> {
        let token = LinkToken::presented(token);
        let accepted = accounts(context)?.accept_invitation(&token, password).await;
        Ok(Tokens::show(accepted.map_err(Refusal::from)?))
    }

    /// Sends another invitation to the address of one that has expired.
    async fn invitation_renew(
        &self,
        context: &Context<'_>,
        token: String,
    ) -> async_graphql::Result<bool> {
        let renewed = accounts(context)?.renew_invitation(&LinkToken::presented(token)).await;
        renewed.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Sends a link to a new password, where there is an account with that address. The answer is the same where not.
    async fn password_reset_request(
        &self,
        context: &Context<'_>,
        email: String,
    ) -> async_graphql::Result<bool> {
        let from = context.data_opt::<ClientAddress>().copied().unwrap_or_default();
        let asked = accounts(context)?.request_password_reset(&email, from).await;
        asked.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Chooses a new password by the link from a mail, and ends all sessions of the account.
    async fn password_reset(
        &self,
        context: &Context<'_>,
        token: String,
        password: String,
    ) -> async_graphql::Result<bool> {
        let token = LinkToken::presented(token);
        let reset = accounts(context)?.reset_password(&token, password).await;
        reset.map_err(Refusal::from)?;
        Ok(true)
    }
}
