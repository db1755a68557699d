//! Passkeys' slice of `Mutation`, and one's own. Thin: calls use cases, and shows what they give.

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::Refusal;
use uuid::Uuid;

use super::accounts;
use super::tokens::Tokens;
use crate::passkeys::{Ceremony, OwnPasskey};
use crate::throttle::ClientAddress;

/// A key that a device of the owner's holds.
#[derive(SimpleObject)]
pub(super) struct Passkey {
    id: ID,
    /// What the owner calls it.
    name: String,
    created_at: DateTime<Utc>,
    /// When somebody last signed in by it.
    used_at: Option<DateTime<Utc>>,
}

impl Passkey {
    fn show(own: OwnPasskey) -> Self {
        let OwnPasskey { id, name, created_at, used_at } = own;
        Self { id: id.to_string().into(), name, created_at, used_at }
    }
}

/// Something to ask a browser. Its answer is brought back with the id, once, within five minutes.
#[derive(SimpleObject)]
struct PasskeyCeremony {
    id: ID,
    /// JSON with base64url for bytes: the argument of `navigator.credentials.create`, or of `get` for signing in.
    options: String,
}

impl PasskeyCeremony {
    fn show(ceremony: &Ceremony) -> Self {
        Self { id: ceremony.id.to_string().into(), options: ceremony.options.to_string() }
    }
}

/// What passkeys add to the mutations.
#[derive(Default)]
pub struct PasskeyMutation;

#[Object]
impl PasskeyMutation {
    /// Begins a new passkey of the one who asks, who has signed in within the last 15 minutes.
    async fn passkey_begin(&self, context: &Context<'_>) -> async_graphql::Result<PasskeyCeremony> {
        let begun = accounts(context)?.begin_passkey(graph::caller(context)).await;
        Ok(PasskeyCeremony::show(&begun.map_err(Refusal::from)?))
    }

    /// Keeps a new passkey: what the browser answered, as JSON, and what its owner calls it.
    async fn passkey_add(
        &self,
        context: &Context<'_>,
        ceremony: ID,
        credential: String,
        name: String,
    ) -> async_graphql::Result<bool> {
        let (caller, ceremony) = (graph::caller(context), id(&ceremony)?);
        let added = accounts(context)?.add_passkey(caller, ceremony, &credential, &name).await;
        added.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Takes a passkey of the one who asks away.
    async fn passkey_remove(
        &self,
        context: &Context<'_>,
        #[graphql(name = "id")] passkey: ID,
    ) -> async_graphql::Result<bool> {
        let removed = accounts(context)?.remove_passkey(graph::caller(context), id(&passkey)?);
        removed.await.map_err(Refusal::from)?;
        Ok(true)
    }

    /// Begins to sign in by a passkey, whosever it is.
    async fn sign_in_passkey_begin(
        &self,
        context: &Context<'_>,
    ) -> async_graphql::Result<PasskeyCeremony> {
        let from = context.data_opt::<ClientAddress>().copied().unwrap_or_default();
        let begun = accounts(context)?.begin_passkey_sign_in(from).await;
        Ok(PasskeyCeremony::show(&begun.map_err(Refusal::from)?))
    }

    /// Begins a session by what the browser answered, as JSON. A passkey is two factors by itself: no code is asked for.
    async fn sign_in_passkey(
        &self,
        context: &Context<'_>,
        ceremony: ID,
        credential: String,
    ) -> async_graphql::Result<Tokens> {
        let tokens = accounts(context)?.passkey_sign_in(id(&ceremony)?, &credential).await;
        Ok(Tokens::show(tokens.map_err(Refusal::from)?))
    }
}

fn id(text: &ID) -> Result<Uuid, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}

/// Those of the one who asks.
pub(super) async fn own(context: &Context<'_>) -> async_graphql::Result<Vec<Passkey>> {
    let own = accounts(context)?.passkeys_of(graph::caller(context)).await;
    Ok(own.map_err(Refusal::from)?.into_iter().map(Passkey::show).collect())
}
