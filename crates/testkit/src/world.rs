//! A deployment of a test's own: its databases, its clock, its ids.

use std::path::Path;
use std::sync::Arc;

use domain::{Clock, Ids};
use identity::{Caller, Permission};
use tempfile::TempDir;
use tenancy::{CreateFault, Enter, Location, Operation, RegionScope, Regions, Surroundings};

use crate::people::{operator, slug};
use crate::postgres::OwnDatabase;
use crate::{Database, FrozenClock, SeededIds};

/// A deployment of a test's own. Cheap to clone.
#[derive(Clone)]
pub struct World {
    /// What it runs on.
    pub database: Database,
    /// Where that is, for other processes and for opening it again.
    pub location: Location,
    /// On PostgreSQL, the address as a superuser: for looking behind the product's back.
    pub superuser_url: Option<String>,
    /// All its regions; none at first.
    pub regions: Arc<Regions>,
    /// Its present.
    pub clock: Arc<FrozenClock>,
    /// Its ids.
    pub ids: Arc<SeededIds>,
}

impl World {
    /// The region, made where it is missing, entered as somebody who may do everything.
    pub async fn region(&self, short_name: &str, name: &str) -> RegionScope {
        match self.regions.create(&slug(short_name), name).await {
            Ok(()) | Err(CreateFault::Exists) => self.enter(&operator(), short_name).await,
            Err(fault) => panic!("{short_name} cannot be made: {fault}: {fault:?}"),
        }
    }

    /// The region as `caller` sees it, who must be a member with some permission.
    pub async fn enter(&self, caller: &Caller, region: &str) -> RegionScope {
        let slug = slug(region);
        let operation = Operation::named("Test");
        let entered =
            caller.enter(&operation, &self.regions, &slug, Permission::ReadAgreements).await;
        entered.unwrap_or_else(|fault| panic!("{region} stays shut: {fault}: {fault:?}"))
    }

    /// The same deployment opened once more, as another replica would.
    pub async fn open_again(&self) -> Regions {
        open(&self.location, &self.clock, &self.ids).await
    }

    /// On SQLite, the folder of its files.
    pub fn folder(&self) -> Option<&Path> {
        match &self.location {
            Location::Folder(folder) => Some(folder),
            Location::Postgres(_) => None,
        }
    }

    /// On PostgreSQL, the address of its database.
    pub fn postgres_url(&self) -> Option<&str> {
        match &self.location {
            Location::Folder(_) => None,
            Location::Postgres(url) => Some(url),
        }
    }

    pub(crate) async fn make(database: Database) -> (Self, Ground) {
        let (location, ground) = Ground::prepare(database).await;
        let (clock, ids) = (Arc::default(), Arc::new(SeededIds::new(1)));
        let superuser_url = match &ground {
            Ground::Folder(_) => None,
            Ground::Postgres(own) => Some(own.superuser_url.clone()),
        };
        let regions = Arc::new(open(&location, &clock, &ids).await);
        (Self { database, location, superuser_url, regions, clock, ids }, ground)
    }
}

async fn open(location: &Location, clock: &Arc<FrozenClock>, ids: &Arc<SeededIds>) -> Regions {
    let surroundings = Surroundings {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        ids: Arc::clone(ids) as Arc<dyn Ids>,
    };
    let opened = Regions::open(location.clone(), surroundings).await;
    opened.unwrap_or_else(|fault| panic!("{location:?} cannot be opened: {fault}: {fault:?}"))
}

/// What a world stands on, and what has to be removed after it.
pub(crate) enum Ground {
    Folder(TempDir),
    Postgres(OwnDatabase),
}

impl Ground {
    async fn prepare(database: Database) -> (Location, Self) {
        match database {
            Database::Sqlite => {
                let folder = tempfile::tempdir()
                    .unwrap_or_else(|fault| panic!("no temporary folder: {fault}"));
                (Location::Folder(folder.path().to_owned()), Self::Folder(folder))
            }
            Database::Postgres => {
                let own = OwnDatabase::create().await;
                (Location::Postgres(own.url.clone()), Self::Postgres(own))
            }
        }
    }

    pub(crate) async fn remove(self, world: &World) -> Result<(), String> {
        world.regions.close().await.map_err(|fault| format!("{fault:?}"))?;
        match self {
            Self::Folder(folder) => folder.close().map_err(|fault| fault.to_string()),
            Self::Postgres(own) => own.drop_all().await.map_err(|fault| fault.to_string()),
        }
    }
}
