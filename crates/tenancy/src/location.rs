//! Where the databases are: files in a folder, or schemas of one PostgreSQL database. Opens nothing.

use std::path::PathBuf;

/// Where all databases of a deployment are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// SQLite files in a folder: `platform.sqlite` and `regions/<slug>.sqlite`.
    Folder(PathBuf),
    /// Schemas of the PostgreSQL database that this address names: `platform` and `region_<slug>`.
    Postgres(String),
}

/// An address that is not one of a PostgreSQL database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("DATABASE_URL must begin with postgres:// or postgresql://")]
pub struct LocationFault;

impl Location {
    /// The location that `DATABASE_URL` names.
    pub fn parse(url: &str) -> Result<Self, LocationFault> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres(url.to_owned()))
        } else {
            Err(LocationFault)
        }
    }
}
