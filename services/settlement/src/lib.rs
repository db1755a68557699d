//! Settlement: previews and runs, numbered documents that never change, the trainer pot, the ledger.
//!
//! Owns: the tables `number_series`, `runs`, `documents`, `document_lines`, `ledger_entries`,
//! `ledger_postings`, `book_settings`, `idempotency_keys`,
//! `attestations`, `credits`, `run_files`, `run_file_parts`, `payments`, `bank_files`, `reminders`, `costs`.
//! Reads: the views `agreement_terms`, `delivered_days`, `delivered_participation`, `delivered_instruction`,
//! `undelivered_days` and `occasion_names`, in the transaction in which it writes.
//! Publishes: the slices of a region and the mutations for the schema; [`preview`], [`issue`] and [`issued`] for commands;
//! [`work_on`], who makes the files of runs.
//! Deliberately absent: the rules, which are `settle`'s, and persons: it knows counts per day and municipality.

mod attest;
mod browse;
mod charged;
mod cost;
mod credit;
mod facts;
mod fault;
mod files;
mod funds;
mod graphql;
mod idempotency;
mod issue;
mod issued;
mod issued_vat;
mod lacking;
mod ledger;
mod line_vat;
mod occasion_result;
mod payments;
mod plan;
mod pots;
mod preview;
mod read;
mod recipients_file;
mod record;
mod record_cost;
mod reverse_cost;
mod run_files;
mod series;
mod set_up;
mod settled;
mod store;
mod stored;
mod verify;
mod write;
mod year_end;

pub use facts::{AgreementFacts, DayFact};
pub use fault::SettlementFault;
pub use files::{DocumentFile, Format, Withheld, of_run as files_of_run};
pub use graphql::{
    BooksMutation, CostsMutation, CreditsMutation, PaymentsMutation, RecipientsMutation,
    RegionCosts, RegionLedger, RegionPayments, RegionSettlement, RegionYear, RunFilesMutation,
    SettlementMutation,
};
pub use idempotency::Asked;
pub use issue::{Issued, issue};
pub use issued::{IssuedAgreement, issued};
pub use preview::{Preview, preview};
pub use read::run_by_number;
pub use recipients_file::{
    FileFault, RecipientsRead, import as import_recipients, read as read_recipients,
};
pub use record::{DocumentRecord, LineRecord};
pub use run_files::work::{work_off, work_on};
pub use set_up::{BooksChange, set_up_in, stated_books};
pub use verify::{Verified, verify};
