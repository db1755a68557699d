//! E-invoices to municipalities: Peppol BIS Billing 3 (UBL 2.1), written and held against the rules that apply.
//!
//! Owns: invoices and credit notes as values, their totals and VAT, their XML, and a check of that XML by
//! an independent reader against the rules of EN 16931, Peppol and Sweden.
//! Publishes: [`Invoice`] and its parts, [`write()`], [`check()`].
//! Deliberately absent: input and output, the clock, numbering, pages' words, other currencies than
//! kronor, other countries than Sweden, and allowances and charges, which no agreement here has.
#![deny(missing_docs, clippy::arithmetic_side_effects)]

mod attachment;
mod check;
mod invoice;
mod line;
mod lines;
mod party;
mod text;
mod totals;
mod vat;
mod write;

pub use attachment::{Attachment, EmptyAttachment, MediaType};
pub use check::{
    DocumentField, LineField, PartyField, PaymentField, Severity, Subject, TotalField, Violation,
    check,
};
pub use invoice::{BillingReference, Invoice, Kind, Payment};
pub use line::{Line, Pricing, PricingFault, Unit};
pub use lines::{Lines, LinesFault};
pub use party::{Address, Contact, ElectronicAddress, Party, Seller, VatNumber, VatNumberFault};
pub use text::{Text, TextFault};
pub use totals::{Rounding, Subtotal, Totals};
pub use vat::{ExemptionCode, Rate, UnknownExemptionCode, VatCategory};
pub use write::write;
