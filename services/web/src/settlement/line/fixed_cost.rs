//! Rules 3 and 4: a share by weight, and one of its parts.

use domain::swedish::FixedCostTold;

use crate::fault::Fault;
use crate::settlement::line::data::FixedCost;
use crate::settlement::line::explained::{About, Explained};

/// Why a part of a yearly share is what it is.
pub(super) fn explained(about: &About<'_>, cost: &FixedCost) -> Result<Explained, Fault> {
    let told = FixedCostTold {
        municipality: about.municipality,
        name: about.name,
        annual: cost.annual,
        allocation: cost.allocation.into(),
        weight: cost.weight.unsigned_abs(),
        weights: cost.total_weight.unsigned_abs(),
        exact: &cost.exact,
        unit: cost.rounding,
        all_rounded_up: cost.all_rounded_up,
        share: cost.share,
        part: cost.part.unsigned_abs(),
        parts: cost.parts.unsigned_abs(),
        year: cost.year,
        charged: cost.charged,
    };
    told.why().map(Explained::from).map_err(|_| Fault::Internal(None))
}
