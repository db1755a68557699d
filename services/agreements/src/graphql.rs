//! The agreements' slice of `Region`. Thin: reads, and shows what was read.

use async_graphql::{ID, Object};
use graph::{Cursor, PageRequest, Refusal};
use tenancy::RegionScope;

use crate::read;

mod agreement;
mod terms;

use agreement::{Agreement, AgreementConnection};

/// What the agreements service adds to a region.
pub struct RegionAgreements {
    scope: RegionScope,
}

impl RegionAgreements {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionAgreements {
    /// The agreement with this id; without one, that in force today, or else the latest.
    async fn agreement(&self, id: Option<ID>) -> async_graphql::Result<Option<Agreement>> {
        let id = match id {
            Some(id) => Some(id.parse().map_err(|_| Refusal::NotFound)?),
            None => None,
        };
        let found = read::find(&self.scope, id).await.map_err(Refusal::from)?;
        match found {
            Some(record) => Ok(Some(Agreement::show(record, self.scope.today())?)),
            None if id.is_some() => Err(Refusal::NotFound.into()),
            None => Ok(None),
        }
    }

    /// The region's agreements, latest term first.
    async fn agreements(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<AgreementConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        // A region has a handful, so that they are read whole and paged here.
        let mut records = read::list(&self.scope).await.map_err(Refusal::from)?;
        let total_count = i64::try_from(records.len()).unwrap_or(i64::MAX);
        if let Some(after) = &page.after {
            let [last] = after.keys::<1>()?;
            let seen = records.iter().position(|record| record.id.to_string() == *last);
            records.drain(..seen.map_or(0, |index| index.saturating_add(1)));
        }
        let page_info = page.cut(&mut records, |record| Cursor(vec![record.id.to_string()]));
        let today = self.scope.today();
        let nodes = records.into_iter().map(|record| Agreement::show(record, today));
        Ok(AgreementConnection { nodes: nodes.collect::<Result<_, _>>()?, page_info, total_count })
    }
}
