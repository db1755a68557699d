//! Who may not erase, and what is wrong with a reason.

use serde_json::json;
use testkit::World;
use testkit::contents::{changed, contents};

use super::{CREATE, ERASE, OUTLOOK, erase, of, take_her_on};
use crate::house::House;

testkit::on_both_databases!(who_may_not_erase);

async fn who_may_not_erase(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    house.world.region("dalarna", "Region Dalarna").await;
    let coordinator = house.coordinator("norrbotten").await;
    let elsewhere = house.coordinator("dalarna").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let person = take_her_on(&coordinator, &[]).await;
    let foreign = of(json!({ "region": "dalarna", "person": person, "reason": "Slutat" }));
    let nobody = of(json!({ "region": "dalarna", "person": "01900000-0000-7000-8000-000000000000",
        "reason": "Slutat" }));
    let before = contents(&house.world).await;
    assert_eq!(lulea.refusal(ERASE, erase(&person, "Slutat")).await.0, "FORBIDDEN");
    assert_eq!(elsewhere.refusal(ERASE, erase(&person, "Slutat")).await.0, "NOT_FOUND");
    assert_eq!(elsewhere.refusal(ERASE, foreign).await, elsewhere.refusal(ERASE, nobody).await);
    assert_eq!(house.nobody().refusal(ERASE, erase(&person, "Slutat")).await.0, "UNAUTHENTICATED");
    assert_eq!(coordinator.refusal(ERASE, erase(&person, " ")).await.1, ["reason"]);
    assert_eq!(changed(&before, &contents(&house.world).await), Vec::<String>::new());
    // The coordinator's own row is theirs by its address.
    let input = json!({ "region": "norrbotten", "municipality": "2580", "roles": ["PARTICIPANT"],
        "details": { "givenName": "Signe", "familyName": "Samordnare",
            "email": "regional-coordinator.norrbotten@exempel.se" } });
    let own = coordinator.ask(CREATE, of(input)).await["staffCreate"]["id"].take();
    assert_eq!(coordinator.refusal(ERASE, erase(&own, "Slutat")).await.0, "CONFLICT");
    let outlook = coordinator.ask(OUTLOOK, json!({ "person": own })).await;
    assert_eq!(outlook["region"]["erasure"]["oneself"], true);
}
