//! People: whom a region knows, and where they are employed. One person, whatever their roles.
//!
//! Owns: a region's tables `persons`, `employments` and `persons_apart`, the rule of who sees a protected name, and the
//! rule of who may be the same.
//! Publishes: [`Person`] with [`find`], [`by_code`], [`list`], [`insert_many`] and [`JOINED`] for everybody who shows
//! persons; [`Staff`] with [`staff`], [`duplicates`] and [`merged`] for those who keep them; [`Holdings`] for those who
//! hold things on persons. The view `people` is what others join.
//! Deliberately absent: use cases. Creating, importing, merging and erasing are `accounts`', taking part `delivery`'s.

pub mod apart;
pub mod duplicates;
mod employment;
mod holdings;
pub mod merged;
mod person;
mod similar;
pub mod staff;

pub use employment::Employment;
pub use holdings::{HandOverFault, Holdings};
pub use person::{JOINED, Person, PersonFilter, by_code, find, insert_many, joined, list};
pub use staff::{Staff, StaffFilter};
