//! The register of regions, and those that are open.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use domain::{Clock, Ids, Slug};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::sync::{Mutex, RwLock};

use crate::audit::journal::Journal;
use crate::audit::{Lately, Signed};
use crate::count::Statements;
use crate::municipalities::MunicipalityCache;
use crate::scope::RegionDb;
use crate::{Location, PlatformDb, StoreFault, migrate, postgres};

/// Where the present and new ids come from.
#[derive(Clone)]
pub struct Surroundings {
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Surroundings")
    }
}

/// A region in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionEntry {
    /// Short name.
    pub slug: Slug,
    /// Name.
    pub name: String,
}

/// Why a region was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateFault {
    /// The short name is taken.
    #[error("there is already a region with that short name")]
    Exists,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// All regions of a deployment.
pub struct Regions {
    location: Location,
    platform: PlatformDb,
    open: Mutex<HashMap<Slug, Arc<RegionDb>>>,
    statements: Arc<Statements>,
    pub(crate) lately: Lately,
    /// Held by whoever writes in the background, until it is written.
    pub(crate) writing: Arc<RwLock<()>>,
}

impl Regions {
    /// Opens the platform database, made and brought up to date where needed. Regions are opened when first entered.
    pub async fn open(location: Location, surroundings: Surroundings) -> Result<Self, StoreFault> {
        let connection = migrate::bring_up_platform(&location).await?;
        let platform = PlatformDb { connection, surroundings };
        Ok(Self {
            location,
            platform,
            open: Mutex::default(),
            statements: Arc::default(),
            lately: Lately::default(),
            writing: Arc::default(),
        })
    }

    /// The platform database.
    pub fn platform(&self) -> &PlatformDb {
        &self.platform
    }

    /// The folder of its files; `None` on PostgreSQL.
    pub fn folder(&self) -> Option<&Path> {
        match &self.location {
            Location::Folder(folder) => Some(folder),
            Location::Postgres(_) => None,
        }
    }

    /// Clock and ids.
    pub fn surroundings(&self) -> &Surroundings {
        &self.platform.surroundings
    }

    /// Statements sent to region databases since the process started.
    pub fn statements(&self) -> u64 {
        self.statements.total()
    }

    pub(crate) fn location(&self) -> &Location {
        &self.location
    }

    /// Makes a region: its database first, then its place in the register, so that what is listed can be entered.
    pub async fn create(&self, slug: &Slug, name: &str) -> Result<(), CreateFault> {
        if self.find(slug).await?.is_some() {
            return Err(CreateFault::Exists);
        }
        migrate::bring_up_region(&self.location, slug).await?;
        let insert = Query::insert()
            .into_table("regions")
            .columns(["slug", "name", "created_at"])
            .values_panic([
                slug.as_str().into(),
                name.into(),
                self.surroundings().clock.now().into(),
            ])
            .to_owned();
        match self.platform.connection.execute(&insert).await.map_err(StoreFault::from) {
            Ok(_) => Ok(()),
            Err(fault) if fault.is_unique_violation() => Err(CreateFault::Exists),
            Err(fault) => Err(fault.into()),
        }
    }

    /// All regions, by short name.
    pub async fn list(&self) -> Result<Vec<RegionEntry>, StoreFault> {
        let select = Query::select()
            .columns(["slug", "name"])
            .from("regions")
            .order_by("slug", sea_orm::Order::Asc)
            .to_owned();
        let rows = self.platform.connection.query_all(&select).await?;
        rows.iter().map(entry).collect()
    }

    /// The region with this short name.
    pub async fn find(&self, slug: &Slug) -> Result<Option<RegionEntry>, StoreFault> {
        let select = Query::select()
            .columns(["slug", "name"])
            .from("regions")
            .and_where(Expr::col("slug").eq(slug.as_str()))
            .to_owned();
        self.platform.connection.query_one(&select).await?.as_ref().map(entry).transpose()
    }

    /// The open region; `None` where the register has none.
    pub(crate) async fn region(&self, slug: &Slug) -> Result<Option<Arc<RegionDb>>, StoreFault> {
        let mut open = self.open.lock().await;
        if let Some(region) = open.get(slug) {
            return Ok(Some(Arc::clone(region)));
        }
        let Some(entry) = self.find(slug).await? else { return Ok(None) };
        let connection =
            migrate::open_region(&self.location, &self.platform.connection, slug).await?;
        let region = Arc::new(self.opened(entry, connection));
        open.insert(slug.clone(), Arc::clone(&region));
        Ok(Some(region))
    }

    fn opened(&self, entry: RegionEntry, connection: DatabaseConnection) -> RegionDb {
        RegionDb {
            slug: entry.slug,
            name: entry.name,
            connection,
            municipalities: MunicipalityCache::default(),
            statements: Arc::clone(&self.statements),
            turn: Arc::default(),
            journal: Journal::default(),
            signed: Signed::default(),
        }
    }

    /// Whether the platform database answers.
    pub async fn ping(&self) -> Result<(), StoreFault> {
        self.platform.connection.ping().await?;
        Ok(())
    }

    /// Whether the deployment's own role may do everything on its server, so that no wall holds for it.
    pub async fn runs_as_superuser(&self) -> Result<bool, StoreFault> {
        match &self.location {
            Location::Folder(_) => Ok(false),
            Location::Postgres(_) => postgres::is_superuser(&self.platform.connection).await,
        }
    }

    /// Closes every pool, once what runs in them has ended and what waits to be written is.
    pub async fn close(&self) -> Result<(), StoreFault> {
        self.settled().await;
        for (_, region) in self.open.lock().await.drain() {
            region.connection.close_by_ref().await?;
        }
        self.platform.connection.close_by_ref().await?;
        Ok(())
    }
}

fn entry(row: &sea_orm::QueryResult) -> Result<RegionEntry, StoreFault> {
    let key: String = row.try_get("", "slug")?;
    let slug = Slug::parse(&key).map_err(|_| StoreFault::row("regions", "slug", &key))?;
    Ok(RegionEntry { slug, name: row.try_get("", "name")? })
}
