//! Who is calling, what a role may do, and how a caller proves it: roles, permissions, tokens, passwords.
//!
//! Owns: the one table of what each role may do.
//! Publishes: [`Caller`], [`Permission`], [`Role`], tokens and passwords.
//! Deliberately absent: the database, HTTP, the clock. Entering a region is `tenancy`'s gate.

mod caller;
mod permission;

pub use caller::{Caller, Membership, Reach, Standing};
pub use permission::{Permission, Role, UnknownRole};
