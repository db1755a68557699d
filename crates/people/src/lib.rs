//! People: whom a region knows, and where they are employed. One person, whatever their roles.
//!
//! Owns: a region's tables `persons` and `employments`, and the rule of who sees a protected name.
//! Publishes: [`Person`] with [`find`], [`by_code`], [`list`], [`insert_many`] and [`JOINED`] for everybody who shows
//! persons; [`Staff`] with [`staff`] for those who keep them. The view `people` is what others join.
//! [`Holder`] is for services that hold something on persons: to show it to them, and to let go of it with [`erase`].
//! Deliberately absent: use cases. Creating, importing, merging and erasing are `accounts`', taking part `delivery`'s.

mod employment;
mod erase;
mod holder;
mod person;
pub mod staff;
mod traces;

pub use employment::Employment;
pub use erase::{ERASED, erase, with_earlier};
pub use holder::{Erased, Hindrance, HindranceKind, Holder, Section};
pub use person::{JOINED, Person, PersonFilter, by_code, find, insert_many, joined, list, present};
pub use staff::{Staff, StaffFilter};
pub use traces::Traces;
