//! One's course history from other regions, as whoever it is of takes it along, and their employer sees it.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use domain::Slug;
use graph::{AttendanceMark, Date, Refusal};
use identity::Permission;

use crate::course_history::{self, PastDay};

/// A closed course day in another region.
#[derive(SimpleObject)]
pub(super) struct PastCourseDay {
    /// The short name of the region where it was.
    origin: String,
    /// What that region was called then.
    origin_name: String,
    date: Date,
    course: String,
    mark: AttendanceMark,
}

impl PastCourseDay {
    pub(super) fn show(day: PastDay) -> Self {
        Self {
            origin: day.origin.to_string(),
            origin_name: day.origin_name,
            date: Date(day.date),
            course: day.course,
            mark: day.mark.into(),
        }
    }
}

/// Two regions that the one who asks is a member of.
#[derive(InputObject)]
struct CourseHistoryInput {
    /// The region that has, or is to have, the history.
    region: String,
    /// The region that it comes from.
    from: String,
}

/// What taking one's course history along adds to the mutations.
#[derive(Default)]
pub struct CourseHistoryMutation;

#[Object]
impl CourseHistoryMutation {
    /// Takes the closed course days of the one who asks along to a region from another one; both must know them.
    async fn course_history_take(
        &self,
        context: &Context<'_>,
        input: CourseHistoryInput,
    ) -> async_graphql::Result<Vec<PastCourseDay>> {
        let from = graph::enter(context, &input.from, Permission::ReadOwn).await?;
        let to = graph::enter(context, &input.region, Permission::ReadOwn).await?;
        let taken = course_history::take(&from, &to).await.map_err(Refusal::from)?;
        Ok(taken.into_iter().map(PastCourseDay::show).collect())
    }

    /// Removes what the one who asks has brought along from another region. Gives what is left.
    async fn course_history_remove(
        &self,
        context: &Context<'_>,
        input: CourseHistoryInput,
    ) -> async_graphql::Result<Vec<PastCourseDay>> {
        let scope = graph::enter(context, &input.region, Permission::ReadOwn).await?;
        let origin = Slug::parse(&input.from).map_err(|_| Refusal::NotFound)?;
        course_history::remove(&scope, &origin).await.map_err(Refusal::from)?;
        let left = course_history::own(&scope).await.map_err(Refusal::from)?;
        Ok(left.into_iter().map(PastCourseDay::show).collect())
    }
}
