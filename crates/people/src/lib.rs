//! People: whom a region knows, and where they are employed. One person, whatever their roles.
//!
//! Owns: a region's tables `persons` and `employments`, and the rule of who sees a protected name.
//! Publishes: [`Person`] with [`find`], [`by_code`], [`list`], [`insert_many`] and [`JOINED`] for everybody who shows
//! persons; [`Staff`] with [`staff`] for those who keep them. The view `people` is what others join.
//! Deliberately absent: use cases. Creating, importing, merging and erasing are `accounts`', taking part `delivery`'s.

mod employment;
mod person;
pub mod staff;

pub use employment::Employment;
pub use person::{JOINED, Person, PersonFilter, by_code, find, insert_many, joined, list};
pub use staff::{Staff, StaffFilter};
