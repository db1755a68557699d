//! Setting the books up: seller, VAT, recipients, accounts. Each change is a new version; what was issued stays as it was.

use books::{Books, StatedAccount, StatedBooks, StatedRecipient, StatedSeller, StatedVat};
use identity::Permission;
use tenancy::{RegionScope, RegionTx};

use crate::idempotency::Asked;
use crate::store::books::Settings;
use crate::{SettlementFault, idempotency, store};

/// What is to be set up anew; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct BooksChange {
    /// Who sells.
    pub seller: Option<StatedSeller>,
    /// All choices of VAT.
    pub vat: Option<Vec<StatedVat>>,
    /// All recipients.
    pub recipients: Option<Vec<StatedRecipient>>,
    /// All accounts that are called otherwise.
    pub accounts: Option<Vec<StatedAccount>>,
    /// The component that is saved up as a buffer; empty for none.
    pub buffer: Option<String>,
    /// Whether one person attests a run, and another issues it.
    pub four_eyes: Option<bool>,
}

impl From<StatedBooks> for BooksChange {
    fn from(all: StatedBooks) -> Self {
        Self {
            seller: all.seller,
            vat: Some(all.vat),
            recipients: Some(all.recipients),
            accounts: Some(all.accounts),
            buffer: Some(all.buffer.unwrap_or_default()),
            four_eyes: Some(all.four_eyes),
        }
    }
}

/// The set-up that holds.
pub(crate) async fn settings(scope: &RegionScope) -> Result<Settings, SettlementFault> {
    scope.require(Permission::Settle)?;
    Ok(store::books::latest(scope).await?)
}

/// How the books are set up; `None` before anything is.
pub async fn stated_books(scope: &RegionScope) -> Result<Option<StatedBooks>, SettlementFault> {
    let settings = settings(scope).await?;
    Ok((settings.version > 0).then_some(settings.stated))
}

/// Sets up what is given; all of it, or nothing where any of it is wrong. Asked for under a key, once, however often.
pub(crate) async fn set_up(
    scope: &RegionScope,
    change: BooksChange,
    asked: Option<Asked>,
) -> Result<Settings, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(version) = idempotency::answered(asked.as_ref(), &tx).await? {
        let settings = store::books::at_version(&tx, version).await?;
        tx.rollback().await?;
        return Ok(settings);
    }
    set_up_in(&tx, change).await?;
    let settings = store::books::latest(&tx).await?;
    idempotency::keep(asked, &tx, &settings.version).await?;
    tx.commit().await?;
    Ok(settings)
}

/// The same, in a transaction that brings in more. The same set-up twice is one version.
pub async fn set_up_in(tx: &RegionTx, change: BooksChange) -> Result<(), SettlementFault> {
    let known = store::books::latest(tx).await?;
    let BooksChange { seller, vat, recipients, accounts, buffer, four_eyes } = change;
    let old = known.stated.clone();
    let stated = StatedBooks {
        seller: seller.or(old.seller),
        vat: vat.unwrap_or(old.vat),
        recipients: recipients.unwrap_or(old.recipients),
        accounts: accounts.unwrap_or(old.accounts),
        buffer: match buffer {
            Some(code) => Some(code.trim().to_owned()).filter(|code| !code.is_empty()),
            None => old.buffer,
        },
        four_eyes: four_eyes.unwrap_or(old.four_eyes),
    };
    if stated == known.stated {
        return Ok(());
    }
    Books::parse(&stated).map_err(SettlementFault::Books)?;
    let content = serde_json::to_string(&stated)?;
    let version = known.version.saturating_add(1);
    store::books::insert(tx, version, &content).await?;
    tx.note("books-set", &version.to_string());
    Ok(())
}
