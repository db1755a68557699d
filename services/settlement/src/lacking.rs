//! What the set-up lacks today for the agreements in force, before any run.

use std::collections::BTreeSet;

use books::Missing;
use identity::Permission;
use tenancy::RegionScope;

use crate::{SettlementFault, store};

/// What is to be chosen before everything that the agreements of today charge can be issued.
pub(crate) async fn lacking(scope: &RegionScope) -> Result<BTreeSet<Missing>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let today = scope.today();
    let books = store::books::latest(scope).await?.books;
    let terms = store::facts::terms(scope).await?;
    let in_force = terms.iter().map(|one| &one.terms).filter(|one| one.term().contains(today));
    Ok(in_force.flat_map(|terms| books::lacking(&books, terms, today)).collect())
}
