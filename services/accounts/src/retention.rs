//! Retention: for how long a region keeps what it holds on people, what would go, and letting go of it every day.
//!
//! A region decides its periods itself, as its archive plan has them; until it has, nothing goes. Documents, the ledger
//! and the audit stay, which tell of no erased person.

use chrono::{DateTime, Months, Utc};
use domain::{Date, PersonId};
use identity::Permission;
use tenancy::{GateFault, RegionScope};

use crate::store::retention::{self as periods, Period};
use crate::store::staff_imports;
use crate::{Accounts, AccountsFault};

pub(crate) mod apply;
mod due;

/// A kind of data that a region keeps for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, async_graphql::Enum)]
pub enum RetentionKind {
    /// Persons, from their last employment or course day on.
    Staff,
    /// Files with staff that were uploaded, with what became of each row, from the upload on.
    StaffLists,
}

impl RetentionKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Staff, Self::StaffLists];

    /// As rows have it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::StaffLists => "staff-lists",
        }
    }
}

/// For how many whole months something is kept: 1 to 600.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptMonths(u16);

impl KeptMonths {
    /// So many months; `None` where it is none at all, or more than fifty years.
    pub fn parse(months: i32) -> Option<Self> {
        u16::try_from(months).ok().filter(|months| (1..=600).contains(months)).map(Self)
    }

    /// How many.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The day before which all goes, today being `today`.
    fn before(self, today: Date) -> Date {
        today.checked_sub_months(Months::new(self.0.into())).unwrap_or(Date::MIN)
    }
}

/// What a region has decided of a kind of data.
pub(crate) struct RetentionRule {
    pub(crate) kind: RetentionKind,
    /// `None` where nothing is decided, and nothing goes.
    pub(crate) decided: Option<Period>,
}

/// What would go by a period.
#[derive(Debug)]
pub struct RetentionOutlook {
    /// All that was last of use before this day.
    pub before: Date,
    /// Whom it is about; none for lists.
    pub persons: Vec<PersonId>,
    /// The names of the files, and when they were uploaded; none for persons.
    pub lists: Vec<(String, DateTime<Utc>)>,
}

impl Accounts {
    /// What the region has decided, of every kind of data.
    pub(crate) async fn retention(
        &self,
        scope: &RegionScope,
    ) -> Result<Vec<RetentionRule>, AccountsFault> {
        scope.require(Permission::ErasePersons)?;
        let decided = periods::all(scope).await?;
        let rule = |kind: RetentionKind| RetentionRule {
            kind,
            decided: decided.iter().find(|period| period.kind == kind).cloned(),
        };
        Ok(RetentionKind::ALL.map(rule).into())
    }

    /// The periods that the region has decided on.
    pub async fn retention_decided(
        &self,
        scope: &RegionScope,
    ) -> Result<Vec<(RetentionKind, KeptMonths)>, AccountsFault> {
        let rules = self.retention(scope).await?.into_iter();
        Ok(rules.filter_map(|rule| Some((rule.kind, rule.decided?.months))).collect())
    }

    /// Decides for how long a kind of data is kept; without months, for ever.
    pub(crate) async fn retention_decide(
        &self,
        scope: &RegionScope,
        kind: RetentionKind,
        months: Option<KeptMonths>,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ErasePersons)?;
        let tx = scope.begin().await?;
        periods::decide(&tx, kind, months).await?;
        tx.note("retention-decide", kind.word());
        tx.commit().await?;
        Ok(())
    }

    /// What would go today if a kind of data were kept for so long. Changes nothing.
    pub async fn retention_outlook(
        &self,
        scope: &RegionScope,
        kind: RetentionKind,
        months: KeptMonths,
    ) -> Result<RetentionOutlook, AccountsFault> {
        scope.require(Permission::ErasePersons)?;
        let before = months.before(scope.today());
        let (mut persons, mut lists) = (Vec::new(), Vec::new());
        match kind {
            RetentionKind::Staff => persons = self.persons_due(scope, before).await?,
            RetentionKind::StaffLists => {
                let due = staff_imports::ended_before(scope, domain::day_begins(before));
                lists = due.await?.into_iter().map(|one| (one.file_name, one.created_at)).collect();
            }
        }
        Ok(RetentionOutlook { before, persons, lists })
    }

    /// The persons among these whom the caller may be shown, at most `most`, by name; that they are is in the audit.
    pub(crate) async fn retention_names(
        &self,
        scope: &RegionScope,
        persons: &[PersonId],
        most: usize,
    ) -> Result<Vec<people::Staff>, GateFault> {
        let some: Vec<PersonId> = persons.iter().copied().take(most).collect();
        let mut shown = people::staff::with_ids(scope, &some).await?;
        shown.retain(|one| people::staff::is_seen(scope, one));
        for one in &shown {
            scope.reads(one.id);
        }
        shown.sort_by_cached_key(|one| (domain::swedish::sort_key(&one.name), one.id));
        Ok(shown)
    }
}
