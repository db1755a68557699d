//! What the operations of payments' pages answer.

use chrono::{DateTime, Utc};
use domain::{Date, Money};
use serde::Deserialize;

use crate::paging::PageInfo;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) receivables: Ageing,
    pub(super) overdue_documents: OverdueDocuments,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ageing {
    pub(super) at: Date,
    pub(super) ledger_balance: Money,
    pub(super) sums: Sums,
    pub(super) municipalities: Vec<Aged>,
}

#[derive(Deserialize)]
pub(super) struct Aged {
    pub(super) municipality: Municipality,
    pub(super) sums: Sums,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sums {
    pub(super) not_due: Money,
    #[serde(rename = "days1To30")]
    pub(super) days_1_to_30: Money,
    #[serde(rename = "days31To60")]
    pub(super) days_31_to_60: Money,
    #[serde(rename = "days61To90")]
    pub(super) days_61_to_90: Money,
    #[serde(rename = "over90Days")]
    pub(super) over_90_days: Money,
    pub(super) total: Money,
}

#[derive(Deserialize)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OverdueDocuments {
    pub(super) total_count: i64,
    pub(super) to_remind: i64,
    pub(super) page_info: PageInfo,
    pub(super) nodes: Vec<Overdue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Overdue {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) municipality: Municipality,
    pub(super) due: Date,
    pub(super) days_late: i64,
    pub(super) left: Money,
    pub(super) last_reminder: Option<Date>,
}

/// A file that was booked; without its rows where it is one of a list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BankFile {
    #[serde(default)]
    pub(super) id: String,
    pub(super) name: String,
    pub(super) payments: i64,
    pub(super) booked: i64,
    pub(super) booked_amount: Money,
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) recorded_by: String,
    #[serde(default)]
    pub(super) rows: Vec<BankFileRow>,
}

/// A payment in a file.
#[derive(Deserialize)]
pub(super) struct BankFileRow {
    pub(super) line: i64,
    pub(super) date: Date,
    pub(super) amount: Money,
    pub(super) reference: String,
    pub(super) outcome: Outcome,
    pub(super) document: Option<PaidDocument>,
}

#[derive(Deserialize)]
pub(super) struct PaidDocument {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) municipality: Name,
}

#[derive(Deserialize)]
pub(super) struct Name {
    pub(super) name: String,
}

/// What becomes of a payment in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Outcome {
    Booked,
    UnknownReference,
    SeveralReferences,
    Deduction,
    OtherReceiver,
    TooLarge,
    Untimely,
    AlreadyBooked,
}

impl Outcome {
    /// Why it is not booked, and what to do; empty where it is.
    pub(super) const fn told(self) -> &'static str {
        match self {
            Self::Booked => "",
            Self::UnknownReference => {
                "Inget underlag har den referensen. Fråga betalaren vad som avses och registrera \
                 betalningen på underlaget."
            }
            Self::SeveralReferences => {
                "Betalningen anger flera referenser. Fördela den på underlagen för hand."
            }
            Self::Deduction => "Ett avdrag, som betalaren har gjort. Det bokförs inte härifrån.",
            Self::OtherReceiver => {
                "Pengarna kom till ett annat bankgiro än det som står på underlaget."
            }
            Self::TooLarge => {
                "Mer än det som är kvar att betala. Registrera det som hör till underlaget för \
                 hand och betala tillbaka resten."
            }
            Self::Untimely => "Betalningsdagen är före underlagets dag, eller har inte varit än.",
            Self::AlreadyBooked => "Är redan bokförd ur en annan fil.",
        }
    }
}
