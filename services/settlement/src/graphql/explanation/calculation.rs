//! The calculation beneath an explanation, as the rules tell it again from what was stored.

use graph::{Decimal, Refusal};
use settle::{Basis, Clause, Step};

use super::DECIMALS;

pub(super) fn explained(basis: &Basis) -> Result<(Clause, Vec<Step>), Refusal> {
    let explanation = settle::explain(basis).ok_or_else(|| incomplete("its calculation"))?;
    Ok((explanation.clause, explanation.steps))
}

pub(super) fn share_before_rounding(steps: &[Step]) -> Result<Decimal, Refusal> {
    let exact = steps.iter().find_map(|step| match step {
        Step::Share { exact, .. } => Some(exact.kronor(DECIMALS)),
        Step::Charge { .. } | Step::Pot { .. } | Step::Part { .. } => None,
    });
    exact.map(Decimal).ok_or_else(|| incomplete("its share"))
}

pub(super) fn incomplete(what: &'static str) -> Refusal {
    Refusal::internal(Incomplete(what))
}

/// An issued line does not hold what explains it.
#[derive(Debug, thiserror::Error)]
#[error("an issued line does not hold {0}")]
struct Incomplete(&'static str);
