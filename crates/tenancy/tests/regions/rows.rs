//! Small rows to read and write, for tests that care about rows and not about what they mean.

use domain::{MunicipalityCode, OrgNumber};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DbErr};
use tenancy::{InRegion, MunicipalityName, RegionScope};

/// Luleå, as a region knows it.
pub(crate) fn lulea() -> MunicipalityName {
    municipality("2580", "Luleå", "212000-2742")
}

/// A municipality, as a region knows it.
pub(crate) fn municipality(code: &str, name: &str, org_number: &str) -> MunicipalityName {
    MunicipalityName {
        code: MunicipalityCode::parse(code).unwrap(),
        name: name.to_owned(),
        org_number: OrgNumber::parse(org_number).unwrap(),
    }
}

/// Adds Luleå to the region.
pub(crate) async fn add_lulea(scope: &RegionScope) {
    let tx = scope.begin().await.unwrap();
    tx.set_municipalities(&[lulea()]).await.unwrap();
    tx.commit().await.unwrap();
    scope.forget_municipalities().await;
}

/// How many rows a table has.
pub(crate) async fn count(store: &impl InRegion, table: &'static str) -> Result<i64, DbErr> {
    count_through(store, table).await
}

/// How many rows a table has, through any connection.
pub(crate) async fn count_through(
    connection: &impl ConnectionTrait,
    table: &'static str,
) -> Result<i64, DbErr> {
    let select = Query::select().expr_as(Expr::cust("count(*)"), "number").from(table).to_owned();
    let row = connection.query_one(&select).await?.expect("a count is a row");
    row.try_get("", "number")
}
