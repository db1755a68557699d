//! The nation as SKR sees it.

use async_graphql::SimpleObject;

/// What regions have published, small numbers suppressed.
#[derive(SimpleObject)]
pub(super) struct Nation {
    regions: Vec<NationalRegion>,
    /// Latest first.
    years: Vec<NationalYear>,
}

/// A region that takes part.
#[derive(SimpleObject)]
struct NationalRegion {
    name: String,
    municipalities: i32,
}

/// A calendar year. Null where a number was too small to publish.
#[derive(SimpleObject)]
struct NationalYear {
    year: i32,
    /// How many regions have published it.
    regions: i32,
    course_days: Option<i64>,
    participant_days: Option<i64>,
}

impl Nation {
    pub(super) fn show(nation: crate::nation::Nation) -> Self {
        let regions = nation.regions.into_iter();
        let years = nation.years.into_iter();
        Self {
            regions: regions
                .map(|region| NationalRegion {
                    name: region.name,
                    municipalities: region.municipalities,
                })
                .collect(),
            years: years
                .map(|year| NationalYear {
                    year: year.year,
                    regions: year.regions,
                    course_days: year.course_days,
                    participant_days: year.participant_days,
                })
                .collect(),
        }
    }
}
