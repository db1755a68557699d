//! The product as it is run: its binary, its commands, its API by HTTP, its pages in a browser, on both databases.
//! Knows no crate of the product but the vocabulary; what is not promised to the outside is not tested here.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may fail loudly"
)]

mod auditor;
mod browser;
mod cases;
mod chaos;
mod commands;
mod crawl;
mod demo;
mod door;
mod erased;
mod everything_offered;
mod graphql_over_http;
mod harvest;
mod identity_provider;
mod imported;
mod interrupted;
mod invited;
mod isolation;
mod issuing;
mod pages;
mod passkeys;
mod permissions;
mod redis_gone;
mod running;
mod second_factor;
mod seeded;
mod settlement_json;
mod signed_up;
mod slow_clients;
mod timing;
