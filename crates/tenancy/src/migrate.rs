//! Bringing databases up to date: the platform's and every region's, one process at a time, again without harm.

use std::path::Path;

use domain::Slug;
use migrations::{platform, region};
use sea_orm::DatabaseConnection;
use sea_orm_migration::MigratorTrait;

use crate::postgres::{self, SchemaOwner};
use crate::{Location, Regions, StoreFault, sqlite};

/// How far a migration of all regions has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The region that is now up to date.
    pub region: Slug,
    /// Its place among all, from 1.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

impl Regions {
    /// Brings every region up to date and tells of each. Safe to run again, and from two processes at once.
    pub async fn migrate_all(&self, mut tell: impl FnMut(Progress)) -> Result<(), StoreFault> {
        let all = self.list().await?;
        let of = all.len();
        for (index, entry) in all.into_iter().enumerate() {
            bring_up_region(self.location(), &entry.slug).await?;
            tell(Progress { region: entry.slug, done: index.saturating_add(1), of });
        }
        Ok(())
    }
}

/// Opens the platform database, made and up to date.
pub(crate) async fn bring_up_platform(
    location: &Location,
) -> Result<DatabaseConnection, StoreFault> {
    match location {
        Location::Folder(folder) => {
            let connection = sqlite::open(&sqlite::platform_file(folder)).await?;
            if is_behind::<platform::Migrator>(&connection).await? {
                let _lock = sqlite::lock(folder).await?;
                platform::Migrator::up(&connection, None).await?;
            }
            Ok(connection)
        }
        Location::Postgres(url) => {
            let connection = postgres::open_platform(url).await?;
            if is_behind::<platform::Migrator>(&connection).await? {
                let owner = SchemaOwner::of_platform(url).await?;
                platform::Migrator::up(&owner.connection, None).await?;
                owner.release().await?;
            }
            Ok(connection)
        }
    }
}

/// Makes a region's database where it is missing, and brings it up to date.
pub(crate) async fn bring_up_region(location: &Location, slug: &Slug) -> Result<(), StoreFault> {
    match location {
        Location::Folder(folder) => bring_up_file(folder, slug).await,
        Location::Postgres(url) => {
            let owner = SchemaOwner::of_region(url, slug).await?;
            let role = owner.provision(slug).await?;
            region::Migrator::up(&owner.connection, None).await?;
            owner.protect(&role).await?;
            owner.release().await
        }
    }
}

async fn bring_up_file(folder: &Path, slug: &Slug) -> Result<(), StoreFault> {
    let connection = sqlite::open(&sqlite::region_file(folder, slug)).await?;
    if is_behind::<region::Migrator>(&connection).await? {
        let _lock = sqlite::lock(folder).await?;
        region::Migrator::up(&connection, None).await?;
    }
    connection.close().await?;
    Ok(())
}

/// Opens a region's database, brought up to date first where it is behind.
pub(crate) async fn open_region(
    location: &Location,
    platform: &DatabaseConnection,
    slug: &Slug,
) -> Result<DatabaseConnection, StoreFault> {
    match location {
        Location::Folder(folder) => {
            let connection = sqlite::open(&sqlite::region_file(folder, slug)).await?;
            if is_behind::<region::Migrator>(&connection).await? {
                let _lock = sqlite::lock(folder).await?;
                region::Migrator::up(&connection, None).await?;
            }
            Ok(connection)
        }
        Location::Postgres(url) => postgres::open_region(url, platform, slug).await,
    }
}

async fn is_behind<M: MigratorTrait>(connection: &DatabaseConnection) -> Result<bool, StoreFault> {
    Ok(!M::get_pending_migrations_read_only(connection).await?.is_empty())
}
