//! Delivery's slices of `Region` and `Mutation`. Thin: calls use cases, and shows what they give.

use async_graphql::{Context, ID, Object};
use domain::{CourseDayId, Date as Day, OccasionId, PersonId, swedish};
use graph::{Cursor, Date, FlatList, PageRequest, Refusal};
use tenancy::RegionScope;

use crate::read;
use crate::state::OccasionState;
use crate::store::occasion_list::OccasionFilter;

mod course_day;
mod course_history;
mod input;
mod late_cancellation;
mod mutation;
mod occasion;
mod own_day;
mod person;

use course_day::{CourseDay, CourseDayConnection};
pub use course_history::CourseHistoryMutation;
use course_history::PastCourseDay;
use late_cancellation::LateCancellation;
pub use mutation::DeliveryMutation;
use occasion::{Occasion, OccasionConnection};
use own_day::MyCourseDay;
use person::PersonConnection;

/// So many of one's own course days are shown: years of them.
const OWN_DAYS: usize = 100;

/// What the delivery service adds to a region.
pub struct RegionDelivery {
    scope: RegionScope,
}

impl RegionDelivery {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionDelivery {
    /// Occasions with a day within the dates, by first day, latest first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn occasions(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
        from: Option<Date>,
        to: Option<Date>,
        state: Option<OccasionState>,
    ) -> async_graphql::Result<OccasionConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(place::<OccasionId>).transpose()?;
        let state = state.map(|state| (state, self.scope.today()));
        let filter = OccasionFilter { from: from.map(|d| d.0), to: to.map(|d| d.0), state };
        let (mut occasions, total_count) =
            read::occasions::page(&self.scope, filter, after, page.limit())
                .await
                .map_err(Refusal::from)?;
        let page_info = page.cut(&mut occasions, |occasion| {
            Cursor(vec![occasion.first_day.to_string(), occasion.id.to_string()])
        });
        let parts = Occasion::asked_for(&context.look_ahead().field("nodes"));
        let views = read::with_parts(&self.scope, occasions, parts).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let nodes = views.into_iter().map(|view| Occasion::show(&self.scope, view, &names));
        let nodes = FlatList(nodes.collect());
        Ok(OccasionConnection { nodes, page_info, total_count })
    }

    /// Course days that the one who asks is enrolled on, or was: the latest hundred, latest first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn my_course_days(&self) -> async_graphql::Result<Vec<MyCourseDay>> {
        let days = read::own_days::own_days(&self.scope, OWN_DAYS).await.map_err(Refusal::from)?;
        Ok(days.into_iter().map(MyCourseDay::show).collect())
    }

    /// Course days in other regions that the one who asks has brought along, latest first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn my_course_history(&self) -> async_graphql::Result<Vec<PastCourseDay>> {
        let days = crate::course_history::own(&self.scope).await.map_err(Refusal::from)?;
        Ok(days.into_iter().map(PastCourseDay::show).collect())
    }

    /// Course days in other regions that one of the staff has brought along, latest first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn course_history(&self, person: ID) -> async_graphql::Result<Vec<PastCourseDay>> {
        let person = person.parse().map_err(|_| Refusal::NotFound)?;
        let days = crate::course_history::of(&self.scope, person).await.map_err(Refusal::from)?;
        Ok(days.into_iter().map(PastCourseDay::show).collect())
    }

    /// The occasion with this id.
    async fn occasion(
        &self,
        context: &Context<'_>,
        id: ID,
    ) -> async_graphql::Result<Option<Occasion>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        Ok(Some(Occasion::load(&self.scope, id, &context.look_ahead()).await?))
    }

    /// What cancelling an enrolment on this occasion today would cost; null where the agreement never charges it.
    async fn late_cancellation(
        &self,
        occasion: ID,
    ) -> async_graphql::Result<Option<LateCancellation>> {
        let occasion = occasion.parse().map_err(|_| Refusal::NotFound)?;
        let late = crate::cancel::late(&self.scope, occasion).await.map_err(Refusal::from)?;
        Ok(late.map(LateCancellation::show))
    }

    /// The course day with this id.
    async fn course_day(
        &self,
        context: &Context<'_>,
        id: ID,
    ) -> async_graphql::Result<Option<CourseDay>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        Ok(Some(CourseDay::load(&self.scope, id, &context.look_ahead()).await?))
    }

    /// Past course days that nobody has closed, oldest first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn course_days_to_close(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<CourseDayConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(place::<CourseDayId>).transpose()?;
        let parts = CourseDay::asked_for(&context.look_ahead().field("nodes"));
        let (mut days, total_count) =
            read::course_days::to_close(&self.scope, after, page.limit(), parts)
                .await
                .map_err(Refusal::from)?;
        let page_info = page.cut(&mut days, |(view, _)| {
            Cursor(vec![view.day.date.to_string(), view.day.id.to_string()])
        });
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let show = |(view, name)| CourseDay::show(&self.scope, view, name, &names);
        let nodes = days.into_iter().map(show);
        Ok(CourseDayConnection { nodes: FlatList(nodes.collect()), page_info, total_count })
    }

    /// Persons within the viewer's reach, by name.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn persons(
        &self,
        search: Option<String>,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<PersonConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = match &page.after {
            Some(cursor) => {
                let [key, id] = cursor.keys::<2>()?;
                let id: PersonId = id.parse().map_err(|_| Refusal::NotFound)?;
                Some((key.as_str(), id))
            }
            None => None,
        };
        let (mut persons, total_count) =
            read::persons::page(&self.scope, search.as_deref(), after, page.limit())
                .await
                .map_err(Refusal::from)?;
        let page_info = page.cut(&mut persons, |person| {
            Cursor(vec![swedish::sort_key(&person.name), person.id.to_string()])
        });
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        let nodes =
            persons.iter().map(|record| person::show(&self.scope, record, &names)).collect();
        let nodes = FlatList(nodes);
        Ok(PersonConnection { nodes, page_info, total_count })
    }
}

/// The date and id that a cursor stands for.
fn place<Id: std::str::FromStr>(cursor: &Cursor) -> Result<(Day, Id), Refusal> {
    let [date, id] = cursor.keys::<2>()?;
    let foreign = || Refusal::field("after", "expected a cursor from an earlier page");
    Ok((date.parse().map_err(|_| foreign())?, id.parse().map_err(|_| foreign())?))
}
