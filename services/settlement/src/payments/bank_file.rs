//! A file from the bank: each payment is matched to the document whose reference it states; the same file is booked once.

use chrono::{DateTime, Utc};
use domain::{BankFileId, Date, DocumentId, Money, MunicipalityCode, hex};
use giro::ReadFault;
use identity::Permission;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tenancy::{InRegion, RegionScope, RegionTx};

use super::post::post;
use crate::idempotency::{Asked, answered, keep};
use crate::{SettlementFault, store};

mod matched;
mod told;

use matched::Matching;

/// Some thirteen thousand payments.
const LARGEST: usize = 1_048_576;
const LONGEST_NAME: usize = 200;

/// What became of a payment in a file, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, async_graphql::Enum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BankFileOutcome {
    /// It is booked, or would be.
    Booked,
    /// No document was issued with its reference.
    UnknownReference,
    /// It states several references, and not how much of it is for which.
    SeveralReferences,
    /// The payer has taken something off, which is no payment.
    Deduction,
    /// It went to another bankgiro number than the document says.
    OtherReceiver,
    /// It is more than is left to pay of the document, or the region owes and not the municipality.
    TooLarge,
    /// Its day is before the document's, or has not come.
    Untimely,
    /// It was booked from another file, by the bank's own number of it.
    AlreadyBooked,
}

/// A payment in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BankFileRow {
    /// Of the file; the first is 1.
    pub(crate) line: usize,
    pub(crate) date: Date,
    pub(crate) amount: Money,
    pub(crate) reference: String,
    pub(crate) outcome: BankFileOutcome,
    /// The document that its reference is of.
    pub(crate) document: Option<RowDocument>,
}

/// The document that a row is of, as it was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowDocument {
    pub(crate) id: DocumentId,
    pub(crate) number: String,
    pub(crate) municipality: MunicipalityCode,
    pub(crate) name: String,
}

/// A file that was booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BankFileRecord {
    pub(crate) id: BankFileId,
    pub(crate) name: String,
    pub(crate) rows: Vec<BankFileRow>,
    pub(crate) recorded_at: DateTime<Utc>,
    /// By name; empty where they are erased.
    pub(crate) recorded_by: String,
}

/// What a file would do, or did.
pub(crate) struct BankFileImport {
    /// `None` where it was only looked at.
    pub(crate) file: Option<BankFileRecord>,
    pub(crate) rows: Vec<BankFileRow>,
    /// Whether it had been booked before, under another key or none, so that nothing was now.
    pub(crate) was_booked: bool,
}

/// Looks at a file, or books what can be of it: all at once, or nothing. The same file twice is booked once.
pub(crate) async fn import(
    scope: &RegionScope,
    name: &str,
    content: &[u8],
    dry_run: bool,
    asked: Option<Asked>,
) -> Result<BankFileImport, SettlementFault> {
    scope.require(Permission::Settle)?;
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(SettlementFault::field("input.name", "expected 1 to 200 letters"));
    }
    if content.len() > LARGEST {
        return Err(SettlementFault::field("input.content", "expected at most 1 MiB"));
    }
    let file = giro::read(content).map_err(refused)?;
    if file.is_test {
        return Err(SettlementFault::field("input.content", "expected a real file, not a test"));
    }
    let sha256 = hex(&Sha256::digest(content));
    let tx = scope.begin_serial().await?;
    let under_key: Option<BankFileId> = answered(asked.as_ref(), &tx).await?;
    if let Some(known) = store::bank_files::of_sha256(&tx, &sha256).await? {
        tx.rollback().await?;
        let was_booked = under_key != Some(known.id);
        let rows = known.rows.clone();
        return Ok(BankFileImport { file: Some(known), rows, was_booked });
    }
    let id = BankFileId::next(scope.ids());
    let matching = Matching::of(&tx, id, &file).await?;
    if dry_run {
        tx.rollback().await?;
        return Ok(BankFileImport { file: None, rows: matching.rows, was_booked: false });
    }
    if matching.payments.is_empty() {
        return Err(SettlementFault::Conflict("nothing in the file can be booked"));
    }
    let rows = book(&tx, id, (&sha256, name.trim()), matching).await?;
    keep(asked, &tx, &id).await?;
    tx.commit().await?;
    let booked = store::bank_files::find(scope, id).await?;
    Ok(BankFileImport { file: booked, rows, was_booked: false })
}

async fn book(
    tx: &RegionTx,
    id: BankFileId,
    named: (&str, &str),
    matching: Matching,
) -> Result<Vec<BankFileRow>, SettlementFault> {
    let rows = serde_json::to_string(&matching.rows)?;
    store::bank_files::insert(tx, id, named, &rows).await?;
    post(tx, &matching.payments, &matching.documents).await?;
    tx.note("bank-file-import", &id.to_string());
    Ok(matching.rows)
}

/// A page of booked files, the latest first, and how many there are in all.
pub(crate) async fn bank_files(
    scope: &RegionScope,
    after: Option<BankFileId>,
    limit: u64,
) -> Result<(Vec<BankFileRecord>, i64), SettlementFault> {
    scope.require(Permission::Settle)?;
    Ok(store::bank_files::page(scope, after, limit).await?)
}

/// The booked file with this id.
pub(crate) async fn bank_file(
    scope: &RegionScope,
    id: BankFileId,
) -> Result<Option<BankFileRecord>, SettlementFault> {
    scope.require(Permission::Settle)?;
    Ok(store::bank_files::find(scope, id).await?)
}

fn refused(fault: ReadFault) -> SettlementFault {
    SettlementFault::field(format!("input.content.{}", fault.line), told::expected(fault.why))
}

/// Used by `Matching`, which sees the region's present.
fn now(tx: &RegionTx) -> DateTime<Utc> {
    tx.scope().now()
}
