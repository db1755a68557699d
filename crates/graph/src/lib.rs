//! The GraphQL vocabulary that the services' slices share: scalars, shared types, pages, refusals.
//!
//! Owns: how money, dates and refusals look on the wire.
//! Publishes: everything below.
//! Deliberately absent: HTTP, resolvers of any service, knowledge of tables.

mod context;
mod flat;
mod page;
mod refusal;
mod scalar;
mod selected;
mod shared;
mod words;

pub use context::{caller, enter, operation, regions};
pub use flat::{Chosen, Flat, FlatList, value_name};
pub use page::{Cursor, PageInfo, PageRequest};
pub use refusal::{Code, FieldFault, Refusal};
pub use scalar::{Date, Decimal, Money};
pub use selected::{Selected, SelectedField};
#[doc(hidden)]
pub use serde;
pub use shared::{AgreementRef, Municipality, OccasionRef, Person, municipality_code};
pub use words::{
    Allocation, AttendanceMark, DeliveryForm, FeeBasis, Permission, PotSettlement, Role,
    TrainerRole,
};
