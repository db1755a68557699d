//! An invoice or a credit note, whole.

use domain::{Bankgiro, Date, OcrReference, Period};

use crate::{Attachment, Lines, Party, Seller, Text};

/// An invoice or a credit note in kronor from a Swedish seller to a Swedish buyer.
///
/// What the types allow and the rules do not (no reference, no due date) is for [`crate::check()`] to tell, so that a
/// page can say which form to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Which of both it is.
    pub kind: Kind,
    /// Its number.
    pub number: Text,
    /// The day when it was issued.
    pub issued: Date,
    /// The day by which it is to be paid. A credit note tells it with its payment, or not at all.
    pub due: Option<Date>,
    /// The days that it is for.
    pub period: Option<Period>,
    /// The buyer's own reference; this or an order reference must be there (PEPPOL-EN16931-R003).
    pub buyer_reference: Option<Text>,
    /// The number of the buyer's order.
    pub order_reference: Option<Text>,
    /// The agreement that it is by.
    pub contract_reference: Option<Text>,
    /// What it is about in the buyer's own books (type 130).
    pub invoiced_object: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
    /// The invoices that it corrects.
    pub preceding: Vec<BillingReference>,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Party,
    /// How to pay.
    pub payment: Option<Payment>,
    /// What holds for paying, in words.
    pub payment_terms: Option<Text>,
    /// What is charged or, on a credit note, given back: its amounts are positive all the same.
    pub lines: Lines,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
}

/// Which of both a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An invoice (380).
    Invoice,
    /// A credit note (381).
    CreditNote,
}

/// An invoice that came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingReference {
    /// Its number.
    pub number: Text,
    /// The day when it was issued.
    pub issued: Option<Date>,
}

/// Payment by bankgiro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// To where.
    pub bankgiro: Bankgiro,
    /// What the payer states, so that the payment is found.
    pub reference: Option<OcrReference>,
}
