//! Whose time is over: a pure rule over what their rows and the services say of when they were last there.

use std::collections::{BTreeSet, HashMap};

use domain::{AccountId, Date, PersonId};
use identity::Scope;
use people::{LastDay, Presence};
use tenancy::RegionScope;

use crate::store::role_holders;
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Everybody who was last there before this day, in the order in which they came.
    pub(super) async fn persons_due(
        &self,
        scope: &RegionScope,
        before: Date,
    ) -> Result<Vec<PersonId>, AccountsFault> {
        let mut last: HashMap<PersonId, Date> = HashMap::new();
        for holder in self.holders() {
            for (person, day) in holder.last_days(scope).await? {
                let day = match day {
                    LastDay::Open => Date::MAX,
                    LastDay::Over(day) => day,
                };
                let known = last.entry(person).or_insert(day);
                *known = day.max(*known);
            }
        }
        let counted_on = self.counted_on(scope).await?;
        let everybody = people::everybody(scope).await?.into_iter();
        let due = everybody.filter(|one| {
            let is_counted_on = one.account.is_some_and(|account| counted_on.contains(&account));
            !is_counted_on && is_due(one, last.get(&one.person).copied(), before)
        });
        Ok(due.map(|one| one.person).collect())
    }

    /// Accounts with a role in the region that is more than their own: they are of use whatever they were last taught.
    async fn counted_on(&self, scope: &RegionScope) -> Result<BTreeSet<AccountId>, AccountsFault> {
        let roles = role_holders::of_region(self.platform(), scope.slug(), scope.now());
        let roles = roles.await?.into_iter().filter(|(_, role)| role.scope() != Scope::Oneself);
        Ok(roles.map(|(account, _)| account).collect())
    }
}

/// Whether somebody was last there before this day: employed by nobody, and neither come to know of, nor on a course
/// day, nor employed since.
fn is_due(one: &Presence, last_day: Option<Date>, before: Date) -> bool {
    let last = [Some(one.known_since), one.last_employed, last_day].into_iter().flatten().max();
    !one.employed && last.is_some_and(|last| last < before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn presence(employed: bool, last_employed: Option<&str>) -> Presence {
        let person = PersonId::from_uuid(uuid::Uuid::nil());
        let known_since = day("2020-01-01");
        let last_employed = last_employed.map(day);
        Presence { person, account: None, known_since, employed, last_employed }
    }

    #[test]
    fn whoever_is_employed_stays() {
        assert!(!is_due(&presence(true, Some("2020-06-30")), None, day("2024-01-01")));
        assert!(is_due(&presence(false, Some("2020-06-30")), None, day("2024-01-01")));
    }

    #[test]
    fn the_last_that_was_of_them_counts() {
        let one = presence(false, Some("2022-06-30"));
        assert!(!is_due(&one, None, day("2022-06-30")), "on the day itself they are kept");
        assert!(is_due(&one, None, day("2022-07-01")));
        assert!(!is_due(&one, Some(day("2023-03-01")), day("2023-03-01")));
        assert!(!is_due(&one, Some(Date::MAX), day("2030-01-01")), "a day that is not closed");
        assert!(!is_due(&presence(false, None), None, day("2020-01-01")));
        assert!(is_due(&presence(false, None), None, day("2020-01-02")));
    }
}
