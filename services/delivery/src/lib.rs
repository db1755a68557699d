//! Delivery: occasions with their course days, who takes part, who teaches, and what each closed day counted.
//!
//! Owns: the tables `occasions`, `course_days`, `enrolments`, `attendance`, `assignments`,
//! `participation_counts`, `instruction_counts`, `corrections`, `course_history` and `delivery_revisions`, which triggers
//! keep.
//! Publishes: the views `delivered_days`, `delivered_participation`, `delivered_instruction` (closed days and
//! their counts, no persons), `delivered_years` (another revision, other facts), `undelivered_days` and
//! `occasion_names`; [`RegionDelivery`] and [`DeliveryMutation`] for the schema;
//! [`import`], [`export`] and [`register`] for commands; [`DeliveryHolder`] for those who show persons what is held on
//! them, merge and erase them; to the platform, a region's yearly aggregates.
//! Deliberately absent: money. What a day costs is the agreement's and `settle`'s to say.

mod assign;
mod cancel;
mod close_day;
mod correct;
mod count;
mod course_history;
mod enrol;
mod export;
mod fault;
mod graphql;
mod hand_over;
mod holder;
mod import;
mod mark;
mod marks;
mod person;
mod publish;
mod read;
mod record;
mod register;
mod remove;
mod seats;
mod state;
mod store;

pub use assign::{Assigned, NewAssignment, assign};
pub use close_day::close_day;
pub use enrol::{NewEnrolment, enrol};
pub use export::{DeliveredRows, export};
pub use fault::DeliveryFault;
pub use graphql::{CourseHistoryMutation, DeliveryMutation, RegionDelivery};
pub use holder::DeliveryHolder;
pub use import::{ImportFault, Imported, import};
pub use mark::mark;
pub use marks::Marks;
pub use person::Who;
pub use publish::publish;
pub use register::{NewDay, NewOccasion, Registered, register};
pub use state::OccasionState;
