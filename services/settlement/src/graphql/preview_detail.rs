//! The lines of a document that would be issued, one by one: what changed, and since when.

use async_graphql::SimpleObject;
use graph::{Decimal, Money, Refusal};
use settle::Line;

use super::shared::{ChargedDay, LineKind};
use crate::SettlementFault;
use crate::facts::AgreementFacts;
use crate::stored::StoredDay;

/// A line that would be issued.
#[derive(SimpleObject)]
pub(super) struct PreviewDetail {
    kind: LineKind,
    code: String,
    name: String,
    /// Participant days, parts of a year, or points; negative where some are taken back.
    quantity: Decimal,
    amount: Money,
    /// Whether it was charged before, and this is what has changed since.
    adjusts: bool,
    /// What it should come to in all.
    charged: Money,
    /// What earlier documents have charged of it.
    issued_before: Money,
    /// The course day that is charged, where it is one that is closed.
    course_day: Option<ChargedDay>,
}

impl PreviewDetail {
    pub(super) fn show(line: &Line, facts: &AgreementFacts) -> Result<Self, Refusal> {
        let charged = line.charged();
        let before = charged.minus(line.amount).map_err(SettlementFault::from)?;
        let day = facts.charged_day(&line.key);
        Ok(Self {
            kind: line.key.kind().into(),
            code: line.key.code().to_owned(),
            name: line.name.clone(),
            quantity: Decimal(line.quantity.to_string()),
            amount: Money(line.amount),
            adjusts: line.adjusts,
            charged: Money(charged),
            issued_before: Money(before),
            course_day: day.map(|(day, fact)| ChargedDay::show(&StoredDay::of(day, fact))),
        })
    }
}
