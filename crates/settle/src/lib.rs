//! The rules of settlement: what every municipality should have been charged, as a value.
//!
//! Owns: shares that add up, course fees, fixed costs, the trainer pot, documents and their lines,
//! the difference between what should be and what was issued, explanations, findings.
//! Publishes: [`settle`], [`settle_after`], [`difference`], [`explain`], [`findings`], [`shares`].
//! Deliberately absent: input and output, the clock, asynchrony, persons, numbers on documents,
//! and every word of Swedish: it explains in figures, and its callers in sentences.
#![deny(missing_docs, clippy::arithmetic_side_effects)]

mod basis;
mod calendar;
mod course_fee;
mod difference;
mod document;
mod due;
mod explain;
mod fault;
mod findings;
mod fixed_cost;
mod line;
mod members;
mod pricing;
mod ratio;
mod settlement;
mod share;
mod trainer_pot;

pub use basis::{Basis, CourseDayBasis, FixedCostBasis, PotBasis, PriceSource};
pub use difference::{IssuedLine, difference};
pub use document::{Document, DocumentKey, DocumentKind, UnknownDocumentKind};
pub use explain::{Clause, Explanation, Rule, Step, Weighing, explain};
pub use fault::SettleFault;
pub use findings::{Finding, findings};
pub use fixed_cost::{FixedCostShare, fixed_cost_shares};
pub use line::{Line, LineKey, LineKind, Quantity};
pub use ratio::Ratio;
pub use settlement::{Earlier, Settlement, settle, settle_after};
pub use share::{Share, ShareFault, rounded_up, shares};
pub use trainer_pot::PotYear;
