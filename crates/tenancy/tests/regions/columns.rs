//! Every column says what it may tell of people: held against what migrated databases really have.

use std::collections::{BTreeMap, BTreeSet};

use migrations::classified::{Classified, PLATFORM, REGION};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use testkit::World;

testkit::on_both_databases!(every_column_is_classified);

async fn every_column_is_classified(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    for (kind, schema, file, classified) in [
        ("platform", "platform", "platform.sqlite", PLATFORM),
        ("region", "region_norrbotten", "regions/norrbotten.sqlite", REGION),
    ] {
        let there = columns(&world, schema, file).await;
        assert!(there.len() > 20, "the {kind} database was not read: {there:?}");
        let said = said(classified);
        let here = format!("migrations/classified/{kind}.rs");
        let unsaid: Vec<_> = there.difference(&said).collect();
        assert!(
            unsaid.is_empty(),
            "say in {here} what these columns may tell of people (none, personal, or sensitive and why): \
             {unsaid:?}"
        );
        let stale: Vec<_> = said.difference(&there).collect();
        assert!(
            stale.is_empty(),
            "take these out of {here}: no table has them any more: {stale:?}"
        );
    }
}

/// `table.column` of all that is classified, each once.
fn said(classified: &[Classified]) -> BTreeSet<String> {
    let mut times = BTreeMap::new();
    for table in classified {
        for (column, _) in table.columns() {
            *times.entry(format!("{}.{column}", table.table)).or_insert(0) += 1;
        }
    }
    let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "classified twice: {twice:?}");
    times.into_keys().collect()
}

/// `table.column` of every table and view of a database.
async fn columns(world: &World, schema: &str, file: &str) -> BTreeSet<String> {
    let (connection, sql) = match (&world.superuser_url, world.folder()) {
        (Some(url), _) => (
            connect(url).await,
            format!(
                "SELECT table_name || '.' || column_name FROM information_schema.columns \
                 WHERE table_schema = '{schema}'"
            ),
        ),
        (None, Some(folder)) => (
            connect(&format!("sqlite://{}", folder.join(file).display())).await,
            "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                .to_owned(),
        ),
        (None, None) => panic!("a world is on one or the other"),
    };
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    connection.close().await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
}

async fn connect(url: &str) -> DatabaseConnection {
    Database::connect(url).await.unwrap()
}
