//! Who is calling, what a role may do, and how a caller proves it: roles, permissions, tokens, passwords, codes.
//!
//! Owns: the one table of what each role may do, the form of tokens and challenges, password hashing, one-time
//! codes and recovery codes, sealing with the deployment's secret key.
//! Publishes: [`Caller`], [`Permission`], [`Role`], [`KeyRing`], [`RefreshToken`], [`LinkToken`], [`PasswordHash`], [`Challenge`],
//! [`TotpSecret`], [`RecoveryCode`], [`SecretKey`].
//! Deliberately absent: the database, HTTP, the clock. Entering a region is `tenancy`'s gate.

mod access_token;
mod base32;
mod caller;
mod challenge;
mod keys;
mod link_token;
mod membership;
mod password;
mod permission;
mod recovery_code;
mod refresh_token;
mod secret_key;
mod signed;
mod standing;
mod totp;

pub use access_token::{AccessToken, Claims};
pub use caller::Caller;
pub use challenge::Challenge;
pub use keys::{KeyFault, KeyRing, SigningKey};
pub use link_token::LinkToken;
pub use membership::{Membership, Reach, ScopeFault};
pub use password::{PasswordFault, PasswordHash};
pub use permission::{Permission, Role, Scope, UnknownRole};
pub use recovery_code::RecoveryCode;
pub use refresh_token::RefreshToken;
pub use secret_key::{SealFault, SecretKey, WeakKey};
pub use signed::{TokenFault, claimed_kid};
pub use standing::Standing;
pub use totp::{TimeStep, TotpCode, TotpSecret};
