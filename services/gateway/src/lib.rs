//! The public door: HTTP, the caller behind a token, limits, and the schema merged from the services' slices.
//!
//! Owns: `/graphql`, `/schema.graphql`, `/health/*`, `/metrics`, `/.well-known/jwks.json`, and what a request may cost.
//! Publishes: [`Gateway`], [`router`], [`schema_text`].
//! Deliberately absent: rules, tables, pages. Every field is some service's.

// Slices lie inside each other where they are merged, and the compiler follows their futures through all of them.
// The merged schema nests a future for each service's slice.
#![recursion_limit = "256"]

mod caller;
mod execute;
mod http;
mod limits;
mod naming;
mod persisted;
mod region;
mod sanitise;
mod schema;
mod tokens;

pub use execute::{Gateway, Origin, Parts};
pub use http::router;
pub use limits::Limits;
pub use schema::schema_text;
