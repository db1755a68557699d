//! The one gate to a region's data, for GraphQL, pages, jobs and commands alike.

use std::future::Future;

use domain::Slug;
use identity::{Caller, Permission};

use crate::scope::{Actor, RegionScope};
use crate::{Operation, Regions, StoreFault};

/// Why the gate stayed shut.
#[derive(Debug, thiserror::Error)]
pub enum GateFault {
    /// Nobody has signed in.
    #[error("sign in first")]
    Unauthenticated,
    /// No such region, or none for this caller: the answer is the same.
    #[error("no such region")]
    NotFound,
    /// A member, but not one who may do this.
    #[error("not permitted")]
    Forbidden,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// Entering a region.
pub trait Enter {
    /// The scope of `region`, for somebody who may do `permission` there, in this operation.
    fn enter(
        &self,
        operation: &Operation,
        regions: &Regions,
        region: &Slug,
        permission: Permission,
    ) -> impl Future<Output = Result<RegionScope, GateFault>> + Send;
}

impl Enter for Caller {
    async fn enter(
        &self,
        operation: &Operation,
        regions: &Regions,
        region: &Slug,
        permission: Permission,
    ) -> Result<RegionScope, GateFault> {
        if !self.is_known() {
            return Err(GateFault::Unauthenticated);
        }
        let Some(standing) = self.standing_in(region) else {
            operation.turn_away(self, region);
            return Err(GateFault::NotFound);
        };
        if !standing.allows(permission) {
            operation.refuse(&Actor::of(self), region, permission);
            return Err(GateFault::Forbidden);
        }
        let db = regions.region(region).await?.ok_or(GateFault::NotFound)?;
        let surroundings = regions.surroundings().clone();
        Ok(RegionScope::new(db, self, standing, surroundings, operation))
    }
}
