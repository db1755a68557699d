//! The services by GraphQL, in one process, on both databases: each use case with what it refuses.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests may fail loudly")]

mod agreeing;
mod auditing;
mod books;
mod books_agreeing;
mod books_on_paper;
mod books_withheld;
mod books_workbook;
mod costs;
mod crediting;
mod delivering;
mod erasing;
mod forgotten_passwords;
mod four_eyes;
mod house;
mod identity_providers;
mod inviting;
mod ledger_verified;
mod letterbox;
mod lists;
mod merging;
mod moving;
mod my_data;
mod once;
mod openid;
mod payments;
mod recipients;
mod retention;
mod run_files;
mod second_factor;
mod settling;
mod signing_in;
mod staff;
mod staff_import;
mod totara;
mod year_end;
