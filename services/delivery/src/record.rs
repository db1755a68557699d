//! What delivery knows of an occasion: the shapes that rows become and use cases decide on.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    AgreementId, AssignmentId, AttendanceMark, ComponentCode, CourseDayId, Date, DayCode,
    DeliveryForm, EnrolmentId, Money, MunicipalityCode, OccasionCode, OccasionId, ServiceLength,
    TrainerRole,
};
use people::Person;

/// An occasion, with what its state follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OccasionRecord {
    pub(crate) id: OccasionId,
    pub(crate) agreement: AgreementId,
    pub(crate) code: OccasionCode,
    pub(crate) course: String,
    pub(crate) venue: Option<String>,
    pub(crate) capacity: Option<i32>,
    pub(crate) first_day: Date,
    pub(crate) last_day: Date,
    /// Enrolments that are not cancelled.
    pub(crate) enrolled: i64,
    /// Course days that are not closed.
    pub(crate) open_days: i64,
}

/// A course day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DayRecord {
    pub(crate) id: CourseDayId,
    pub(crate) occasion: OccasionId,
    pub(crate) code: DayCode,
    pub(crate) date: Date,
    pub(crate) delivery: DeliveryForm,
    pub(crate) length: ServiceLength,
    pub(crate) prices: BTreeMap<ComponentCode, Money>,
    /// Set once it is closed.
    pub(crate) closing: Option<Closing>,
}

/// When and by whom a day was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Closing {
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: String,
}

/// A person's place on an occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnrolmentRecord {
    pub(crate) id: EnrolmentId,
    pub(crate) occasion: OccasionId,
    pub(crate) person: Person,
    /// Who pays.
    pub(crate) municipality: MunicipalityCode,
    pub(crate) cancelled: bool,
}

/// An enrolled person on a day of the occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AttendanceRecord {
    pub(crate) day: CourseDayId,
    pub(crate) enrolment: EnrolmentId,
    /// Nothing until somebody has said.
    pub(crate) mark: Option<AttendanceMark>,
}

/// A trainer's service on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AssignmentRecord {
    pub(crate) id: AssignmentId,
    pub(crate) day: CourseDayId,
    pub(crate) person: Person,
    /// Who lends them; nobody for a procured trainer.
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) role: TrainerRole,
    /// Nothing until somebody has said.
    pub(crate) served: Option<bool>,
}

/// How many of a municipality's people attended a closed day, and how many were absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParticipationCount {
    pub(crate) municipality: MunicipalityCode,
    pub(crate) attended: u32,
    pub(crate) absent: u32,
}

/// How many served on a closed day in a role; no municipality for procured trainers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InstructionCount {
    pub(crate) municipality: Option<MunicipalityCode>,
    pub(crate) role: TrainerRole,
    pub(crate) served: u32,
}

/// A change to a closed day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CorrectionRecord {
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: String,
    pub(crate) reason: String,
    /// In Swedish, one sentence each.
    pub(crate) changes: Vec<String>,
}
