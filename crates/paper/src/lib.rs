//! Documents on paper: tagged PDF in Swedish, fit to print, to keep and to be read aloud (PDF/UA-1 and PDF/A-2a).
//!
//! Owns: pages of A4, how text and tables are set and broken over them, their tags, the font that is embedded.
//! Publishes: [`Paper`] with its [`Block`]s, [`write()`].
//! Deliberately absent: input and output, the clock, randomness (the same paper is the same bytes), pictures, and what
//! documents say.
#![deny(missing_docs)]

mod block;
mod compose;
mod fault;
mod ink;
mod leaf;
mod length;
mod paper;
mod sheet;
mod style;
mod table;
mod typeface;
mod wrap;
mod write;

pub use block::{Block, Fact, Level};
pub use fault::PaperFault;
pub use paper::{Letterhead, Paper};
pub use table::{Align, Column, Row, Table};
pub use write::write;
