//! The facts that a settlement rests on, read at one moment: terms, closed days with their counts, what was issued.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use books::Books;
use chrono::{DateTime, Datelike, Utc};
use domain::{
    AgreementId, AgreementTerms, AgreementVersionId, CourseDay, CourseDayId, DayCode, Delivered,
    OccasionCode, OccasionId,
};
use settle::{Earlier, IssuedLine, LineKey};
use tenancy::{InRegion, StoreFault};

use crate::store;
use crate::store::settled_years::{ByYear, SettledYear};

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
    /// What the years before the first one that was read leave; nothing where all were read.
    pub earlier: Option<Earlier>,
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

    /// The closed day that a line charges, where it charges one.
    pub(crate) fn charged_day(&self, line: &LineKey) -> Option<(&CourseDay, &DayFact)> {
        match line {
            LineKey::CourseFee { day, .. } => self.day(day),
            LineKey::FixedCost { .. } | LineKey::TrainerPot { .. } => None,
        }
    }

    /// The occasion with this code, which has a closed day, and its course.
    pub(crate) fn occasion(&self, code: &OccasionCode) -> Option<(OccasionId, &str)> {
        let (day, fact) = self.at(*self.places().occasions.get(code)?)?;
        Some((fact.occasion, &day.course))
    }

    /// The years of which what a run found still holds, from the term's first on until one does not.
    pub(crate) fn settled<'a>(
        &self,
        settled: &'a ByYear<SettledYear>,
        revisions: &ByYear<String>,
    ) -> impl Iterator<Item = (i32, &'a SettledYear)> {
        self.terms.term().years().map_while(move |year| {
            let found = settled.get(&(self.id, year))?;
            let revision = revisions.get(&(self.id, year));
            found.holds(self.version, revision).then_some((year, found))
        })
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
    /// By first day: all, or those that have something left to settle.
    pub(crate) agreements: Vec<Arc<AgreementFacts>>,
    pub(crate) issued: BTreeMap<AgreementId, Issued>,
    /// As they are set up.
    pub(crate) books: Books,
    /// The names of the facts of the years that have any.
    pub(crate) revisions: ByYear<String>,
}

/// What was issued under an agreement.
#[derive(Default)]
pub(crate) struct Issued {
    pub(crate) lines: Vec<IssuedLine>,
    /// How each of them stands to VAT, as it is kept; nothing where nobody had chosen.
    pub(crate) vat: Vec<Option<String>>,
}

impl Facts {
    pub(crate) fn issued(&self, agreement: AgreementId) -> &Issued {
        const NOTHING: &Issued = &Issued { lines: Vec::new(), vat: Vec::new() };
        self.issued.get(&agreement).unwrap_or(NOTHING)
    }
}

/// How much of the facts and of what was issued is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of it.
    All,
    /// Of each agreement, the years from [`Earlier::from`] on; of one that has no such year, all.
    Open,
}

/// Reads all facts. `store` must see one moment, so that days and counts belong together.
pub(crate) async fn load(store: &impl InRegion) -> Result<Facts, StoreFault> {
    let revisions = store::settled_years::revisions(store).await?;
    read(store, store::facts::terms(store).await?, revisions, Reach::All).await
}

/// Reads the facts of the years that are not settled, or that have changed since they were: what a run costs does not grow
/// with the history. `store` must see one moment.
pub(crate) async fn load_open(store: &impl InRegion) -> Result<Facts, StoreFault> {
    let revisions = store::settled_years::revisions(store).await?;
    let settled = store::settled_years::all(store).await?;
    let mut agreements = store::facts::terms(store).await?;
    for agreement in &mut agreements {
        let done = agreement.settled(&settled, &revisions);
        let last = done.take_while(|(_, found)| found.complete).last();
        agreement.earlier = last.map(|(year, found)| Earlier {
            from: year.saturating_add(1),
            carried: found.carried,
            registered: found.registered.clone(),
        });
    }
    agreements.retain(|agreement| {
        let last = agreement.terms.agreement.to.year();
        agreement.earlier.as_ref().is_none_or(|earlier| earlier.from <= last)
    });
    read(store, agreements, revisions, Reach::Open).await
}

async fn read(
    store: &impl InRegion,
    mut agreements: Vec<AgreementFacts>,
    revisions: ByYear<String>,
    reach: Reach,
) -> Result<Facts, StoreFault> {
    store::facts::add_delivered(store, &mut agreements, reach).await?;
    let issued = store::issued_lines::by_agreement(store, &agreements, reach).await?;
    let agreements = agreements.into_iter().map(Arc::new).collect();
    let books = store::books::latest(store).await?.books;
    Ok(Facts { agreements, issued, books, revisions })
}
