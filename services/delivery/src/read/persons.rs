//! Persons within the caller's reach.

use domain::PersonId;
use identity::Permission;
use people::{Person, PersonFilter};
use tenancy::{GateFault, RegionScope};

/// A page of persons by name, and how many there are in all.
pub(crate) async fn page(
    scope: &RegionScope,
    search: Option<&str>,
    after: Option<(&str, PersonId)>,
    limit: u64,
) -> Result<(Vec<Person>, i64), GateFault> {
    scope.require(Permission::ReadPersons)?;
    Ok(people::list(scope, PersonFilter { search }, after, limit).await?)
}
