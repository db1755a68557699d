//! Why a line takes back what another has charged: by hand, for somebody's reason.

use async_graphql::{ComplexObject, ID, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Money, Refusal};
use tenancy::RegionScope;

use super::LineExplanation;
use super::calculation::incomplete;
use crate::graphql::shared::ChargedDay;
use crate::record::LineRecord;
use crate::stored::StoredExplanation;

/// Somebody's decision: it is credited by hand.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(in crate::graphql) struct CreditExplanation {
    /// What was charged by the line that is credited.
    charged: Money,
    amount: Money,
    /// Whether it is charged anew; what is not is taken off for good.
    cancels: bool,
    /// Why, in the words of whoever asked for it.
    reason: String,
    asked_at: DateTime<Utc>,
    /// The line that is credited.
    line: ID,
    /// The document that it stands on.
    document: ID,
    /// That document's number.
    number: String,
    /// The course day that was charged, where it was one.
    course_day: Option<ChargedDay>,
    #[graphql(skip)]
    scope: Box<RegionScope>,
    /// The signature of who asked for it.
    #[graphql(skip)]
    asked_by: String,
}

#[ComplexObject]
impl CreditExplanation {
    /// Who asked for it, by the name that they had.
    async fn asked_by(&self) -> async_graphql::Result<String> {
        let name = self.scope.name_of_actor(&self.asked_by).await;
        Ok(name.map_err(Refusal::from)?)
    }
}

pub(super) fn explained(
    scope: &RegionScope,
    line: &LineRecord,
    stored: &StoredExplanation,
) -> Result<LineExplanation, Refusal> {
    let credit = stored.credit.as_ref().ok_or_else(|| incomplete("what it credits"))?;
    Ok(LineExplanation::Credit(CreditExplanation {
        charged: Money(credit.charged),
        amount: Money(line.amount),
        cancels: credit.cancels,
        reason: credit.reason.clone(),
        asked_at: credit.asked_at,
        line: credit.line.to_string().into(),
        document: credit.document.to_string().into(),
        number: credit.number.clone(),
        course_day: stored.day.as_ref().map(ChargedDay::show),
        scope: Box::new(scope.clone()),
        asked_by: credit.asked_by.clone(),
    }))
}
