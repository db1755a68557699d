//! The platform's tables of accounts. Rows in, domain types out; knows no rule.

pub(crate) mod account_state;
pub(crate) mod accounts;
pub(crate) mod erasing;
pub(crate) mod factors;
pub(crate) mod identity_links;
pub(crate) mod identity_providers;
pub(crate) mod inviting;
pub(crate) mod keys;
pub(crate) mod links;
pub(crate) mod memberships;
pub(crate) mod my_data;
pub(crate) mod passkeys;
pub(crate) mod published;
pub(crate) mod retention;
pub(crate) mod role_holders;
pub(crate) mod sessions;
pub(crate) mod sign_in_attempts;
pub(crate) mod staff_accounts;
pub(crate) mod staff_import_traces;
pub(crate) mod staff_imports;
