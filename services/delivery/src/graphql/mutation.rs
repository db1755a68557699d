//! Delivery's mutations: each enters the region, calls one use case, and shows the thing as it is afterwards.

use async_graphql::{Context, Object};
use domain::CourseDayId;
use graph::{Refusal, municipality_code};
use identity::Permission;
use tenancy::RegionScope;

use super::course_day::CourseDay;
use super::input::{
    AttendanceMarkInput, CourseDayCloseInput, CourseDayCorrectInput, EnrolmentCancelInput,
    EnrolmentCreateInput, OccasionRegisterInput, TrainerAssignInput, TrainerRemoveInput, id, marks,
    who,
};
use super::occasion::Occasion;
use crate::assign::{self, NewAssignment};
use crate::enrol::{self, NewEnrolment};
use crate::{cancel, close_day, correct, mark, publish, register, remove};

/// What the delivery service adds to the mutations.
#[derive(Default)]
pub struct DeliveryMutation;

#[Object]
impl DeliveryMutation {
    /// Registers an occasion with its course days.
    async fn occasion_register(
        &self,
        context: &Context<'_>,
        input: OccasionRegisterInput,
    ) -> async_graphql::Result<Occasion> {
        let scope = graph::enter(context, &input.region, Permission::PlanOccasions).await?;
        let new = register::register(&scope, input.parse()?).await.map_err(Refusal::from)?;
        Ok(Occasion::load(&scope, new.occasion, &context.look_ahead()).await?)
    }

    /// Enrols somebody on an occasion.
    async fn enrolment_create(
        &self,
        context: &Context<'_>,
        input: EnrolmentCreateInput,
    ) -> async_graphql::Result<Occasion> {
        let scope = graph::enter(context, &input.region, Permission::Enrol).await?;
        let new = NewEnrolment {
            occasion: id(&input.occasion)?,
            who: who(input.person.as_ref(), input.name)?,
            municipality: municipality_code(&input.municipality)?,
        };
        enrol::enrol(&scope, &new).await.map_err(Refusal::from)?;
        Ok(Occasion::load(&scope, new.occasion, &context.look_ahead()).await?)
    }

    /// Cancels an enrolment on all days that are not closed: they are marked `CANCELLED`, or `ABSENT` where the agreement
    /// says that it is too late, and then they are charged.
    async fn enrolment_cancel(
        &self,
        context: &Context<'_>,
        input: EnrolmentCancelInput,
    ) -> async_graphql::Result<Occasion> {
        let scope = graph::enter(context, &input.region, Permission::Enrol).await?;
        let enrolment = id(&input.enrolment)?;
        let occasion = cancel::cancel(&scope, enrolment).await.map_err(Refusal::from)?;
        Ok(Occasion::load(&scope, occasion, &context.look_ahead()).await?)
    }

    /// Assigns a trainer to a course day that is not closed.
    async fn trainer_assign(
        &self,
        context: &Context<'_>,
        input: TrainerAssignInput,
    ) -> async_graphql::Result<CourseDay> {
        let scope = graph::enter(context, &input.region, Permission::PlanOccasions).await?;
        let new = NewAssignment {
            day: id(&input.course_day)?,
            who: who(input.person.as_ref(), input.name)?,
            municipality: input.municipality.as_deref().map(municipality_code).transpose()?,
            role: input.role.into(),
        };
        assign::assign(&scope, &new).await.map_err(Refusal::from)?;
        Ok(CourseDay::load(&scope, new.day, &context.look_ahead()).await?)
    }

    /// Takes a trainer off a course day that is not closed.
    async fn trainer_remove(
        &self,
        context: &Context<'_>,
        input: TrainerRemoveInput,
    ) -> async_graphql::Result<CourseDay> {
        let scope = graph::enter(context, &input.region, Permission::PlanOccasions).await?;
        let assignment = id(&input.assignment)?;
        let day = remove::remove(&scope, assignment).await.map_err(Refusal::from)?;
        Ok(CourseDay::load(&scope, day, &context.look_ahead()).await?)
    }

    /// Marks who came and who served, on a course day that is not closed.
    async fn attendance_mark(
        &self,
        context: &Context<'_>,
        input: AttendanceMarkInput,
    ) -> async_graphql::Result<CourseDay> {
        let scope = graph::enter(context, &input.region, Permission::CloseDays).await?;
        let day = id(&input.course_day)?;
        let marks = marks(&input.marks, &input.trainers)?;
        mark::mark(&scope, day, &marks).await.map_err(Refusal::from)?;
        Ok(CourseDay::load(&scope, day, &context.look_ahead()).await?)
    }

    /// Closes a course day: counts it, and makes it a fact that settlement may read.
    async fn course_day_close(
        &self,
        context: &Context<'_>,
        input: CourseDayCloseInput,
    ) -> async_graphql::Result<CourseDay> {
        let scope = graph::enter(context, &input.region, Permission::CloseDays).await?;
        let day = id(&input.course_day)?;
        close_day::close_day(&scope, day).await.map_err(Refusal::from)?;
        Ok(published(context, &scope, day).await?)
    }

    /// Corrects a closed course day, with a reason.
    async fn course_day_correct(
        &self,
        context: &Context<'_>,
        input: CourseDayCorrectInput,
    ) -> async_graphql::Result<CourseDay> {
        let scope = graph::enter(context, &input.region, Permission::CloseDays).await?;
        let day = id(&input.course_day)?;
        let marks = marks(&input.marks, &input.trainers)?;
        correct::correct(&scope, day, &input.reason, &marks).await.map_err(Refusal::from)?;
        Ok(published(context, &scope, day).await?)
    }
}

/// Publishes the region's aggregates anew, and shows the day that changed them.
async fn published(
    context: &Context<'_>,
    scope: &RegionScope,
    day: CourseDayId,
) -> Result<CourseDay, Refusal> {
    publish::publish(graph::regions(context)?.platform(), scope).await?;
    CourseDay::load(scope, day, &context.look_ahead()).await
}
