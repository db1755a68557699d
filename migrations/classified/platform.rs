//! The columns of the platform database.

use super::{Classified, MIGRATIONS, table};

/// Every table and view of the platform database.
pub const PLATFORM: &[Classified] = &[
    table("regions").none("slug name municipalities created_at"),
    table("region_logins")
        .none("region")
        .sensitive(&[("password", "opens the region's database to whoever reaches the server")]),
    // Small numbers are suppressed as they are published.
    table("published_years").none("id region year course_days participant_days published_at"),
    table("accounts")
        .personal("id email name created_at suspended_at")
        .sensitive(&[("password_hash", "lets passwords be guessed without a limit")]),
    table("memberships")
        .personal(
            "id account_id role region municipality journey begins_at ends_at suspended_at given_by",
        )
        .sensitive(&[("reason", "free text about why somebody was let in")]),
    table("sessions")
        .personal("id family account_id provider_id second_factor created_at expires_at replaced_at revoked_at")
        .sensitive(&[("refresh_sha256", "names the secret that a session is renewed by")]),
    table("signing_keys")
        .none("kid created_at retired_at")
        .sensitive(&[("private_key", "makes whoever holds it anybody")]),
    table("outbox")
        .none("id kind state attempts created_at due_at claim claimed_at ended_at")
        .personal("recipient about detail reason"),
    table("mailed_links")
        .personal(
            "id purpose account_id invited_by created_at expires_at used_at withdrawn_at",
        )
        .sensitive(&[("token_sha256", "names the secret that an account is opened by")]),
    table("totp_secrets")
        .personal("account_id created_at confirmed_at last_step guesses guessing_since")
        .sensitive(&[("sealed", "makes codes, once it is unsealed by the secret key")]),
    table("recovery_codes")
        .personal("id account_id used_at")
        .sensitive(&[("digest", "lets codes be guessed without a limit")]),
    table("passkeys").personal("id account_id name credential_id passkey created_at used_at"),
    table("passkey_ceremonies")
        .personal("id account_id expires_at")
        .sensitive(&[("state", "what an answer in the next minutes is checked by")]),
    table("identity_providers")
        .none(
            "id region municipality name issuer client_id created_role trusts_second_factor \
             second_factor_acr active created_at",
        )
        .sensitive(&[("sealed_secret", "makes us known to the provider, once it is unsealed")]),
    table("identity_provider_domains").none("provider_id domain"),
    table("identity_links").personal("provider_id subject account_id linked_at"),
    table("sign_in_attempts")
        .none("provider_id invitation_id expires_at")
        .sensitive(&[
            ("state_sha256", "names a sign-in that is under way"),
            ("browser_sha256", "names the browser that it is under way in"),
            ("nonce", "ties an identity to it"),
            ("pkce_verifier", "ends it in the place of whoever began it"),
        ]),
    table("jobs").none("id kind region created_at claimed_until"),
    MIGRATIONS,
];
