//! The platform's tables of accounts. Rows in, domain types out; knows no rule.

pub(crate) mod accounts;
pub(crate) mod factors;
pub(crate) mod inviting;
pub(crate) mod jobs;
pub(crate) mod keys;
pub(crate) mod links;
pub(crate) mod memberships;
pub(crate) mod passkeys;
pub(crate) mod published;
pub(crate) mod sessions;
pub(crate) mod staff_accounts;
pub(crate) mod staff_imports;
