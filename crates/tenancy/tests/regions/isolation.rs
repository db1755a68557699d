//! PostgreSQL: what a region's pool is, and what it cannot reach however it is asked.

use sea_orm::ConnectionTrait;
use tenancy::{InRegion, RegionScope};
use testkit::{Database, World};

use crate::rows;

fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(World) -> F) {
    testkit::run(Database::Postgres, test);
}

async fn two_regions(world: &World) -> (RegionScope, RegionScope) {
    let norrbotten = world.region("norrbotten", "Norrbottens Kommuner").await;
    let dalarna = world.region("dalarna", "Region Dalarna").await;
    rows::add_lulea(&norrbotten).await;
    rows::add_lulea(&dalarna).await;
    (norrbotten, dalarna)
}

async fn text(store: &impl InRegion, sql: &str) -> String {
    let statement = sea_orm::Statement::from_string(store.get_database_backend(), sql);
    let row = store.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn denied(store: &impl InRegion, sql: &str) {
    let done = store.execute_unprepared(sql).await.map(|done| done.rows_affected());
    let fault = done.expect_err(sql).to_string();
    let expected = [
        "permission denied",
        "must be owner",
        "must be superuser",
        "must have admin option",
        "does not exist",
    ];
    assert!(expected.iter().any(|words| fault.contains(words)), "{sql}: {fault}");
}

#[test]
fn a_pool_runs_as_its_region() {
    on_postgres(|world| async move {
        let (norrbotten, dalarna) = two_regions(&world).await;
        let (one, two) = (
            text(&norrbotten, "SELECT current_user::text").await,
            text(&dalarna, "SELECT current_user::text").await,
        );
        assert!(one.ends_with("_norrbotten") && two.ends_with("_dalarna"), "{one} {two}");
        let schema = "SELECT current_schema()::text";
        assert_eq!(text(&norrbotten, schema).await, "region_norrbotten");
        let powers = "SELECT (rolsuper OR rolcreaterole OR rolcreatedb OR rolinherit
                              OR rolbypassrls OR rolreplication
                              OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid))::text
                      FROM pg_roles r WHERE rolname = current_user";
        assert_eq!(text(&norrbotten, powers).await, "false");
    });
}

#[test]
fn other_schemas_are_shut() {
    on_postgres(|world| async move {
        let (norrbotten, _) = two_regions(&world).await;
        for sql in [
            "SELECT * FROM region_dalarna.municipalities",
            "INSERT INTO region_dalarna.municipalities VALUES ('0180', 'Stockholm', '')",
            "SELECT * FROM region_dalarna.agreement_terms",
            "SELECT * FROM platform.accounts",
            "SELECT * FROM platform.signing_keys",
            "UPDATE platform.regions SET name = ''",
            "SELECT * FROM pg_authid",
            "COPY municipalities TO PROGRAM 'cat'",
            "CREATE SCHEMA mine",
            "CREATE TABLE mine (id int)",
            "CREATE TABLE public.mine (id int)",
            "ALTER TABLE municipalities ADD COLUMN mine int",
            "DROP VIEW agreement_terms",
            "CREATE OR REPLACE VIEW agreement_terms AS SELECT 1",
            "CREATE ROLE mine",
            "ALTER SCHEMA region_dalarna OWNER TO CURRENT_USER",
            "SELECT * FROM seaql_migrations",
            "SELECT * FROM platform.region_logins",
            "SELECT * FROM pg_shadow",
            "SELECT pg_read_file('/etc/passwd')",
            "SELECT lo_import('/etc/passwd')",
            "COPY municipalities TO '/tmp/municipalities'",
            "CREATE EXTENSION dblink",
            "CREATE TRIGGER mine BEFORE INSERT ON municipalities EXECUTE FUNCTION mine()",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
            "ALTER TABLE audit_entries OWNER TO CURRENT_USER",
            "CREATE RULE mine AS ON INSERT TO audit_entries DO INSTEAD NOTHING",
            "SET session_replication_role = replica",
            "ALTER ROLE CURRENT_USER CREATEROLE",
            "ALTER ROLE CURRENT_USER SUPERUSER",
            "ALTER SYSTEM SET log_statement = 'none'",
        ] {
            denied(&norrbotten, sql).await;
        }
    });
}

#[test]
fn another_search_path_finds_nothing() {
    on_postgres(|world| async move {
        let (norrbotten, _) = two_regions(&world).await;
        let tx = norrbotten.begin().await.unwrap();
        tx.execute_unprepared("SET LOCAL search_path TO region_dalarna, platform").await.unwrap();
        denied(&tx, "SELECT * FROM municipalities").await;
    });
}

/// Every table and view there is, read by each region's role: its own, and nothing of others or the platform.
#[test]
fn nothing_but_the_own_schema_is_read() {
    on_postgres(|world| async move {
        let (norrbotten, dalarna) = two_regions(&world).await;
        let all = "SELECT string_agg(format('%I.%I', schemaname, name), ' ') FROM (
                       SELECT schemaname, tablename AS name FROM pg_tables
                       UNION ALL SELECT schemaname, viewname FROM pg_views) t
                   WHERE schemaname LIKE 'region%' OR schemaname IN ('platform', 'public')";
        let all = text(&norrbotten, all).await;
        let (mut read, mut refused) = (0, 0);
        for (own, scope) in [("region_norrbotten.", &norrbotten), ("region_dalarna.", &dalarna)] {
            for table in all.split(' ') {
                let any = format!("SELECT count(*) FROM {table}");
                if table.starts_with(own) && !table.ends_with(".seaql_migrations") {
                    scope.execute_unprepared(&any).await.unwrap();
                    read += 1;
                } else {
                    for sql in [
                        any,
                        format!("DELETE FROM {table}"),
                        format!("INSERT INTO {table} DEFAULT VALUES"),
                        format!("DROP TABLE {table}"),
                        format!("GRANT SELECT ON {table} TO CURRENT_USER"),
                    ] {
                        denied(scope, &sql).await;
                    }
                    refused += 1;
                }
            }
        }
        assert!(read >= 50 && refused >= 60, "tables were not found: {read} {refused}");
    });
}

/// What must never change, and rights that the role might give itself.
#[test]
fn the_role_gives_itself_no_rights() {
    on_postgres(|world| async move {
        let (norrbotten, _) = two_regions(&world).await;
        for table in migrations::region::APPEND_ONLY {
            for right in ["UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"] {
                // Where it holds any right, PostgreSQL only warns that none was granted.
                let grant = format!("GRANT {right} ON {table} TO CURRENT_USER");
                let _ = norrbotten.execute_unprepared(&grant).await;
                let held = format!("SELECT has_table_privilege('{table}', '{right}')::text");
                assert_eq!(text(&norrbotten, &held).await, "false", "{right} on {table}");
                let columns = format!("SELECT has_any_column_privilege('{table}', 'UPDATE')::text");
                assert_eq!(text(&norrbotten, &columns).await, "false", "UPDATE on {table}");
            }
        }
    });
}

#[test]
fn the_role_cannot_be_laid_down() {
    on_postgres(|world| async move {
        let (norrbotten, _) = two_regions(&world).await;
        assert_eq!(
            text(&norrbotten, "SELECT session_user::text").await,
            text(&norrbotten, "SELECT current_user::text").await,
            "it is logged on as"
        );
        let owner = "SELECT pg_get_userbyid(nspowner)::text FROM pg_namespace
                     WHERE nspname = 'region_norrbotten'";
        let owner = text(&norrbotten, owner).await;
        let own = text(&norrbotten, "SELECT current_user::text").await;
        let other = own.replace("norrbotten", "dalarna");
        for role in [&owner, &other, "postgres"] {
            denied(&norrbotten, &format!("SET ROLE {role}")).await;
            denied(&norrbotten, &format!("SET SESSION AUTHORIZATION {role}")).await;
            denied(&norrbotten, &format!("GRANT {role} TO CURRENT_USER")).await;
        }
    });
}

#[test]
fn resetting_the_role_keeps_it() {
    on_postgres(|world| async move {
        let (norrbotten, _) = two_regions(&world).await;
        let tx = norrbotten.begin().await.unwrap();
        let before = text(&tx, "SELECT current_user::text").await;
        for sql in [
            "RESET ROLE",
            "SET ROLE NONE",
            "RESET SESSION AUTHORIZATION",
            "RESET ALL",
            "DISCARD PLANS",
        ] {
            tx.execute_unprepared(sql).await.unwrap();
            assert_eq!(text(&tx, "SELECT current_user::text").await, before, "{sql}");
        }
    });
}
