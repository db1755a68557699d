//! Bringing databases up to date: again without harm, from two places at once, and when they are needed.

use std::fs;

use sea_orm::{ConnectionTrait, Database};
use tenancy::{Location, Progress, Regions};
use testkit::World;

use crate::rows;

testkit::on_both_databases!(
    migrating_again_changes_nothing,
    two_replicas_migrate_at_once,
    two_replicas_open_an_empty_place_at_once,
);

async fn migrate(regions: &Regions) -> Vec<Progress> {
    let mut told = Vec::new();
    regions.migrate_all(|progress| told.push(progress)).await.unwrap();
    told
}

async fn migrating_again_changes_nothing(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    world.region("dalarna", "Region Dalarna").await;
    rows::add_lulea(&scope).await;
    for _ in 0..2 {
        let told = migrate(&world.regions).await;
        let told: Vec<_> = told.iter().map(|p| (p.region.as_str(), p.done, p.of)).collect();
        assert_eq!(told, [("dalarna", 1, 2), ("norrbotten", 2, 2)]);
        assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 1);
    }
}

/// The register lists a region whose tables are not there: what a restored platform database finds.
async fn two_replicas_migrate_at_once(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    world.region("dalarna", "Region Dalarna").await;
    world.regions.close().await.unwrap();
    lose(&world.location, "region_norrbotten", "regions/norrbotten.sqlite").await;
    let (one, two) = tokio::join!(world.open_again(), world.open_again());
    let (told, told_too) = tokio::join!(migrate(&one), migrate(&two));
    assert_eq!((told.len(), told_too.len()), (2, 2));
    two.close().await.unwrap();
    let after = World { regions: one.into(), ..world };
    let scope = after.region("norrbotten", "Norrbottens Kommuner").await;
    rows::add_lulea(&scope).await;
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 1);
    after.regions.close().await.unwrap();
}

async fn two_replicas_open_an_empty_place_at_once(world: World) {
    world.regions.close().await.unwrap();
    lose(&world.location, "platform", "platform.sqlite").await;
    let (one, two) = tokio::join!(world.open_again(), world.open_again());
    assert_eq!(one.list().await.unwrap(), []);
    assert_eq!(two.list().await.unwrap(), []);
    one.close().await.unwrap();
    two.close().await.unwrap();
}

/// Removes a database, as if it had never been.
async fn lose(location: &Location, schema: &str, file: &str) {
    match location {
        Location::Folder(folder) => fs::remove_file(folder.join(file)).unwrap(),
        Location::Postgres(url) => {
            let connection = Database::connect(url).await.unwrap();
            let drop = format!("DROP SCHEMA {schema} CASCADE");
            connection.execute_unprepared(&drop).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}
