//! The books as a region's economist has set them up: who sells, VAT, recipients, accounts; and what follows from it
//! for a document.
//!
//! Owns: the set-up as files and forms state it and as a checked value, which part of it holds for a line on a day,
//! which documents a charge is parted into, their VAT, what is missing before they are issued.
//! Publishes: [`StatedBooks`], [`Books`], [`Prepared`], [`Missing`], [`lacking`], [`Envelope`], [`invoice`],
//! [`recipient_csv`].
//! Deliberately absent: input and output, the clock, numbers of documents, pages' words, and any guess: what nobody
//! has chosen is missing.
#![deny(missing_docs, clippy::arithmetic_side_effects)]

mod account;
mod envelope;
mod expected;
mod fault;
mod fit;
mod invoice;
mod lacking;
mod missing;
mod prepared;
mod recipient;
pub mod recipient_csv;
mod seller;
mod setup;
mod subtotals;
mod vat;

pub use account::{Account, AccountRule, StatedAccount, UnknownAccount};
pub use envelope::{Envelope, Preceding};
pub use expected::Expected;
pub use fault::BooksFault;
pub use invoice::{InvoiceHead, InvoiceLine, Unfit, invoice};
pub use lacking::lacking;
pub use missing::Missing;
pub use prepared::{Prepared, Vat, prepare, prepare_credit};
pub use recipient::{Recipient, StatedRecipient};
pub use seller::{Seller, StatedSeller};
pub use setup::{Books, StatedBooks};
pub use subtotals::subtotals;
pub use vat::{StatedVat, VatRule};
