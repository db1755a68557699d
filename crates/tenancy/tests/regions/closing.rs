//! Closing: everything ends, what was written stays, and no file is left half-way.

use tenancy::Location;
use testkit::World;

use crate::rows;

testkit::on_both_databases!(what_is_written_stays, nothing_answers_afterwards);

async fn what_is_written_stays(world: World) {
    let replica = world.open_again().await;
    let other = World { regions: replica.into(), ..world.clone() };
    rows::add_lulea(&other.region("norrbotten", "Norrbottens Kommuner").await).await;
    other.regions.close().await.unwrap();
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 1);
}

async fn nothing_answers_afterwards(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    world.regions.ping().await.unwrap();
    world.regions.close().await.unwrap();
    assert!(world.regions.ping().await.is_err());
    assert!(rows::count(&scope, "municipalities").await.is_err());
    assert!(scope.begin().await.is_err());
    world.regions.close().await.unwrap();
    if let Location::Folder(folder) = &world.location {
        let files = std::fs::read_dir(folder.join("regions")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let left: Vec<_> = names.filter(|name| name.starts_with("norrbotten")).collect();
        assert_eq!(left, ["norrbotten.sqlite"], "the log is in the file");
    }
}
