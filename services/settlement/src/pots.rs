//! The trainer pots of a region, as the facts stand now, with where each share was issued.

use std::collections::BTreeMap;

use domain::{AgreementId, Date, DocumentLineId, MunicipalityCode, end_of_month};
use identity::Permission;
use settle::PotYear;
use tenancy::RegionScope;

use crate::{SettlementFault, store};

/// A calendar year's pot under an agreement.
pub(crate) struct Pot {
    pub(crate) agreement: AgreementId,
    pub(crate) title: String,
    pub(crate) year: PotYear,
    /// The last day of the month in which it is shared.
    pub(crate) distributed_on: Option<Date>,
    /// The latest issued line of each share.
    pub(crate) lines: BTreeMap<MunicipalityCode, DocumentLineId>,
}

/// Every year's pot, latest first.
pub(crate) async fn pots(scope: &RegionScope) -> Result<Vec<Pot>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_snapshot().await?;
    let agreements = store::facts::agreements(&tx).await?;
    let mut lines = store::lines::of_pots(&tx).await?;
    tx.rollback().await?;
    let mut pots = Vec::new();
    for agreement in agreements {
        let Some(terms) = &agreement.terms.agreement.trainer_pot else { continue };
        let settlement = settle::settle(&agreement.terms, &agreement.delivered, None)?;
        for year in settlement.trainer_pot {
            pots.push(Pot {
                agreement: agreement.id,
                title: agreement.terms.agreement.title.clone(),
                distributed_on: end_of_month(year.year, terms.distribution_month),
                lines: lines.remove(&(agreement.id, year.year)).unwrap_or_default(),
                year,
            });
        }
    }
    pots.sort_by_key(|pot| std::cmp::Reverse((pot.year.year, pot.agreement)));
    Ok(pots)
}
