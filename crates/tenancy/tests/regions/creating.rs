//! Making regions: once each, apart from each other, known to every replica.

use domain::Slug;
use tenancy::CreateFault;
use testkit::World;

use crate::rows;

testkit::on_both_databases!(
    a_short_name_is_given_once,
    two_replicas_make_one_region,
    regions_are_apart,
    short_names_with_hyphens_are_apart_too,
);

async fn a_short_name_is_given_once(world: World) {
    let slug = Slug::parse("norrbotten").unwrap();
    world.regions.create(&slug, "Norrbottens Kommuner").await.unwrap();
    let again = world.regions.create(&slug, "Någon annan").await;
    assert!(matches!(again, Err(CreateFault::Exists)));
    world.region("dalarna", "Region Dalarna").await;
    let listed = world.regions.list().await.unwrap();
    let listed: Vec<_> = listed.iter().map(|r| (r.slug.as_str(), r.name.as_str())).collect();
    assert_eq!(
        listed,
        [("dalarna", "Region Dalarna"), ("norrbotten", "Norrbottens Kommuner")],
        "by short name, and the first name stays"
    );
}

async fn two_replicas_make_one_region(world: World) {
    let other = world.open_again().await;
    let slug = Slug::parse("norrbotten").unwrap();
    let (one, two) = tokio::join!(world.regions.create(&slug, "Ena"), other.create(&slug, "Andra"));
    let made = [&one, &two].iter().filter(|result| result.is_ok()).count();
    let refused =
        [&one, &two].iter().filter(|result| matches!(result, Err(CreateFault::Exists))).count();
    assert_eq!((made, refused), (1, 1), "{one:?} {two:?}");
    assert_eq!(world.regions.list().await.unwrap(), other.list().await.unwrap());
    rows::add_lulea(&world.region("norrbotten", "Ena").await).await;
    other.close().await.unwrap();
}

async fn regions_are_apart(world: World) {
    let norrbotten = world.region("norrbotten", "Norrbottens Kommuner").await;
    let dalarna = world.region("dalarna", "Region Dalarna").await;
    rows::add_lulea(&norrbotten).await;
    assert_eq!(rows::count(&norrbotten, "municipalities").await.unwrap(), 1);
    assert_eq!(rows::count(&dalarna, "municipalities").await.unwrap(), 0);
}

async fn short_names_with_hyphens_are_apart_too(world: World) {
    let one = world.region("a-bc", "Ena").await;
    let two = world.region("ab-c", "Andra").await;
    let three = world.region("abc", "Tredje").await;
    rows::add_lulea(&one).await;
    assert_eq!(rows::count(&two, "municipalities").await.unwrap(), 0);
    assert_eq!(rows::count(&three, "municipalities").await.unwrap(), 0);
}
