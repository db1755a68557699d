//! PostgreSQL: a schema, a role and a pool for each region. All that only PostgreSQL has is here.
//!
//! The deployment's own role owns every schema and migrates it. A region's pool is logged on as the region's role,
//! so that no statement can make it anybody else: it may read and write the rows of its schema, cannot change its
//! tables, and knows no other schema. Its password is made with it, and is known to the platform alone.

use std::time::Duration;

use domain::Slug;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::StoreFault;

const PLATFORM_SCHEMA: &str = "platform";
const CONNECTIONS: u32 = 8;
/// Names the advisory lock under which schemas are made and migrated ("yrkesres" as a number).
const SCHEMA_LOCK: i64 = 0x7972_6b65_7372_6573;

/// Makes the region's other writers wait before they add to the audit.
pub(crate) const LOCK_AUDIT: &str = "LOCK TABLE audit_lock IN EXCLUSIVE MODE";

/// Makes what must run alone wait for its turn, and others with what they add to the audit meanwhile.
pub(crate) const LOCK_SERIAL: &str = "LOCK TABLE serial_lock, audit_lock IN EXCLUSIVE MODE";

pub(crate) fn schema(slug: &Slug) -> String {
    format!("region_{}", slug.as_str().replace('-', "_"))
}

/// A pool on the platform's schema, as the deployment's own role.
pub(crate) async fn open_platform(url: &str) -> Result<DatabaseConnection, StoreFault> {
    connect(url, PLATFORM_SCHEMA, None, CONNECTIONS).await
}

/// A pool on a region's schema, logged on as that region's role.
pub(crate) async fn open_region(
    url: &str,
    platform: &DatabaseConnection,
    slug: &Slug,
) -> Result<DatabaseConnection, StoreFault> {
    let login = Login {
        role: region_role(platform, slug).await?,
        password: password(platform, slug).await?,
    };
    connect(url, &schema(slug), Some(login), CONNECTIONS).await
}

/// Another role to log on as than the address has.
struct Login {
    role: String,
    password: String,
}

async fn connect(
    url: &str,
    schema: &str,
    login: Option<Login>,
    connections: u32,
) -> Result<DatabaseConnection, StoreFault> {
    let schema = schema.to_owned();
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(0)
        .idle_timeout(Duration::from_mins(1))
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_postgres_opts(move |postgres| {
            let with_path = postgres.options([("search_path", schema.as_str())]);
            match &login {
                Some(Login { role, password }) => with_path.username(role).password(password),
                None => with_path,
            }
        });
    Ok(Database::connect(options).await?)
}

/// A single connection that holds the migration lock until it is closed.
pub(crate) struct SchemaOwner {
    pub(crate) connection: DatabaseConnection,
}

impl SchemaOwner {
    pub(crate) async fn of_platform(url: &str) -> Result<Self, StoreFault> {
        let owner = Self::lock(url, PLATFORM_SCHEMA).await?;
        owner.run(&format!("CREATE SCHEMA IF NOT EXISTS {PLATFORM_SCHEMA}")).await?;
        Ok(owner)
    }

    pub(crate) async fn of_region(url: &str, slug: &Slug) -> Result<Self, StoreFault> {
        Self::lock(url, &schema(slug)).await
    }

    async fn lock(url: &str, schema: &str) -> Result<Self, StoreFault> {
        let connection = connect(url, schema, None, 1).await?;
        let owner = Self { connection };
        owner.run(&format!("SELECT pg_advisory_lock({SCHEMA_LOCK})")).await?;
        Ok(owner)
    }

    /// Makes the region's schema and role where they are missing, and gives the role its rights.
    pub(crate) async fn provision(&self, slug: &Slug) -> Result<String, StoreFault> {
        let schema = schema(slug);
        let role = region_role(&self.connection, slug).await?;
        if !self.role_exists(&role).await? {
            self.run(&format!("CREATE ROLE {role} NOINHERIT")).await?;
        }
        let (database, password) =
            (current_database(&self.connection).await?, self.password(slug).await?);
        for statement in [
            // Again each time: a restored role has no password.
            format!("ALTER ROLE {role} LOGIN PASSWORD '{password}'"),
            format!("GRANT CONNECT ON DATABASE \"{database}\" TO {role}"),
            format!("CREATE SCHEMA IF NOT EXISTS {schema}"),
            format!("REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"),
            format!("GRANT USAGE ON SCHEMA {schema} TO {role}"),
            format!(
                "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} \
                 GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}"
            ),
        ] {
            self.run(&statement).await?;
        }
        Ok(role)
    }

    /// Takes from the region's role the right to change what must never change.
    pub(crate) async fn protect(&self, role: &str) -> Result<(), StoreFault> {
        for table in migrations::region::APPEND_ONLY {
            self.run(&format!("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")).await?;
        }
        self.run(&format!("REVOKE ALL ON seaql_migrations FROM {role}")).await
    }

    /// Gives the lock back.
    pub(crate) async fn release(self) -> Result<(), StoreFault> {
        self.connection.close().await?;
        Ok(())
    }

    /// The password of the region's role, made where there is none yet. Two UUIDs: no quotes, and 244 random bits.
    async fn password(&self, slug: &Slug) -> Result<String, StoreFault> {
        let sql = format!(
            "INSERT INTO {PLATFORM_SCHEMA}.region_logins (region, password)
             VALUES ($1, gen_random_uuid()::text || gen_random_uuid()::text)
             ON CONFLICT (region) DO NOTHING"
        );
        let backend = self.connection.get_database_backend();
        let made = Statement::from_sql_and_values(backend, sql, [slug.as_str().into()]);
        self.connection.execute_raw(made).await?;
        password(&self.connection, slug).await
    }

    async fn role_exists(&self, role: &str) -> Result<bool, StoreFault> {
        let backend = self.connection.get_database_backend();
        let sql = "SELECT 1 FROM pg_roles WHERE rolname = $1";
        let found = Statement::from_sql_and_values(backend, sql, [role.into()]);
        Ok(self.connection.query_one_raw(found).await?.is_some())
    }

    async fn run(&self, sql: &str) -> Result<(), StoreFault> {
        self.connection.execute_unprepared(sql).await?;
        Ok(())
    }
}

/// Whether this connection's role passes by all rights.
pub(crate) async fn is_superuser(connection: &DatabaseConnection) -> Result<bool, StoreFault> {
    let sql = "SELECT rolsuper OR rolbypassrls AS super FROM pg_roles WHERE rolname = current_user";
    let asked = Statement::from_string(connection.get_database_backend(), sql);
    match connection.query_one_raw(asked).await? {
        Some(row) => Ok(row.try_get("", "super")?),
        None => Err(StoreFault::row("pg_roles", "rolname", &"current_user")),
    }
}

/// The region's role. Roles belong to the whole server, so that the database's name is part of it.
pub(crate) async fn region_role(
    connection: &DatabaseConnection,
    slug: &Slug,
) -> Result<String, StoreFault> {
    let database = text(connection, "SELECT left(md5(current_database()), 8)").await?;
    Ok(format!("yr_{database}_{}", slug.as_str().replace('-', "_")))
}

async fn current_database(connection: &DatabaseConnection) -> Result<String, StoreFault> {
    let name = text(connection, "SELECT current_database()::text").await?;
    Ok(name.replace('"', "\"\""))
}

async fn text(connection: &DatabaseConnection, sql: &str) -> Result<String, StoreFault> {
    let asked = Statement::from_string(connection.get_database_backend(), sql);
    match connection.query_one_raw(asked).await? {
        Some(row) => Ok(row.try_get_by_index(0)?),
        None => Err(StoreFault::row("pg_database", "datname", &"current")),
    }
}

/// The password of the region's role.
async fn password(connection: &DatabaseConnection, slug: &Slug) -> Result<String, StoreFault> {
    let sql = format!("SELECT password FROM {PLATFORM_SCHEMA}.region_logins WHERE region = $1");
    let backend = connection.get_database_backend();
    let asked = Statement::from_sql_and_values(backend, sql, [slug.as_str().into()]);
    match connection.query_one_raw(asked).await? {
        Some(row) => Ok(row.try_get("", "password")?),
        None => Err(StoreFault::row("region_logins", "region", &slug.as_str())),
    }
}
