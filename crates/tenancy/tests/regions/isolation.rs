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
    let expected = ["permission denied", "must be owner", "must be superuser", "does not exist"];
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
        let powers = "SELECT (rolsuper OR rolcreaterole OR rolcreatedb OR rolcanlogin
                              OR rolbypassrls OR rolreplication)::text
                      FROM pg_roles WHERE rolname = current_user";
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

#[test]
fn resetting_the_role_keeps_it() {
    on_postgres(|world| async move {
        let (norrbotten, _) = two_regions(&world).await;
        let tx = norrbotten.begin().await.unwrap();
        let before = text(&tx, "SELECT current_user::text").await;
        for sql in ["RESET ROLE", "RESET ALL", "DISCARD PLANS"] {
            tx.execute_unprepared(sql).await.unwrap();
            assert_eq!(text(&tx, "SELECT current_user::text").await, before, "{sql}");
        }
    });
}
