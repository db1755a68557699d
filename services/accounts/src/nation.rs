//! What SKR sees: the aggregates that regions have published, and nothing else.

use std::collections::BTreeMap;

use identity::Caller;

use crate::store::published::{PublishedRegion, PublishedYear};
use crate::{Accounts, AccountsFault, store};

/// The nation, as regions have published it.
pub(crate) struct Nation {
    /// By short name.
    pub(crate) regions: Vec<PublishedRegion>,
    /// Latest first.
    pub(crate) years: Vec<NationalYear>,
}

/// A calendar year of all regions.
pub(crate) struct NationalYear {
    pub(crate) year: i32,
    pub(crate) regions: i32,
    /// `None` where a region's number was too small to publish: a sum would give it away.
    pub(crate) course_days: Option<i64>,
    pub(crate) participant_days: Option<i64>,
}

impl Accounts {
    /// What regions have published, for SKR's viewers.
    pub(crate) async fn nation(&self, caller: &Caller) -> Result<Nation, AccountsFault> {
        if !caller.is_known() {
            return Err(AccountsFault::Unauthenticated);
        }
        if !caller.is_national_viewer() {
            return Err(AccountsFault::Forbidden);
        }
        let regions = store::published::regions(self.platform()).await?;
        let years = by_year(&store::published::years(self.platform()).await?);
        Ok(Nation { regions, years })
    }
}

fn by_year(published: &[PublishedYear]) -> Vec<NationalYear> {
    let mut years: BTreeMap<i32, NationalYear> = BTreeMap::new();
    for region in published {
        let sum = years.entry(region.year).or_insert(NationalYear {
            year: region.year,
            regions: 0,
            course_days: Some(0),
            participant_days: Some(0),
        });
        let add =
            |sum: Option<i64>, own: Option<i64>| sum.zip(own).map(|(a, b)| a.saturating_add(b));
        sum.regions = sum.regions.saturating_add(1);
        sum.course_days = add(sum.course_days, region.course_days);
        sum.participant_days = add(sum.participant_days, region.participant_days);
    }
    years.into_values().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_gives_no_suppressed_number_away() {
        let published = |year, participant_days| PublishedYear {
            year,
            course_days: Some(10),
            participant_days,
        };
        let years =
            by_year(&[published(2024, Some(100)), published(2024, None), published(2025, Some(7))]);
        let shown: Vec<_> =
            years.iter().map(|y| (y.year, y.regions, y.course_days, y.participant_days)).collect();
        assert_eq!(shown, [(2025, 1, Some(10), Some(7)), (2024, 2, Some(20), None)]);
    }
}
