//! A cost of the list, ready to show.

use domain::swedish;

use crate::settlement::costs::data::Cost;
use crate::urls;

/// A cost.
pub(super) struct CostRow {
    pub(super) id: String,
    pub(super) date: String,
    pub(super) kind: &'static str,
    pub(super) description: String,
    pub(super) supplier: String,
    pub(super) amount: String,
    pub(super) paid_by: &'static str,
    /// Empty where it is of none.
    pub(super) occasion: String,
    pub(super) occasion_href: String,
    /// Empty where it is neither taken back nor takes back another.
    pub(super) state: &'static str,
    /// Where it is taken back; empty where it cannot be.
    pub(super) reverse_href: String,
}

impl CostRow {
    /// A cost of this region.
    pub(super) fn of(region: &str, cost: &Cost) -> Self {
        let state = match (&cost.reverses, &cost.reversed_by) {
            (Some(_), _) => "Återföring",
            (None, Some(_)) => "Återförd",
            (None, None) => "",
        };
        let occasion = cost.occasion.as_ref();
        Self {
            date: cost.date.to_string(),
            kind: cost.kind.name(),
            description: cost.description.clone(),
            supplier: cost.supplier.clone(),
            amount: swedish::figure(cost.amount),
            paid_by: cost.paid_by.name(),
            occasion: occasion
                .map(|one| format!("{} ({})", one.course, one.code))
                .unwrap_or_default(),
            occasion_href: occasion
                .map(|one| urls::occasion_result(region, &one.id))
                .unwrap_or_default(),
            reverse_href: if state.is_empty() {
                urls::cost_reverse(region, &cost.id)
            } else {
                String::new()
            },
            state,
            id: cost.id.clone(),
        }
    }
}
