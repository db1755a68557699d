//! Who is calling, what a role may do, and how a caller proves it: roles, permissions, tokens, passwords.
//!
//! Owns: the one table of what each role may do, the form of access and refresh tokens, password hashing.
//! Publishes: [`Caller`], [`Permission`], [`Role`], [`KeyRing`], [`RefreshToken`], [`LinkToken`],
//! [`PasswordHash`].
//! Deliberately absent: the database, HTTP, the clock. Entering a region is `tenancy`'s gate.

mod access_token;
mod caller;
mod keys;
mod link_token;
mod membership;
mod password;
mod permission;
mod refresh_token;
mod standing;

pub use access_token::{AccessToken, Claims, TokenFault};
pub use caller::Caller;
pub use keys::{KeyFault, KeyRing, SigningKey};
pub use link_token::LinkToken;
pub use membership::{Membership, Reach, ScopeFault};
pub use password::{PasswordFault, PasswordHash};
pub use permission::{Permission, Role, Scope, UnknownRole};
pub use refresh_token::RefreshToken;
pub use standing::Standing;
