//! Changing rows behind the product's back, as whoever owns the server or the file could.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbErr};

use crate::World;

/// Changes rows of a region's table that the region's own role may not change. `change` names the table as it is.
pub async fn tamper(world: &World, region: &str, table: &str, change: &str) {
    let changed = if let Some(url) = &world.superuser_url {
        on_server(url, region, change).await
    } else {
        in_file(world, region, table, change).await
    };
    match changed {
        Ok(rows) => assert!(rows > 0, "nothing was changed: {change}"),
        Err(fault) => panic!("{change}: {fault}"),
    }
}

async fn on_server(url: &str, region: &str, change: &str) -> Result<u64, DbErr> {
    let mut one = ConnectOptions::new(url);
    one.max_connections(1).set_schema_search_path(format!("region_{region}"));
    let server = Database::connect(one).await?;
    let changed = server.execute_unprepared(change).await?;
    server.close().await?;
    Ok(changed.rows_affected())
}

async fn in_file(world: &World, region: &str, table: &str, change: &str) -> Result<u64, DbErr> {
    let scope = world.region(region, "").await;
    for verb in ["update", "delete"] {
        let drop = format!("DROP TRIGGER IF EXISTS {table}_no_{verb}");
        scope.execute_unprepared(&drop).await?;
    }
    Ok(scope.execute_unprepared(change).await?.rows_affected())
}
