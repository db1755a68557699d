//! Where a deployment's databases are, as the binary is told.

use std::path::PathBuf;
use std::process::Command;

use testkit::World;

/// A folder, or the address of a PostgreSQL database.
#[derive(Clone)]
pub(crate) enum Place {
    Folder(PathBuf),
    Postgres(String),
}

impl Place {
    pub(crate) fn of(world: &World) -> Self {
        match (world.folder(), world.postgres_url()) {
            (Some(folder), _) => Self::Folder(folder.to_owned()),
            (None, Some(url)) => Self::Postgres(url.to_owned()),
            (None, None) => panic!("a world is on one or the other"),
        }
    }

    pub(crate) fn point(&self, command: &mut Command) {
        match self {
            Self::Folder(folder) => command.arg("--data").arg(folder),
            Self::Postgres(url) => {
                // Without one, a server in production says that mails have nowhere to go.
                let mails = std::env::temp_dir().join("yrkesresan-test-mail");
                command.env("DATABASE_URL", url).env("MAIL_FOLDER", mails)
            }
        };
    }
}
