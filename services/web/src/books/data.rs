//! What `operations/books.graphql` answers, and what is told in its turn.

use chrono::{DateTime, Utc};
use domain::Date;
use serde::{Deserialize, Serialize};

use crate::line_kind::LineKind;
use crate::missing_kind::MissingKind;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) municipalities: Vec<Municipality>,
    pub(super) books: Option<Books>,
    pub(super) books_missing: Vec<Missing>,
    pub(super) number_series: Vec<Series>,
}

/// What the agreements in force need, and nobody has set up.
#[derive(Deserialize)]
pub(super) struct Missing {
    pub(super) kind: MissingKind,
    pub(super) charge: Option<LineKind>,
    pub(super) code: Option<String>,
    pub(super) municipality: Option<Municipality>,
}

/// The numbers of a year.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Series {
    pub(super) year: i32,
    pub(super) first_number: String,
    pub(super) last_number: String,
    pub(super) documents: i64,
    pub(super) gaps: i64,
}

#[derive(Clone, Deserialize)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) name: String,
}

/// How the books are set up, as the API says it and is told it.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Books {
    pub(super) four_eyes: bool,
    pub(super) decided_at: Option<DateTime<Utc>>,
    pub(super) decided_by: String,
    pub(super) buffer: Option<String>,
    pub(super) seller: Option<Seller>,
    pub(super) vat: Vec<Vat>,
    pub(super) recipients: Vec<Recipient>,
    pub(super) accounts: Vec<Account>,
}

#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Seller {
    pub(super) name: String,
    pub(super) org_number: String,
    pub(super) vat_number: Option<String>,
    pub(super) f_tax: bool,
    pub(super) peppol: String,
    pub(super) street: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) town: Option<String>,
    pub(super) contact: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) bankgiro: String,
    pub(super) payment_days: i32,
    pub(super) whole_kronor: bool,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Vat {
    pub(super) charge: Option<LineKind>,
    pub(super) code: Option<String>,
    pub(super) from: Option<Date>,
    pub(super) category: String,
    pub(super) rate: Option<i32>,
    pub(super) reason: Option<String>,
    pub(super) exemption: Option<String>,
}

#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Recipient {
    pub(super) municipality: String,
    pub(super) unit: Option<String>,
    pub(super) charge: Option<LineKind>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) org_number: Option<String>,
    pub(super) name: Option<String>,
    pub(super) peppol: String,
    pub(super) buyer_reference: Option<String>,
    pub(super) order_reference: Option<String>,
    pub(super) contract_reference: Option<String>,
    pub(super) invoiced_object: Option<String>,
    pub(super) email: Option<String>,
    pub(super) street: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) town: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum AccountKind {
    #[serde(rename = "RECEIVABLES")]
    Receivables,
    #[serde(rename = "BANK")]
    Bank,
    #[serde(rename = "PAYABLES")]
    Payables,
    #[serde(rename = "VAT25")]
    Vat25,
    #[serde(rename = "VAT12")]
    Vat12,
    #[serde(rename = "VAT6")]
    Vat6,
    #[serde(rename = "TRAINER_POT")]
    TrainerPot,
    #[serde(rename = "BUFFER_FUND")]
    BufferFund,
    #[serde(rename = "COSTS_OWED")]
    CostsOwed,
    #[serde(rename = "COURSE_FEES")]
    CourseFees,
    #[serde(rename = "FIXED_COSTS")]
    FixedCosts,
    #[serde(rename = "REDUCTIONS")]
    Reductions,
    #[serde(rename = "ROUNDING")]
    Rounding,
    #[serde(rename = "PROJECT_COSTS")]
    ProjectCosts,
}

impl AccountKind {
    /// Every account, with its name and its number in the product's own ledger.
    pub(super) const ALL: [(Self, &'static str, &'static str); 14] = [
        (Self::Receivables, "Fordringar på kommuner", "1510"),
        (Self::Bank, "Bank", "1930"),
        (Self::Payables, "Skulder till kommuner", "2440"),
        (Self::Vat25, "Utgående moms 25 %", "2611"),
        (Self::Vat12, "Utgående moms 12 %", "2621"),
        (Self::Vat6, "Utgående moms 6 %", "2631"),
        (Self::TrainerPot, "Utbildarpott", "2890"),
        (Self::BufferFund, "Buffert", "2895"),
        (Self::CostsOwed, "Kostnader att betala", "2990"),
        (Self::CourseFees, "Kursavgifter", "3010"),
        (Self::FixedCosts, "Fasta kostnader", "3020"),
        (Self::Reductions, "Nedsättningar", "3730"),
        (Self::Rounding, "Öresavrundning", "3740"),
        (Self::ProjectCosts, "Kostnader för kurstillfällen", "4010"),
    ];
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Account {
    #[serde(rename = "account")]
    pub(super) kind: AccountKind,
    pub(super) number: String,
    pub(super) dimensions: Vec<Dimension>,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Dimension {
    pub(super) dimension: i32,
    pub(super) object: String,
}
