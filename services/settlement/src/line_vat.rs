//! How a line stands to VAT, as it was kept when it was issued, and which set-up of the books chose that.

use chrono::{DateTime, Utc};
use domain::{DocumentLineId, Money};
use einvoice::VatCategory;
use tenancy::RegionScope;

use crate::record::{DocumentRecord, LineRecord};
use crate::stored::StoredExplanation;
use crate::{SettlementFault, read, store};

/// A line's VAT.
pub(crate) struct LineVat {
    /// What the line comes to without.
    pub(crate) amount: Money,
    /// `None` where nobody had chosen.
    pub(crate) category: Option<VatCategory>,
    /// What the document's lines of the category come to, and their VAT; `None` where no VAT was computed.
    pub(crate) sums: Option<(Money, Money)>,
    /// The whole document's.
    pub(crate) document_vat: Money,
    /// What rounding to whole kronor adds to the document, or takes away.
    pub(crate) rounding: Money,
    /// Whether its sum was to be whole kronor.
    pub(crate) whole_kronor: bool,
    /// Whether anybody had said who sells.
    pub(crate) seller_was_set_up: bool,
    /// Where the category was chosen; `None` where nobody had, or where that is not to be told for certain.
    pub(crate) chosen: Option<Chosen>,
}

/// A version of the set-up.
pub(crate) struct Chosen {
    pub(crate) version: i32,
    pub(crate) decided_at: DateTime<Utc>,
    /// By name; empty where they are erased.
    pub(crate) decided_by: String,
}

/// The VAT of a line within the caller's reach.
pub(crate) async fn of_line(
    scope: &RegionScope,
    id: DocumentLineId,
) -> Result<Option<LineVat>, SettlementFault> {
    let Some((document, line)) = read::line(scope, id).await? else { return Ok(None) };
    let mut lines = store::lines::of_documents(scope, &[document.id.uuid()]).await?;
    let lines = lines.remove(&document.id).unwrap_or_default();
    let category = line.category()?;
    let sums = match &category {
        Some(category) => sums(category, &lines)?,
        None => None,
    };
    let chosen = match &category {
        Some(category) => chosen(scope, &document, &line, category).await?,
        None => None,
    };
    let seller = document.envelope()?.map(|envelope| envelope.seller);
    Ok(Some(LineVat {
        amount: line.amount,
        category,
        sums,
        document_vat: document.vat,
        rounding: document.rounding,
        whole_kronor: seller.as_ref().is_some_and(|seller| seller.whole_kronor),
        seller_was_set_up: seller.is_some(),
        chosen,
    }))
}

/// Nothing is computed where the choice is missing for any line.
fn sums(of: &VatCategory, lines: &[LineRecord]) -> Result<Option<(Money, Money)>, SettlementFault> {
    let mut known = Vec::with_capacity(lines.len());
    for line in lines {
        let Some(category) = line.category()? else { return Ok(None) };
        known.push((line.amount, category));
    }
    let subtotals = books::subtotals(&known)?;
    // What is exempt for several reasons stands together.
    let own = subtotals
        .iter()
        .find(|one| (one.category.code(), one.category.percent()) == (of.code(), of.percent()));
    Ok(own.map(|one| (one.base, one.tax)))
}

/// The set-up that held when the line was issued, or, where it credits another, when that one was.
async fn chosen(
    scope: &RegionScope,
    document: &DocumentRecord,
    line: &LineRecord,
    category: &VatCategory,
) -> Result<Option<Chosen>, SettlementFault> {
    let stored: StoredExplanation = serde_json::from_str(&line.explanation)?;
    let credited = match &stored.credit {
        Some(credit) => store::documents::find(scope, credit.document).await?,
        None => None,
    };
    let issued = credited.as_ref().unwrap_or(document);
    let versions = store::books::versions(scope).await?;
    // What corrects an earlier charge keeps a choice that may have been changed since: the latest that was like it.
    for (version, decided_at) in versions.into_iter().rev() {
        if decided_at > issued.issued_at {
            continue;
        }
        let settings = store::books::at_version(scope, version).await?;
        if settings.books.vat(line.key.kind(), line.key.code(), issued.date) == Some(category) {
            return Ok(Some(Chosen { version, decided_at, decided_by: settings.decided_by }));
        }
        if !line.adjusts {
            break;
        }
    }
    Ok(None)
}
