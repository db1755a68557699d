//! The vocabulary of the whole house: money, dates, ids, municipalities, agreement terms and delivered facts.
//!
//! Owns: the types that every other room speaks, each valid by construction.
//! Publishes: everything below.
//! Deliberately absent: input and output, the clock, randomness, asynchrony, GraphQL, the database.
#![deny(missing_docs, clippy::arithmetic_side_effects)]

mod bankgiro;
mod calendar;
mod delivered;
mod gln;
mod hex;
mod id;
mod late_cancellation;
mod luhn;
mod money;
mod municipality;
mod ocr_reference;
mod org_number;
mod percent;
mod points;
mod slug;
pub mod swedish;
mod tally;
mod terms;
mod text_form;
mod words;

pub use bankgiro::{Bankgiro, BankgiroFault};
pub use calendar::{
    Clock, Date, Month, MonthFault, Period, course_date_at, day_begins, end_of_month,
};
pub use delivered::{
    AttendanceMark, CourseDay, DayCode, DayIndex, Delivered, DeliveryForm, Instruction,
    LengthFault, OccasionCode, Participation, ServiceLength, TrainerRole,
};
pub use gln::{Gln, GlnFault};
pub use hex::hex;
pub use id::{
    AccountId, AgreementId, AgreementVersionId, AssignmentId, BankFileId, CostId, CourseDayId,
    CreditId, DocumentId, DocumentLineId, EmploymentId, EnrolmentId, IdFault, IdentityProviderId,
    Ids, LedgerEntryId, OccasionId, PaymentId, PersonId, ReminderId, RunId, SessionId,
};
pub use late_cancellation::{LateCancellationDays, LateCancellationFault};
pub use money::{Money, MoneyFault, MoneyOverflow};
pub use municipality::{Municipality, MunicipalityCode, MunicipalityCodeFault};
pub use ocr_reference::{OcrReference, OcrReferenceFault};
pub use org_number::{OrgNumber, OrgNumberFault};
pub use percent::{Percent, PercentFault};
pub use points::{Points, PointsFault, RolePoints};
pub use slug::{Slug, SlugFault};
pub use tally::{Tally, TallyFault};
pub use terms::{
    Agreement, AgreementTerms, Allocation, Component, ComponentCode, CourseFee, FeeBasis,
    FeeSchedule, FixedCost, Invoicing, PotSettlement, TrainerPot,
};
pub use words::UnknownWord;
