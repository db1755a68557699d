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
        .personal("id account_id role region municipality journey begins_at ends_at given_by")
        .sensitive(&[("reason", "free text about why somebody was let in")]),
    table("sessions")
        .personal("id family account_id created_at expires_at replaced_at revoked_at")
        .sensitive(&[("refresh_sha256", "names the secret that a session is renewed by")]),
    table("signing_keys")
        .none("kid created_at retired_at")
        .sensitive(&[("private_key", "makes whoever holds it anybody")]),
    MIGRATIONS,
];
