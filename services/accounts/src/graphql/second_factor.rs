//! Second factors' slice of `Mutation`, and how one stands. Thin: calls use cases, and shows what they give.

use async_graphql::{Context, Object, SimpleObject};
use graph::Refusal;
use identity::{Challenge, RecoveryCode};

use super::accounts;
use super::tokens::Tokens;
use crate::AccountsFault;
use crate::second_factor::{NewTotp, Proof, Status};
use crate::throttle::ClientAddress;

/// The second factor of the one who asks.
#[derive(SimpleObject)]
pub(super) struct SecondFactor {
    /// There is one: signing in takes a code.
    enrolled: bool,
    /// A role of theirs demands one. Until there is one, that role is withheld.
    demanded: bool,
    /// Recovery codes that have not been used.
    recovery_codes_left: i32,
}

impl SecondFactor {
    pub(super) fn show(status: &Status) -> Self {
        Self {
            enrolled: status.enrolled,
            demanded: status.demanded,
            recovery_codes_left: i32::try_from(status.recovery_codes_left).unwrap_or(i32::MAX),
        }
    }
}

/// A key for an authenticator app. Shown once, and no factor before a code confirms it.
#[derive(SimpleObject)]
struct TotpKey {
    /// Base32, as people type it.
    key: String,
    /// What an app reads from a QR code: `otpauth://…`.
    link: String,
}

/// Codes for when the app is out of reach, each good for once. Shown once.
#[derive(SimpleObject)]
struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

impl RecoveryCodes {
    fn show(codes: &[RecoveryCode]) -> Self {
        Self { recovery_codes: codes.iter().map(ToString::to_string).collect() }
    }
}

/// What second factors add to the mutations.
#[derive(Default)]
pub struct SecondFactorMutation;

#[Object]
impl SecondFactorMutation {
    /// Begins a session, for an account whose sign-in was answered with `extensions.challenge`. `code` is one of the
    /// app, or a recovery code; each holds once.
    async fn sign_in_confirm(
        &self,
        context: &Context<'_>,
        challenge: String,
        code: String,
    ) -> async_graphql::Result<Tokens> {
        let challenge = Challenge::presented(challenge);
        let tokens = accounts(context)?.confirm_sign_in(challenge, &code).await;
        Ok(Tokens::show(tokens.map_err(Refusal::from)?))
    }

    /// A new key for the authenticator app of the one who asks, who has signed in within the last 15 minutes.
    async fn totp_begin(&self, context: &Context<'_>) -> async_graphql::Result<TotpKey> {
        let begun = accounts(context)?.begin_totp(graph::caller(context)).await;
        let NewTotp { key, link } = begun.map_err(Refusal::from)?;
        Ok(TotpKey { key, link })
    }

    /// Makes the new key a factor, by a code of the app; ends one's other sessions.
    async fn totp_confirm(
        &self,
        context: &Context<'_>,
        code: String,
    ) -> async_graphql::Result<RecoveryCodes> {
        let codes = accounts(context)?.confirm_totp(graph::caller(context), &code).await;
        Ok(RecoveryCodes::show(&codes.map_err(Refusal::from)?))
    }

    /// Turns the second factor off, against a code, or against the `current` password.
    async fn totp_remove(
        &self,
        context: &Context<'_>,
        code: Option<String>,
        current: Option<String>,
    ) -> async_graphql::Result<bool> {
        let from = context.data_opt::<ClientAddress>().copied().unwrap_or_default();
        let caller = graph::caller(context);
        let proof = match (code, current) {
            (Some(code), _) => Proof::Code(code),
            (None, Some(password)) => Proof::Password(password),
            (None, None) => Proof::Code(String::new()),
        };
        let removed = accounts(context)?.remove_totp(caller, proof, from).await;
        removed.map_err(Refusal::from)?;
        Ok(true)
    }

    /// New recovery codes in place of all before, against a code.
    async fn recovery_codes_renew(
        &self,
        context: &Context<'_>,
        code: String,
    ) -> async_graphql::Result<RecoveryCodes> {
        let codes = accounts(context)?.renew_recovery_codes(graph::caller(context), &code).await;
        Ok(RecoveryCodes::show(&codes.map_err(Refusal::from)?))
    }
}

/// How the one who asks stands.
pub(super) async fn own(context: &Context<'_>) -> async_graphql::Result<SecondFactor> {
    let status = accounts(context)?.second_factor_of(graph::caller(context)).await;
    Ok(SecondFactor::show(&status.map_err(|fault: AccountsFault| Refusal::from(fault))?))
}
