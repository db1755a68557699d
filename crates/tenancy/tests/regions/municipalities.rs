//! A region's municipalities, and how many statements reading them takes.

use domain::MunicipalityCode;
use testkit::World;

use crate::rows::{self, add_lulea, lulea, municipality};

testkit::on_both_databases!(are_read_once_and_anew_when_set, have_one_name_each);

async fn are_read_once_and_anew_when_set(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    assert_eq!(scope.municipalities().await.unwrap().iter().count(), 0);
    add_lulea(&scope).await;
    let before = world.regions.statements();
    let read = scope.municipalities().await.unwrap();
    assert_eq!(read.get(lulea().code), Some(&lulea()));
    assert_eq!(world.regions.statements() - before, 1);
    scope.municipalities().await.unwrap();
    assert_eq!(world.regions.statements() - before, 1, "the second reading costs nothing");
    let unknown = MunicipalityCode::parse("0180").unwrap();
    assert_eq!(read.name(unknown), "0180", "a code stands for a name that is missing");
}

async fn have_one_name_each(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    add_lulea(&scope).await;
    let tx = scope.begin().await.unwrap();
    let renamed = municipality("2580", "Luleå stad", "212000-2742");
    let other = municipality("2505", "Arvidsjaur", "212000-2650");
    tx.set_municipalities(&[renamed, other]).await.unwrap();
    tx.commit().await.unwrap();
    scope.forget_municipalities().await;
    let read = scope.municipalities().await.unwrap();
    let names: Vec<_> = read.iter().map(|known| known.name.as_str()).collect();
    assert_eq!(names, ["Arvidsjaur", "Luleå stad"], "by code");
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 2);
}
