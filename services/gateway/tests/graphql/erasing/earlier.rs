//! Somebody who was there twice is erased once, with all that was held on either.

use serde_json::json;
use testkit::World;

use super::everywhere::told;
use super::{CREATE, ERASE, erase, of, take_her_on};
use crate::house::House;

testkit::on_both_databases!(who_turned_out_to_be_them_goes_too);

async fn who_turned_out_to_be_them_goes_too(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    let earlier = take_her_on(&coordinator, &["PARTICIPANT"]).await;
    let input = json!({ "region": "norrbotten", "municipality": "2580", "roles": [],
        "details": { "givenName": "Ingridlinn", "familyName": "Ekdahlsson-Berg",
            "email": "ingridlinn@lulea.example", "title": "Trollkonsult" } });
    let kept = coordinator.ask(CREATE, of(input)).await["staffCreate"]["id"].take();
    let merge = "mutation ($input: StaffMergeInput!) { staffMerge(input: $input) { id } }";
    let both = json!({ "region": "norrbotten", "keep": kept, "merge": earlier });
    coordinator.ask(merge, of(both)).await;
    assert_eq!(coordinator.refusal(ERASE, erase(&earlier, "Slutat")).await.0, "CONFLICT");
    coordinator.ask(ERASE, erase(&kept, "Slutat")).await;
    assert_eq!(told(&house).await, [""; 0]);
}
