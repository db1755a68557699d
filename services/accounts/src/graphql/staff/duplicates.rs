//! Persons who may be there twice, as those who keep staff see them: merged, or told apart.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use domain::PersonId;
use graph::{Cursor, Refusal};
use identity::Permission;
use people::duplicates::Reason;
use tenancy::{Municipalities, RegionScope};

use super::StaffMember;
use super::mutation::{person, shown};
use crate::graphql::accounts;
use crate::staff::duplicates::{DuplicateView, Place};
use crate::staff::merge::{Merge, SignInWith};

graph::connection! {
    /// Pairs of persons who may be the same, by name.
    StaffDuplicateConnection of flat StaffDuplicate
}

/// Two of the staff who may be the same.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct StaffDuplicate {
    /// The one known for longer.
    first: StaffMember,
    second: StaffMember,
    reasons: Vec<DuplicateReason>,
}

/// Why two may be the same.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
enum DuplicateReason {
    /// One has an address of the other, or signs in with the other's account.
    SameEmail,
    /// Their names are alike, and they work in the same municipality.
    SimilarName,
}

graph::flat_enum!(DuplicateReason);
graph::flat!(StaffDuplicate { "first" => first, "second" => second, "reasons" => reasons });

impl StaffDuplicate {
    pub(crate) fn show(scope: &RegionScope, view: DuplicateView, names: &Municipalities) -> Self {
        let reason = |(reason, shown)| view.has(reason).then_some(shown);
        let reasons = [
            (Reason::SameEmail, DuplicateReason::SameEmail),
            (Reason::SimilarName, DuplicateReason::SimilarName),
        ];
        Self {
            reasons: reasons.into_iter().filter_map(reason).collect(),
            first: StaffMember::show(scope, view.first, names),
            second: StaffMember::show(scope, view.second, names),
        }
    }
}

/// The cursor behind a pair.
pub(crate) fn cursor(view: &DuplicateView) -> Cursor {
    let pair = &view.pair;
    Cursor(vec![pair.sort_key.clone(), pair.first.to_string(), pair.second.to_string()])
}

/// The place that a cursor stands for.
pub(crate) fn place(cursor: &Cursor) -> Result<Place, Refusal> {
    let [key, first, second] = cursor.keys::<3>()?;
    let foreign = |_| Refusal::field("after", "expected a cursor from an earlier page");
    let id = |text: &str| text.parse::<PersonId>().map_err(foreign);
    Ok((key.clone(), id(first)?, id(second)?))
}

/// Whose account somebody keeps who had two.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
enum StaffMergeAccount {
    /// That of the person who is kept.
    Keep,
    /// That of the person who is merged into them.
    Merge,
}

/// Two persons who are the same.
#[derive(InputObject)]
struct StaffMergeInput {
    region: String,
    /// Who stays, and whose details hold; what they lack they get from the other.
    keep: ID,
    /// Who goes: all that is held on them becomes the other's.
    merge: ID,
    /// Needed where both have signed in: whose account is kept. The other one's roles here go over to it.
    sign_in_with: Option<StaffMergeAccount>,
}

/// Two persons who are not the same.
#[derive(InputObject)]
struct StaffDuplicateDismissInput {
    region: String,
    first: ID,
    second: ID,
}

/// What duplicates add to the mutations.
#[derive(Default)]
pub struct StaffDuplicateMutation;

#[Object]
impl StaffDuplicateMutation {
    /// Merges two persons who are the same. Nothing that was counted or charged changes.
    async fn staff_merge(
        &self,
        context: &Context<'_>,
        input: StaffMergeInput,
    ) -> async_graphql::Result<Option<StaffMember>> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let sign_in_with = input.sign_in_with.map(|choice| match choice {
            StaffMergeAccount::Keep => SignInWith::Keep,
            StaffMergeAccount::Merge => SignInWith::Merge,
        });
        let (keep, gone) = (person(&input.keep)?, person(&input.merge)?);
        let merge = Merge { keep, gone, sign_in_with };
        let merged = accounts(context)?.staff_merge(&scope, merge).await;
        merged.map_err(Refusal::from)?;
        shown(context, &scope, keep).await
    }

    /// Says that two persons are not the same: they are no longer shown as such.
    async fn staff_duplicate_dismiss(
        &self,
        context: &Context<'_>,
        input: StaffDuplicateDismissInput,
    ) -> async_graphql::Result<bool> {
        let scope = graph::enter(context, &input.region, Permission::ManageStaff).await?;
        let (first, second) = (person(&input.first)?, person(&input.second)?);
        let said = accounts(context)?.staff_apart(&scope, first, second).await;
        said.map_err(Refusal::from)?;
        Ok(true)
    }
}
