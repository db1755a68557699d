//! Reading agreements: all of a region's, one by its id, or the one that matters today.

use domain::{AgreementId, AgreementTerms, AgreementVersionId};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::{AgreementState, Status, store};

/// An agreement with the version that counts: the latest in force, or else the latest draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementRecord {
    /// The agreement.
    pub id: AgreementId,
    /// The version.
    pub version_id: AgreementVersionId,
    /// Its number, from 1.
    pub version: i32,
    /// Whether it is agreed to.
    pub status: Status,
    /// What is agreed.
    pub terms: AgreementTerms,
    /// SHA-256 of the terms' JSON, hexadecimal.
    pub terms_sha256: String,
}

/// All agreements of the region, latest term first.
pub async fn list(scope: &RegionScope) -> Result<Vec<AgreementRecord>, GateFault> {
    scope.require(Permission::ReadAgreements)?;
    let versions = store::agreements::all_versions(scope).await?;
    let mut records: Vec<AgreementRecord> = Vec::new();
    for version in versions {
        match records.iter_mut().find(|record| record.id == version.id) {
            Some(record) if supersedes(&version, record) => *record = version,
            Some(_) => {}
            None => records.push(version),
        }
    }
    records.sort_by_key(|record| std::cmp::Reverse((record.terms.agreement.from, record.id)));
    Ok(records)
}

/// The agreement with this id; without one, that in force today, or else the one with the latest term.
pub async fn find(
    scope: &RegionScope,
    id: Option<AgreementId>,
) -> Result<Option<AgreementRecord>, GateFault> {
    let records = list(scope).await?;
    let today = scope.today();
    let in_force = |record: &AgreementRecord| {
        AgreementState::on(today, record.status, record.terms.term()) == AgreementState::InForce
    };
    let chosen = match id {
        Some(id) => records.iter().position(|record| record.id == id),
        None => records.iter().position(in_force).or((!records.is_empty()).then_some(0)),
    };
    Ok(chosen.and_then(|index| records.into_iter().nth(index)))
}

fn supersedes(version: &AgreementRecord, record: &AgreementRecord) -> bool {
    match (version.status, record.status) {
        (Status::InForce, Status::Draft) => true,
        (Status::Draft, Status::InForce) => false,
        (Status::InForce, Status::InForce) | (Status::Draft, Status::Draft) => {
            version.version > record.version
        }
    }
}
