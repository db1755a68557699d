//! Persons who may be there twice: finding them, and saying of two that they are not the same.

use std::collections::{BTreeSet, HashMap};

use domain::{AccountId, PersonId};
use identity::Permission;
use people::duplicates::{self, Candidate, Pair, Reason};
use tenancy::RegionScope;

use super::read::StaffView;
use crate::store::staff_accounts;
use crate::{Accounts, AccountsFault};

/// Two of the staff who may be the same.
#[derive(Clone, Debug)]
pub(crate) struct DuplicateView {
    pub(crate) pair: Pair,
    pub(crate) first: StaffView,
    pub(crate) second: StaffView,
}

impl DuplicateView {
    pub(crate) fn has(&self, reason: Reason) -> bool {
        self.pair.reasons.contains(&reason)
    }
}

/// Where a page of pairs ended.
pub(crate) type Place = (String, PersonId, PersonId);

impl Accounts {
    /// A page of pairs who may be the same, both within reach, by name; and how many there are in all.
    pub(crate) async fn staff_duplicates(
        &self,
        scope: &RegionScope,
        after: Option<&Place>,
        limit: u64,
    ) -> Result<(Vec<DuplicateView>, i64), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let mut candidates = duplicates::candidates(scope).await?;
        self.add_accounts_addresses(&mut candidates).await?;
        let apart = people::apart::all(scope).await?;
        let found = tokio::task::spawn_blocking(move || duplicates::pairs(&candidates, &apart));
        let found = found.await?;
        let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
        let later = |pair: &Pair| {
            after.is_none_or(|(key, first, second)| {
                (&pair.sort_key, pair.first, pair.second) > (key, *first, *second)
            })
        };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let page: Vec<Pair> = found.into_iter().filter(later).take(limit).collect();
        let ids: BTreeSet<PersonId> =
            page.iter().flat_map(|pair| [pair.first, pair.second]).collect();
        let ids: Vec<PersonId> = ids.into_iter().collect();
        let staff = people::staff::with_ids(scope, &ids).await?;
        let views = self.views(scope, staff).await?.into_iter();
        let views: HashMap<PersonId, StaffView> = views.map(|view| (view.staff.id, view)).collect();
        let shown = page.into_iter().filter_map(|pair| {
            let (first, second) = (views.get(&pair.first)?, views.get(&pair.second)?);
            Some(DuplicateView { first: first.clone(), second: second.clone(), pair })
        });
        Ok((shown.collect(), total))
    }

    /// The address that one signs in with may be an older one, or another's by now.
    async fn add_accounts_addresses(
        &self,
        candidates: &mut [Candidate],
    ) -> Result<(), AccountsFault> {
        let ids: Vec<AccountId> = candidates.iter().filter_map(|one| one.account).collect();
        let accounts = staff_accounts::of(self.platform(), &ids).await?;
        for candidate in candidates {
            let account = candidate.account.and_then(|id| accounts.get(&id));
            candidate.emails.extend(account.map(|account| account.email.clone()));
        }
        Ok(())
    }

    /// Says that two are not the same; they are not shown as such again.
    pub(crate) async fn staff_apart(
        &self,
        scope: &RegionScope,
        first: PersonId,
        second: PersonId,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let tx = scope.begin().await?;
        for id in [first, second] {
            people::staff::find(&tx, id).await?.ok_or(AccountsFault::NotFound)?;
        }
        if first == second {
            return Err(AccountsFault::field("second", "expected another person"));
        }
        people::apart::say(&tx, first, second).await?;
        tx.note("staff-duplicate-dismiss", &format!("{first} {second}"));
        tx.commit().await?;
        Ok(())
    }
}
