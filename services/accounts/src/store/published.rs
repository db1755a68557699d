//! `regions` and `published_years`: what regions have published.

use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, Order};
use tenancy::{PlatformDb, StoreFault};

/// A region, as the nation sees it.
pub(crate) struct PublishedRegion {
    pub(crate) name: String,
    pub(crate) municipalities: i32,
}

/// What a region published of a year; `None` where a number was too small.
pub(crate) struct PublishedYear {
    pub(crate) year: i32,
    pub(crate) course_days: Option<i64>,
    pub(crate) participant_days: Option<i64>,
}

/// All regions, by short name.
pub(crate) async fn regions(platform: &PlatformDb) -> Result<Vec<PublishedRegion>, StoreFault> {
    let select = Query::select()
        .columns(["name", "municipalities"])
        .from("regions")
        .order_by("slug", Order::Asc)
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let region = |row: &sea_orm::QueryResult| {
        let (name, municipalities) = (row.try_get("", "name")?, row.try_get("", "municipalities")?);
        Ok(PublishedRegion { name, municipalities })
    };
    rows.iter().map(region).collect()
}

/// Every year of every region.
pub(crate) async fn years(platform: &PlatformDb) -> Result<Vec<PublishedYear>, StoreFault> {
    let select = Query::select()
        .columns(["year", "course_days", "participant_days"])
        .from("published_years")
        .to_owned();
    let rows = platform.connection().query_all(&select).await?;
    let year = |row: &sea_orm::QueryResult| {
        Ok(PublishedYear {
            year: row.try_get("", "year")?,
            course_days: row.try_get("", "course_days")?,
            participant_days: row.try_get("", "participant_days")?,
        })
    };
    rows.iter().map(year).collect()
}
