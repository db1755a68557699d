//! The agreements' tables. Rows in, domain types out; knows no rule.

pub(crate) mod agreements;
