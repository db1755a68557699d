//! Erasing somebody, and what is to be known before.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use graph::Refusal;
use identity::Permission;
use tenancy::RegionScope;

use super::{accounts, staff};
use crate::erase::{AccountFate, ErasureOutlook};

/// What erasing somebody would meet.
#[derive(SimpleObject)]
pub(super) struct Erasure {
    /// They are erased already.
    erased: bool,
    /// They are the one who asks, who cannot erase themselves.
    oneself: bool,
    /// What must have happened before; none, and they can be erased.
    hindrances: Vec<ErasureHindrance>,
    account: AccountFate,
}

/// Why somebody cannot be erased yet.
#[derive(SimpleObject)]
struct ErasureHindrance {
    kind: HindranceKind,
    /// Date and course, where it is a course day.
    what: String,
}

/// What hinders that somebody is erased.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "people::HindranceKind")]
enum HindranceKind {
    /// They are enrolled on a course day that is not closed: cancel, or close it.
    Enrolled,
    /// They teach on a course day that is not closed: take them off it, or close it.
    Teaches,
    /// A list of staff is being brought in: wait until it is, or cancel it.
    ImportRuns,
}

impl Erasure {
    fn show(outlook: ErasureOutlook) -> Self {
        let show =
            |one: people::Hindrance| ErasureHindrance { kind: one.kind.into(), what: one.what };
        Self {
            erased: outlook.is_erased,
            oneself: outlook.is_oneself,
            hindrances: outlook.hindrances.into_iter().map(show).collect(),
            account: outlook.account,
        }
    }
}

/// What erasing adds to a region.
pub(super) struct RegionErasure {
    scope: RegionScope,
}

impl RegionErasure {
    pub(super) const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionErasure {
    /// What erasing this person would meet.
    async fn erasure(
        &self,
        context: &Context<'_>,
        person: ID,
    ) -> async_graphql::Result<Option<Erasure>> {
        let id = staff::person(&person)?;
        let outlook = accounts(context)?.erasure_outlook(&self.scope, id).await;
        Ok(Some(Erasure::show(outlook.map_err(Refusal::from)?)))
    }
}

/// Whom to erase.
#[derive(InputObject)]
struct StaffEraseInput {
    region: String,
    person: ID,
    /// Why, in words that name nobody: they are kept.
    reason: String,
}

/// What erasing adds to the mutations.
#[derive(Default)]
pub struct ErasureMutation;

#[Object]
impl ErasureMutation {
    /// Takes away, for ever, what tells of somebody: in the region, and on the platform where no other region needs
    /// their account. Counts, documents and sums stay. Asked for again, nothing happens.
    async fn staff_erase(
        &self,
        context: &Context<'_>,
        input: StaffEraseInput,
    ) -> async_graphql::Result<bool> {
        let scope = graph::enter(context, &input.region, Permission::ErasePersons).await?;
        let id = staff::person(&input.person)?;
        let erased = accounts(context)?.staff_erase(&scope, id, &input.reason).await;
        erased.map_err(Refusal::from)?;
        Ok(true)
    }
}
