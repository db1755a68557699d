//! For how long a region keeps what it holds on people, and what would go.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{Date, Municipality, Person, Refusal};
use identity::Permission;
use tenancy::{Municipalities, RegionScope};

use super::accounts;
use crate::retention::{KeptMonths, RetentionKind, RetentionOutlook, RetentionRule};

/// So many persons of an outlook are named.
const NAMED: usize = 100;

/// For how long the region keeps a kind of data.
#[derive(SimpleObject)]
struct Retention {
    kind: RetentionKind,
    /// Null where nothing is decided: then nothing goes.
    months: Option<i32>,
    decided_at: Option<DateTime<Utc>>,
    decided_by: Option<String>,
}

/// What would go today if a kind of data were kept for so long.
#[derive(SimpleObject)]
#[graphql(name = "RetentionOutlook")]
struct Outlook {
    /// All goes that was last of use before this day.
    before: Date,
    /// How many persons, or files, would go.
    count: i32,
    /// Of persons, the first hundred to have come whom the viewer may be shown, by name.
    persons: Vec<Person>,
    /// Of files, their names and when they were uploaded.
    lists: Vec<RetentionList>,
}

/// A file with staff that would go.
#[derive(SimpleObject)]
struct RetentionList {
    file_name: String,
    uploaded_at: DateTime<Utc>,
}

impl Retention {
    fn show(rule: RetentionRule) -> Self {
        let RetentionRule { kind, decided } = rule;
        Self {
            kind,
            months: decided.as_ref().map(|period| period.months.get().into()),
            decided_at: decided.as_ref().map(|period| period.decided_at),
            decided_by: decided.map(|period| period.decided_by),
        }
    }
}

/// What retention adds to a region.
pub(super) struct RegionRetention {
    scope: RegionScope,
}

impl RegionRetention {
    pub(super) const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }

    fn show(
        &self,
        outlook: RetentionOutlook,
        staff: Vec<people::Staff>,
        names: &Municipalities,
    ) -> Outlook {
        let count = outlook.persons.len().saturating_add(outlook.lists.len());
        let person = |one: people::Staff| {
            let municipality = one.municipality.map(|code| Municipality::named(code, names));
            Person::show(&self.scope, one.id, one.code, one.name, municipality)
        };
        let list = |(file_name, uploaded_at)| RetentionList { file_name, uploaded_at };
        Outlook {
            before: Date(outlook.before),
            count: i32::try_from(count).unwrap_or(i32::MAX),
            persons: staff.into_iter().map(person).collect(),
            lists: outlook.lists.into_iter().map(list).collect(),
        }
    }
}

#[Object]
impl RegionRetention {
    /// For how long the region keeps what, of every kind of data.
    async fn retention(&self, context: &Context<'_>) -> async_graphql::Result<Vec<Retention>> {
        let rules = accounts(context)?.retention(&self.scope).await.map_err(Refusal::from)?;
        Ok(rules.into_iter().map(Retention::show).collect())
    }

    /// What would go today if a kind of data were kept for so many months. Changes nothing.
    #[graphql(complexity = "100 * child_complexity")]
    async fn retention_outlook(
        &self,
        context: &Context<'_>,
        kind: RetentionKind,
        months: i32,
    ) -> async_graphql::Result<Option<Outlook>> {
        let months = kept(months, "months")?;
        let accounts = accounts(context)?;
        let outlook = accounts.retention_outlook(&self.scope, kind, months).await;
        let outlook = outlook.map_err(Refusal::from)?;
        let shown = accounts.retention_names(&self.scope, &outlook.persons, NAMED).await;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(Some(self.show(outlook, shown.map_err(Refusal::from)?, &names)))
    }
}

fn kept(months: i32, path: &str) -> Result<KeptMonths, Refusal> {
    KeptMonths::parse(months).ok_or_else(|| Refusal::field(path, "expected 1 to 600 months"))
}

/// For how long to keep what.
#[derive(InputObject)]
struct RetentionDecideInput {
    region: String,
    kind: RetentionKind,
    /// Absent: for ever.
    months: Option<i32>,
}

/// What retention adds to the mutations.
#[derive(Default)]
pub struct RetentionMutation;

#[Object]
impl RetentionMutation {
    /// Decides for how long a kind of data is kept. What is older goes, for ever, within a day.
    async fn retention_decide(
        &self,
        context: &Context<'_>,
        input: RetentionDecideInput,
    ) -> async_graphql::Result<Vec<Retention>> {
        let scope = graph::enter(context, &input.region, Permission::ErasePersons).await?;
        let months = input.months.map(|months| kept(months, "input.months")).transpose()?;
        let accounts = accounts(context)?;
        let decided = accounts.retention_decide(&scope, input.kind, months).await;
        decided.map_err(Refusal::from)?;
        let rules = accounts.retention(&scope).await.map_err(Refusal::from)?;
        Ok(rules.into_iter().map(Retention::show).collect())
    }
}
