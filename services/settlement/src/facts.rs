//! The facts that a settlement rests on, read at one moment: terms, closed days with their counts, what was issued.

use std::collections::BTreeMap;

use books::Books;
use chrono::{DateTime, Utc};
use domain::{
    AgreementId, AgreementTerms, AgreementVersionId, CourseDay, CourseDayId, DayCode, Delivered,
    OccasionCode, OccasionId,
};
use settle::IssuedLine;
use tenancy::{InRegion, StoreFault};

use crate::store;

/// An agreement in force with all that was delivered under it.
#[derive(Clone, Debug)]
pub struct AgreementFacts {
    /// The agreement.
    pub id: AgreementId,
    /// The version in force.
    pub version: AgreementVersionId,
    /// What was agreed.
    pub terms: AgreementTerms,
    /// What was delivered.
    pub delivered: Delivered,
    /// What counts do not tell of the days, in the same order.
    pub days: Vec<DayFact>,
}

/// What identifies a closed day, and who vouches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFact {
    /// The day.
    pub id: CourseDayId,
    /// Its occasion.
    pub occasion: OccasionId,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// The signature of who closed it.
    pub closed_by: String,
}

impl AgreementFacts {
    /// The closed days by code.
    pub(crate) fn days_by_code(&self) -> BTreeMap<&DayCode, (&CourseDay, &DayFact)> {
        let days = self.delivered.days.iter().zip(&self.days);
        days.map(|(day, fact)| (&day.code, (day, fact))).collect()
    }

    /// The occasions with a closed day, by code.
    pub(crate) fn occasions(&self) -> BTreeMap<&OccasionCode, (OccasionId, &str)> {
        let days = self.delivered.days.iter().zip(&self.days);
        days.map(|(day, fact)| (&day.occasion, (fact.occasion, day.course.as_str()))).collect()
    }
}

/// Everything in a region that a run needs.
pub(crate) struct Facts {
    /// By first day.
    pub(crate) agreements: Vec<AgreementFacts>,
    pub(crate) issued: BTreeMap<AgreementId, Vec<IssuedLine>>,
    /// As they are set up.
    pub(crate) books: Books,
}

/// Reads the facts. `store` must see one moment, so that days and counts belong together.
pub(crate) async fn load(store: &impl InRegion) -> Result<Facts, StoreFault> {
    let agreements = store::facts::agreements(store).await?;
    let issued = store::issued_lines::by_agreement(store).await?;
    let books = store::books::latest(store).await?.books;
    Ok(Facts { agreements, issued, books })
}
