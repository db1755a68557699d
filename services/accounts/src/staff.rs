//! Staff: whom a municipality keeps accounts for, from the first day to the last.
//!
//! Each use case enters with [`identity::Permission::ManageStaff`] and keeps to its reach. Persons are rows of the
//! region, accounts are rows of the platform: the region is written first, and what the platform still lacks is made
//! up for whenever the same is asked for again.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod details;
pub(crate) mod difference;
pub(crate) mod duplicates;
pub(crate) mod import;
pub(crate) mod invite;
pub(crate) mod known;
pub(crate) mod leave;
pub(crate) mod merge;
pub(crate) mod move_to;
pub(crate) mod read;
pub(crate) mod sign_out;
pub(crate) mod suspend;

pub(crate) use details::StaffDetails;
pub(crate) use difference::{Difference, StaffField};
pub(crate) use known::Known;
