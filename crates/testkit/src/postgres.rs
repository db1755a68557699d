//! A PostgreSQL database for each test, owned by a role with no more rights than a deployment's own has.

use std::str::FromStr;
use std::sync::OnceLock;

use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement,
};
use uuid::Uuid;

use crate::server::{self, Server};

static SERVER: OnceLock<Result<(String, Option<Server>), String>> = OnceLock::new();

/// A database of a test's own, and the role that owns it.
#[derive(Debug)]
pub(crate) struct OwnDatabase {
    /// The address, as the owner.
    pub(crate) url: String,
    /// The address, as a superuser of the server.
    pub(crate) superuser_url: String,
    name: String,
}

impl OwnDatabase {
    /// Makes a database and its owner, who may make roles and is no superuser.
    pub(crate) async fn create() -> Self {
        let started =
            SERVER.get_or_init(|| server::named_or_started("YRKESRESAN_TEST_POSTGRES", "postgres"));
        let (server, _) = started.as_ref().unwrap_or_else(|fault| panic!("{fault}"));
        match Self::create_on(server).await {
            Ok(own) => own,
            Err(fault) => panic!("the PostgreSQL server {server} cannot be used: {fault}"),
        }
    }

    async fn create_on(server: &str) -> Result<Self, DbErr> {
        let name = random_name();
        let administrator = connect(server).await?;
        for statement in [
            format!("CREATE ROLE {name} LOGIN CREATEROLE PASSWORD '{name}'"),
            format!("CREATE DATABASE {name} OWNER {name} TEMPLATE template0"),
        ] {
            administrator.execute_unprepared(&statement).await?;
        }
        administrator.close().await?;
        let superuser = options(server)?.database(&name);
        let owner = superuser.clone().username(&name).password(&name);
        let (url, superuser_url) =
            (owner.to_url_lossy().to_string(), superuser.to_url_lossy().to_string());
        Ok(Self { url, superuser_url, name })
    }

    /// Drops the database, and every role that was made in it.
    pub(crate) async fn drop_all(self) -> Result<(), DbErr> {
        let inside = connect(&self.superuser_url).await?;
        let made = "SELECT DISTINCT grantee::regrole::text AS role
                    FROM pg_namespace, aclexplode(nspacl) WHERE grantee <> 0
                    AND grantee::regrole::text LIKE 'yr\\_%'";
        let made = Statement::from_string(DbBackend::Postgres, made);
        let mut roles = vec![self.name.clone()];
        for row in inside.query_all_raw(made).await? {
            roles.push(row.try_get("", "role")?);
        }
        inside.close().await?;
        let server = options(&self.superuser_url)?.database("postgres").to_url_lossy().to_string();
        let administrator = connect(&server).await?;
        let database = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        administrator.execute_unprepared(&database).await?;
        for role in roles {
            administrator.execute_unprepared(&format!("DROP ROLE IF EXISTS {role}")).await?;
        }
        administrator.close().await
    }
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await
}

fn options(url: &str) -> Result<PgConnectOptions, DbErr> {
    PgConnectOptions::from_str(url).map_err(|fault| DbErr::Custom(fault.to_string()))
}

/// Unlike any other on the server, which other test runs may share.
#[expect(clippy::disallowed_methods, reason = "the name of a database that nobody will see again")]
fn random_name() -> String {
    format!("test_{}", Uuid::new_v4().simple())
}
