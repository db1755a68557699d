//! Appendix 1: rule, figures, rounding and clause of each amount, as they were kept when it was issued.

use domain::swedish::{self, ExactFault, FixedCostTold, Why};
use paper::{Block, Level};
use settle::{Basis, Explanation, LineKey, Step};

use super::{Kept, KeptLine, course_fees, pot, taken_back};
use crate::SettlementFault;

/// Decimals of an amount before rounding.
const DECIMALS: u32 = 6;

pub(super) fn blocks(kept: &Kept<'_>) -> Result<Vec<Block>, SettlementFault> {
    let agreement = &kept.document.agreement_title;
    let mut blocks = vec![
        Block::NewPage,
        Block::Heading(Level::Part, "Bilaga 1: Så är beloppen beräknade".to_owned()),
        Block::Paragraph(format!(
            "Beloppen följer av avtalet {agreement} och av hur många som deltog, som det var när \
             underlaget utfärdades."
        )),
    ];
    blocks.extend(course_fees::blocks(kept)?);
    for line in &kept.lines {
        let why = match &line.stored.basis {
            Basis::FixedCost(_) => fixed_cost(kept, line)?,
            Basis::TrainerPot(basis) => pot::why(kept, line, basis)?,
            Basis::CourseDay(_) | Basis::Withdrawn | Basis::Credited => continue,
        };
        let amount = swedish::money(line.line.amount);
        blocks.push(Block::Heading(Level::Section, format!("{}: {amount}", line.line.name)));
        blocks.extend(told(line, &why, agreement)?);
    }
    blocks.extend(taken_back::withdrawn(kept)?);
    blocks.extend(taken_back::credited(kept));
    Ok(blocks)
}

/// An answer with what it rests on.
fn told(line: &KeptLine<'_>, why: &Why, agreement: &str) -> Result<Vec<Block>, SettlementFault> {
    let mut steps = why.calculation.clone();
    steps.push(format!("→ {}", why.result));
    let mut blocks = vec![
        Block::Paragraph(why.answer.clone()),
        Block::Steps(steps),
        Block::Paragraph(why.rounding.join(" ")),
    ];
    let (charged, amount) = (line.stored.charged, line.line.amount);
    blocks.extend(swedish::difference(charged, line.before()?, amount).map(Block::Paragraph));
    blocks.push(Block::Note(format!("{agreement}. {}", why.clause)));
    Ok(blocks)
}

fn fixed_cost(kept: &Kept<'_>, line: &KeptLine<'_>) -> Result<Why, SettlementFault> {
    let (Basis::FixedCost(basis), LineKey::FixedCost { name, year, .. }) =
        (&line.stored.basis, &line.line.key)
    else {
        return Err(incomplete(ExactFault));
    };
    let told = FixedCostTold {
        municipality: &kept.document.municipality_name,
        name,
        annual: basis.annual,
        allocation: basis.allocation,
        weight: basis.weight,
        weights: basis.weights,
        exact: &exact(&line.stored.basis)?,
        unit: basis.unit,
        all_rounded_up: line.stored.all_rounded_up,
        share: basis.yearly_share,
        part: basis.part.into(),
        parts: basis.parts.into(),
        year: (*year).into(),
        charged: line.stored.charged,
    };
    told.why().map_err(incomplete)
}

/// The amount of a basis before rounding, as text.
pub(super) fn exact(basis: &Basis) -> Result<String, SettlementFault> {
    let steps = settle::explain(basis).map(|Explanation { steps, .. }| steps).unwrap_or_default();
    let exact = steps.iter().find_map(|step| match step {
        Step::Charge { exact, .. } | Step::Share { exact, .. } => Some(exact.kronor(DECIMALS)),
        Step::Pot { .. } | Step::Part { .. } => None,
    });
    exact.ok_or_else(|| incomplete(ExactFault))
}

pub(super) fn incomplete(_: ExactFault) -> SettlementFault {
    SettlementFault::Broken("an issued line holds what explains it")
}
