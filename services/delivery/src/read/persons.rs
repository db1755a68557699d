//! Persons within the caller's reach.

use domain::PersonId;
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::record::PersonRecord;
use crate::store::persons::{self, PersonFilter};

/// A page of persons by name, and how many there are in all.
pub(crate) async fn page(
    scope: &RegionScope,
    search: Option<&str>,
    after: Option<(&str, PersonId)>,
    limit: u64,
) -> Result<(Vec<PersonRecord>, i64), GateFault> {
    scope.require(Permission::ReadPersons)?;
    let filter = PersonFilter { reach: scope.reach(), search };
    Ok(persons::list(scope, &filter, after, limit).await?)
}
