//! Asking for a credit: what of which document, and why. Nothing is issued yet.

use std::collections::BTreeSet;

use domain::{CreditId, DocumentId, Money};
use graph::FieldFault;
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use super::read::{self, Creditable};
use super::{CreditRequest, CreditedLine, LONGEST_REASON};
use crate::idempotency::{Asked, answered, keep};
use crate::{SettlementFault, store};

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct NewCredit {
    pub(crate) document: DocumentId,
    /// All that is left is taken back, and charged anew.
    pub(crate) cancels: bool,
    pub(crate) reason: String,
    /// How much of which lines, where it is not all that is left.
    pub(crate) lines: Vec<CreditedLine>,
}

/// Keeps what is asked for; asked for again under the same key, it is kept once.
pub(crate) async fn ask(
    scope: &RegionScope,
    new: NewCredit,
    asked: Option<Asked>,
) -> Result<CreditId, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(id) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(id);
    }
    let found = read::load(&tx, new.document).await?.ok_or(GateFault::NotFound)?;
    let lines = decided(&new, &found).map_err(SettlementFault::Refused)?;
    let request = CreditRequest {
        id: CreditId::next(scope.ids()),
        document: new.document,
        cancels: new.cancels,
        reason: new.reason.trim().to_owned(),
        lines,
        asked_at: scope.now(),
        signature: tx.signature().await?,
        asked_by: String::new(),
        account: scope.actor().account,
        issued: None,
        withdrawal: None,
    };
    store::credits::insert(&tx, &request).await?;
    tx.note("document-credit-ask", &found.document.number.to_string());
    keep(asked, &tx, &request.id).await?;
    tx.commit().await?;
    Ok(request.id)
}

/// The lines that are credited, or what is wrong with what is asked for.
fn decided(new: &NewCredit, found: &Creditable) -> Result<Vec<CreditedLine>, Vec<FieldFault>> {
    let mut faults = Vec::new();
    if !(1..=LONGEST_REASON).contains(&new.reason.trim().chars().count()) {
        faults.push(FieldFault::new("input.reason", "expected a reason of 1 to 500 letters"));
    }
    if found.left.is_empty() {
        faults.push(FieldFault::new("input.document", "expected a document with something left"));
    }
    if new.cancels && !new.lines.is_empty() {
        let expected = "expected none: a cancellation takes back all that is left";
        faults.push(FieldFault::new("input.lines", expected));
    }
    let all =
        || found.left.iter().map(|(line, amount)| CreditedLine { line: *line, amount: *amount });
    let lines: Vec<CreditedLine> = if new.cancels {
        all().collect()
    } else if new.lines.is_empty() {
        // A reduction takes nothing back of what the region owes.
        all().filter(|one| !one.amount.is_negative()).collect()
    } else {
        new.lines.clone()
    };
    let mut named = BTreeSet::new();
    for (place, one) in new.lines.iter().enumerate() {
        let left = found.left.get(&one.line).copied().unwrap_or_default();
        if !named.insert(one.line) {
            faults.push(FieldFault::new(format!("input.lines[{place}].line"), "expected once"));
        }
        if one.amount <= Money::ZERO || one.amount > left {
            let expected = "expected an amount above 0, and no more than is left of the line";
            faults.push(FieldFault::new(format!("input.lines[{place}].amount"), expected));
        }
    }
    if faults.is_empty() && lines.is_empty() {
        let expected = "expected a cancellation: what the region owes is not reduced";
        faults.push(FieldFault::new("input.cancels", expected));
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}
