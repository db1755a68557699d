//! Bringing an agreement into a region, from a case. Once in, its terms never change.

use domain::{AgreementId, AgreementTerms, AgreementVersionId, hex};
use identity::Permission;
use sha2::{Digest, Sha256};
use tenancy::{GateFault, InRegion, RegionTx, StoreFault};

use crate::{AgreementRecord, store};

/// Whether a version is agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not agreed to yet.
    Draft,
    /// Agreed to.
    InForce,
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The region has a new agreement.
    Added(AgreementId),
    /// The region had this very agreement.
    Unchanged(AgreementId),
}

impl Imported {
    /// The agreement, new or not.
    pub const fn id(self) -> AgreementId {
        match self {
            Self::Added(id) | Self::Unchanged(id) => id,
        }
    }
}

/// Why an agreement was not brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// Another agreement of the region already holds for some of its days.
    #[error("the agreement “{title}” already holds for some of these days, with other terms")]
    Overlaps {
        /// That agreement's title.
        title: String,
    },
    /// The terms cannot be written as JSON.
    #[error("the terms cannot be written")]
    Unwritable(#[from] serde_json::Error),
    /// The gate or the database refused.
    #[error(transparent)]
    Gate(#[from] GateFault),
}

impl From<StoreFault> for ImportFault {
    fn from(fault: StoreFault) -> Self {
        Self::Gate(fault.into())
    }
}

/// Adds an agreement with these terms to the region, unless it has it already.
pub async fn import(
    tx: &RegionTx,
    terms: &AgreementTerms,
    status: Status,
) -> Result<Imported, ImportFault> {
    let scope = tx.scope();
    scope.require(Permission::Administer)?;
    let json = serde_json::to_string(terms)?;
    let terms_sha256 = hex(&Sha256::digest(json.as_bytes()));
    let known = store::agreements::all_versions(tx).await?;
    if let Some(id) = decide(&known, terms, status, &terms_sha256)? {
        return Ok(Imported::Unchanged(id));
    }
    let record = AgreementRecord {
        id: AgreementId::next(scope.ids()),
        version_id: AgreementVersionId::next(scope.ids()),
        version: 1,
        status,
        terms: terms.clone(),
        terms_sha256,
    };
    store::agreements::insert(tx, &record, &json, scope.now()).await?;
    tx.note("agreement-import", &record.id.to_string());
    Ok(Imported::Added(record.id))
}

/// The agreement that is this one already; `None` where it is new; refused where it overlaps another.
fn decide(
    known: &[AgreementRecord],
    terms: &AgreementTerms,
    status: Status,
    terms_sha256: &str,
) -> Result<Option<AgreementId>, ImportFault> {
    let same = known.iter().find(|v| v.status == status && v.terms_sha256 == terms_sha256);
    if let Some(version) = same {
        return Ok(Some(version.id));
    }
    let new = terms.term();
    let holds = |other: &AgreementRecord| {
        let held = other.terms.term();
        other.status == Status::InForce && held.from <= new.to && new.from <= held.to
    };
    match known.iter().find(|version| status == Status::InForce && holds(version)) {
        Some(other) => Err(ImportFault::Overlaps { title: other.terms.agreement.title.clone() }),
        None => Ok(None),
    }
}
