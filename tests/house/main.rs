//! The house keeps its own rules: who knows whom, what files are called, how they begin and how long they are.
//! Reads the source; runs nothing.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests may fail loudly")]

mod dependencies;
mod files;
mod rooms;
mod sources;
mod tables;
