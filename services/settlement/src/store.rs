//! Settlement's tables, and the views that other services publish. Rows in, domain types out; knows no rule.

pub(crate) mod account;
pub(crate) mod attestations;
pub(crate) mod balances;
pub(crate) mod bank_files;
pub(crate) mod books;
pub(crate) mod charged;
pub(crate) mod costs;
pub(crate) mod credit_withdrawals;
pub(crate) mod credits;
pub(crate) mod documents;
pub(crate) mod entries;
pub(crate) mod facts;
pub(crate) mod idempotency;
pub(crate) mod issued_lines;
pub(crate) mod ledger;
mod line_key;
pub(crate) mod lines;
pub(crate) mod numbers;
pub(crate) mod occasions;
pub(crate) mod payments;
pub(crate) mod pot_shares;
pub(crate) mod reminders;
pub(crate) mod run_files;
pub(crate) mod runs;
pub(crate) mod settled_years;
