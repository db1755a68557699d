//! Everything that was issued in a region, by agreement: what `documents list --json` tells of.

use domain::AgreementId;
use identity::Permission;
use settle::{FixedCostShare, PotYear};
use tenancy::RegionScope;

use crate::facts;
use crate::record::{DocumentRecord, LineRecord};
use crate::{SettlementFault, store};

/// An agreement with what was issued under it.
#[derive(Clone, Debug)]
pub struct IssuedAgreement {
    /// The agreement.
    pub id: AgreementId,
    /// Its title.
    pub title: String,
    /// Every party's share of every yearly cost.
    pub fixed_cost_shares: Vec<FixedCostShare>,
    /// The trainer pot of each calendar year with a closed course day.
    pub trainer_pot: Vec<PotYear>,
    /// The documents with their lines, by number.
    pub documents: Vec<(DocumentRecord, Vec<LineRecord>)>,
}

/// All agreements in force of the region, with what was issued under each.
pub async fn issued(scope: &RegionScope) -> Result<Vec<IssuedAgreement>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let agreements = store::facts::agreements(&tx).await?;
    let documents = store::documents::all(&tx).await?;
    let mut lines = store::lines::all(&tx).await?;
    tx.rollback().await?;
    let mut issued = Vec::with_capacity(agreements.len());
    for facts::AgreementFacts { id, terms, delivered, .. } in agreements {
        let settlement = settle::settle(&terms, &delivered, None)?;
        let own = documents.iter().filter(|document| document.agreement == id);
        issued.push(IssuedAgreement {
            id,
            title: terms.agreement.title,
            fixed_cost_shares: settlement.fixed_cost_shares,
            trainer_pot: settlement.trainer_pot,
            documents: own
                .map(|document| (document.clone(), lines.remove(&document.id).unwrap_or_default()))
                .collect(),
        });
    }
    Ok(issued)
}
