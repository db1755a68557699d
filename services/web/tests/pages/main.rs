//! The pages as browsers get them, with the API's answers taken from `tests/samples`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod account;
mod audit;
mod books;
mod browser;
mod contract;
mod costs;
mod credit_withdrawn;
mod credits_waiting;
mod delivery;
mod every_page;
mod fake_api;
mod html;
mod identity_providers;
mod line_vat;
mod mailed_links;
mod passkeys;
mod payments;
mod protection;
mod run_files;
mod second_factor;
mod session;
mod settlement;
mod staff;
mod staff_import;
