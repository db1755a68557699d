//! Issued documents and their lines, as rows become them.

use std::fmt;

use books::{Account, Envelope, StatedVat};
use chrono::{DateTime, Utc};
use domain::{
    AgreementId, AgreementVersionId, CreditId, Date, DocumentId, DocumentLineId, Money,
    MoneyOverflow, MunicipalityCode, OccasionCode, OccasionId, OrgNumber, RunId,
};
use einvoice::VatCategory;
use settle::{DocumentKind, LineKey, Quantity};

/// A document's number: the year of issue, and a running number without gaps in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentNumber {
    /// The year of issue.
    pub year: i32,
    /// From 1.
    pub number: i64,
}

/// `2026-00014`.
impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:05}", self.year, self.number)
    }
}

/// An issued document. Names and numbers are those of the moment of issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Id.
    pub id: DocumentId,
    /// The run that issued it.
    pub run: RunId,
    /// The agreement that it was issued under.
    pub agreement: AgreementId,
    /// The version of it.
    pub agreement_version: AgreementVersionId,
    /// What that was called.
    pub agreement_title: String,
    /// Its number.
    pub number: DocumentNumber,
    /// Its kind.
    pub kind: DocumentKind,
    /// Whose it is.
    pub municipality: MunicipalityCode,
    /// What the municipality was called.
    pub municipality_name: String,
    /// Its organisation number.
    pub org_number: OrgNumber,
    /// The invoice date that the agreement gives.
    pub date: Date,
    /// The occasion, where each is invoiced by itself.
    pub occasion: Option<OccasionName>,
    /// Whether it corrects what was issued before.
    pub adjusts: bool,
    /// The sum of its lines, without VAT.
    pub total: Money,
    /// Its VAT.
    pub vat: Money,
    /// What rounding to whole kronor adds or takes away.
    pub rounding: Money,
    /// What it was issued with, as JSON of `Envelope`; `None` where nothing was set up.
    pub(crate) envelope: Option<String>,
    /// What somebody asked to have credited, where that is why it was issued.
    pub credit: Option<CreditId>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
}

impl DocumentRecord {
    /// What is to be paid, or, below zero, what the region owes.
    pub fn payable(&self) -> Result<Money, MoneyOverflow> {
        Money::sum([self.total, self.vat, self.rounding])
    }

    /// What it was issued with; `None` where nothing was set up.
    pub(crate) fn envelope(&self) -> Result<Option<Envelope>, serde_json::Error> {
        self.envelope.as_deref().map(serde_json::from_str).transpose()
    }
}

/// What an occasion was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccasionName {
    /// Id.
    pub id: OccasionId,
    /// Short name.
    pub code: OccasionCode,
    /// The course.
    pub course: String,
}

/// A line of an issued document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRecord {
    /// Id.
    pub id: DocumentLineId,
    /// The document that it stands on.
    pub document: DocumentId,
    /// What it charges.
    pub key: LineKey,
    /// The calendar year that it belongs to; `None` where it took back a day that is gone, before lines had years.
    pub(crate) year: Option<i32>,
    /// Its name on the document.
    pub name: String,
    /// How much.
    pub quantity: Quantity,
    /// The price of one, where there is one.
    pub unit_price: Option<Money>,
    /// What it comes to.
    pub amount: Money,
    /// Whether it corrects what was issued before.
    pub adjusts: bool,
    /// What it is posted on; `None` where it was issued before that was kept.
    pub(crate) account: Option<Account>,
    /// How it stands to VAT, as JSON of `StatedVat`; `None` where nobody had chosen.
    pub(crate) vat: Option<String>,
    /// Why, as JSON of `StoredExplanation`: read where a line is explained, and nowhere else.
    pub(crate) explanation: String,
}

impl LineRecord {
    /// How it stands to VAT; `None` where nobody had chosen.
    pub(crate) fn category(&self) -> Result<Option<VatCategory>, serde_json::Error> {
        category(self.vat.as_deref())
    }
}

/// The category that is kept beside a line, where one is.
pub(crate) fn category(kept: Option<&str>) -> Result<Option<VatCategory>, serde_json::Error> {
    let stated = kept.map(serde_json::from_str::<StatedVat>).transpose()?;
    Ok(stated.and_then(|stated| stated.category()))
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RunRecord {
    pub(crate) id: RunId,
    /// Issued up to and including this date.
    pub(crate) until: Date,
    pub(crate) issued_at: DateTime<Utc>,
    pub(crate) issued_by: String,
    pub(crate) documents: i64,
    pub(crate) total: Money,
    pub(crate) first: DocumentNumber,
    pub(crate) last: DocumentNumber,
}
