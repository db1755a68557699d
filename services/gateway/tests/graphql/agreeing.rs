//! Agreements: what is in force, what was before it, and what each party pays.

use serde_json::{Value, json};
use testkit::World;

use crate::house::House;

testkit::on_both_databases!(the_one_in_force_is_found_by_date, both_are_shown_as_printed);

const AGREEMENTS: &str = "query { region(slug: \"norrbotten\") {
    agreement { title state }
    agreements { totalCount nodes {
        title state from to termsHash
        parties { municipality { name } orgNumber population }
        fixedCosts { name annual shares { municipality { name } amount exact weight totalWeight } }
        feeSchedules { from components { code amount } }
        trainerPot { points { role points } }
    } }
} }";

async fn the_one_in_force_is_found_by_date(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    house.import("norrbotten-2023").await;
    // Whose role begins then: roles hold from the day they are given.
    house.world.clock.go_to("2022-01-01".parse().unwrap());
    let person = house.coordinator("norrbotten").await;
    for (date, title) in [
        ("2022-03-01", "Avtal länssamordning Yrkesresan 2022–2023"),
        ("2023-06-30", "Avtal länssamordning Yrkesresan 2022–2023"),
        ("2023-07-01", "Avtal länssamordning Yrkesresan 2023–2028"),
        ("2030-01-01", "Avtal länssamordning Yrkesresan 2023–2028"),
    ] {
        house.world.clock.go_to(date.parse().unwrap());
        // Tokens are short: whoever comes back years later signs in again.
        let person = house.sign_in("regional-coordinator.norrbotten@exempel.se").await;
        let found = person.ask(AGREEMENTS, json!({})).await;
        assert_eq!(found["region"]["agreement"]["title"], title, "{date}");
    }
    let (code, _) = person.refusal(AGREEMENTS, json!({})).await;
    assert_eq!(code, "UNAUTHENTICATED", "an old token is nobody's");
}

async fn both_are_shown_as_printed(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    house.import("norrbotten-2023").await;
    let person = house.coordinator("norrbotten").await;
    let found = person.ask(AGREEMENTS, json!({})).await;
    let agreements = &found["region"]["agreements"];
    assert_eq!(agreements["totalCount"], 2);
    let share = |agreement: &Value, name: &str| {
        let shares = agreement["fixedCosts"][0]["shares"].as_array().unwrap().clone();
        shares.into_iter().find(|one| one["municipality"]["name"] == name).unwrap()
    };
    let newer = &agreements["nodes"][0];
    assert_eq!(newer["state"], "IN_FORCE");
    let alvsbyn = share(newer, "Älvsbyn");
    assert_eq!(alvsbyn["amount"], "30561.00");
    assert!(alvsbyn["exact"].as_str().unwrap().starts_with("30561.36"), "{alvsbyn}");
    assert_eq!([&alvsbyn["weight"], &alvsbyn["totalWeight"]], [&json!(8035), &json!(249_768)]);
    assert_eq!(share(&agreements["nodes"][1], "Luleå")["amount"], "298399.00");
    assert_eq!(newer["termsHash"].as_str().unwrap().len(), 64);
}
