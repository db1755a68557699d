//! Changing rows behind the product's back, as whoever owns the server or the file could.

use sea_orm::{ConnectionTrait, Database};

use crate::World;

/// Changes rows of a region's table that the region's own role may not change. `change` names the table as it is.
pub async fn tamper(world: &World, region: &str, table: &str, change: &str) {
    let changed = match &world.superuser_url {
        Some(url) => {
            let server = Database::connect(url).await.unwrap();
            let change = change.replace(table, &format!("region_{region}.{table}"));
            let changed = server.execute_unprepared(&change).await;
            server.close().await.unwrap();
            changed
        }
        None => {
            let scope = world.region(region, "").await;
            for verb in ["update", "delete"] {
                let drop = format!("DROP TRIGGER IF EXISTS {table}_no_{verb}");
                scope.execute_unprepared(&drop).await.unwrap();
            }
            scope.execute_unprepared(change).await
        }
    };
    assert!(changed.unwrap().rows_affected() > 0, "{change}");
}
