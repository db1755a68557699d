//! People: whom a region knows, and where they are employed. One person, whatever their roles.
//!
//! Owns: a region's tables `persons`, `employments` and `persons_apart`, the rule of who sees a protected name, and the
//! rule of who may be the same.
//! Publishes: [`Person`] with [`find`], [`by_code`], [`list`], [`insert_many`] and [`JOINED`] for everybody who shows
//! persons; [`Staff`] with [`staff`], [`duplicates`] and [`merged`] for those who keep them. The view `people` is what
//! others join. [`Holder`] is for services that hold something on persons: to show it to them, to hand it over where two
//! are one, and to let go of it with [`erase`].
//! Deliberately absent: use cases. Creating, importing, merging and erasing are `accounts`', taking part `delivery`'s.

pub mod apart;
pub mod duplicates;
mod employment;
mod erase;
mod holder;
pub mod merged;
mod person;
mod presence;
mod similar;
pub mod staff;
mod traces;

pub use employment::Employment;
pub use erase::{ERASED, erase, with_earlier};
pub use holder::{Erased, HandOverFault, Hindrance, HindranceKind, Holder, LastDay, Section};
pub use person::{
    JOINED, Person, PersonFilter, by_code, find, insert_many, joined, list, present, short_name,
};
pub use presence::{Presence, everybody};
pub use staff::{Staff, StaffFilter};
pub use traces::Traces;
