//! Running one test on both databases. Both are always run: neither is optional.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::World;

/// What a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// Files in a temporary folder.
    Sqlite,
    /// Schemas in a database of the test's own.
    Postgres,
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// Makes two tests, `name::sqlite` and `name::postgres`, of each `async fn name(world: World)`.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                $crate::run($crate::Database::Sqlite, super::$name);
            }

            #[test]
            fn postgres() {
                $crate::run($crate::Database::Postgres, super::$name);
            }
        }
    )+};
}

/// Runs a test in a new world on this database, and takes the world down however the test ends.
pub fn run<F: Future<Output = ()>>(database: Database, test: impl FnOnce(World) -> F) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.unwrap_or_else(|fault| panic!("no runtime: {fault}"));
    let (world, ground) = runtime.block_on(World::make(database));
    let ended = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(world.clone()))));
    let removed = runtime.block_on(ground.remove(&world));
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
    if let Err(fault) = removed {
        panic!("{database} cannot be taken down: {fault}");
    }
}
