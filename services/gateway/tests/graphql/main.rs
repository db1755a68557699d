//! The services by GraphQL, in one process, on both databases: each use case with what it refuses.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests may fail loudly")]

mod agreeing;
mod auditing;
mod delivering;
mod house;
mod lists;
mod second_factor;
mod settling;
mod signing_in;
