//! The facts that a settlement rests on, read at one moment: terms, closed days with their counts, what was issued.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

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
    /// Found when first asked for.
    pub(crate) places: OnceLock<Places>,
}

/// Where days and occasions stand among an agreement's days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    days: HashMap<DayCode, usize>,
    /// Any of its days.
    occasions: HashMap<OccasionCode, usize>,
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
    /// The closed day with this code.
    pub(crate) fn day(&self, code: &DayCode) -> Option<(&CourseDay, &DayFact)> {
        self.at(*self.places().days.get(code)?)
    }

    /// The occasion with this code, which has a closed day, and its course.
    pub(crate) fn occasion(&self, code: &OccasionCode) -> Option<(OccasionId, &str)> {
        let (day, fact) = self.at(*self.places().occasions.get(code)?)?;
        Some((fact.occasion, &day.course))
    }

    fn at(&self, place: usize) -> Option<(&CourseDay, &DayFact)> {
        self.delivered.days.get(place).zip(self.days.get(place))
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            let days = || self.delivered.days.iter().enumerate();
            Places {
                days: days().map(|(place, day)| (day.code.clone(), place)).collect(),
                occasions: days().map(|(place, day)| (day.occasion.clone(), place)).collect(),
            }
        })
    }
}

/// Everything in a region that a run needs.
pub(crate) struct Facts {
    /// By first day.
    pub(crate) agreements: Vec<Arc<AgreementFacts>>,
    pub(crate) issued: BTreeMap<AgreementId, Vec<IssuedLine>>,
    /// As they are set up.
    pub(crate) books: Books,
}

/// Reads the facts. `store` must see one moment, so that days and counts belong together.
pub(crate) async fn load(store: &impl InRegion) -> Result<Facts, StoreFault> {
    let agreements = store::facts::agreements(store).await?;
    let agreements = agreements.into_iter().map(Arc::new).collect();
    let issued = store::issued_lines::by_agreement(store).await?;
    let books = store::books::latest(store).await?.books;
    Ok(Facts { agreements, issued, books })
}
