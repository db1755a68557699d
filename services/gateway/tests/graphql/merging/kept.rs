//! Who is kept when two persons are merged: with which account, and by what a list of staff leads to them.

use serde_json::{Value, json};
use testkit::World;

use super::{MERGE, made_of, merge};
use crate::house::House;

testkit::on_both_databases!(an_account_in_use_is_kept, a_list_leads_to_the_one_who_is_kept);

async fn an_account_in_use_is_kept(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let coordinator = house.coordinator("norrbotten").await;
    let active = house.participant("norrbotten", "asa.ek@lulea.example").await;
    let other = house.participant("norrbotten", "asa@lulea.example").await;
    let somebody = |email: &str| json!({ "givenName": "Åsa", "familyName": "Ek", "email": email });
    let invited =
        made_of(&lulea, "2580", somebody("a.ek@lulea.example"), &["PARTICIPANT", "MANAGER"]).await;
    let used = made_of(&lulea, "2580", somebody("asa.ek@lulea.example"), &["PARTICIPANT"]).await;
    let used_too = made_of(&lulea, "2580", somebody("asa@lulea.example"), &["PARTICIPANT"]).await;

    // One was invited and never came: the other one's account is kept, with the roles of both.
    let merged = lulea.ask(MERGE, merge(&invited, &used)).await;
    let merged = &merged["staffMerge"];
    assert_eq!([&merged["state"], &merged["email"]], ["ACTIVE", "a.ek@lulea.example"]);
    let own = "query { region(slug: \"norrbotten\") { viewer { roles } myself { id } } }";
    let seen = active.ask(own, json!({})).await;
    assert_eq!(seen["region"]["viewer"]["roles"], json!(["PARTICIPANT", "MANAGER"]));
    assert_eq!(seen["region"]["myself"]["id"], invited);
    let roles = "query { region(slug: \"norrbotten\") { roles(first: 100) { nodes { email } } } }";
    let held = coordinator.ask(roles, json!({})).await.to_string();
    assert!(!held.contains("\"a.ek@lulea.example"), "the invited account has none: {held}");

    // Both are in use: somebody has to say which.
    let both = merge(&invited, &used_too);
    assert_eq!(lulea.refusal(MERGE, both.clone()).await.0, "CONFLICT");
    other.ask(own, json!({})).await;
    let mut chosen = both;
    chosen["input"]["signInWith"] = json!("MERGE");
    lulea.ask(MERGE, chosen).await;
    assert_eq!(active.refusal(own, json!({})).await.0, "NOT_FOUND", "from the very next request");
    let seen = other.ask(own, json!({})).await;
    assert_eq!(seen["region"]["myself"]["id"], invited);

    // Nobody takes a coordinator's roles who could not give them.
    let boss = json!({ "givenName": "Signe", "familyName": "Samordnare",
        "email": "regional-coordinator.norrbotten@exempel.se" });
    let boss = made_of(&coordinator, "2580", boss, &["PARTICIPANT"]).await;
    let mut beyond = merge(&invited, &boss);
    beyond["input"]["signInWith"] = json!("KEEP");
    assert_eq!(lulea.refusal(MERGE, beyond.clone()).await.0, "FORBIDDEN");
    assert_eq!(coordinator.refusal(MERGE, beyond).await.0, "CONFLICT", "one's own");
}

async fn a_list_leads_to_the_one_who_is_kept(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let somebody = |email: &str, number: &str| {
        json!({ "givenName": "Åsa", "familyName": "Ek", "email": email, "staffNumber": number,
            "unit": "Vuxna" })
    };
    let keep = made_of(&lulea, "2580", somebody("asa.ek@lulea.example", "17"), &[]).await;
    let gone = made_of(&lulea, "2580", somebody("asa.gammal@lulea.example", "18"), &[]).await;
    lulea.ask(MERGE, merge(&keep, &gone)).await;
    let upload = "mutation ($input: StaffImportUploadInput!) { staffImportUpload(input: $input) {
        dryRun { counts { created changed unchanged refused } rows { name email explanation } } } }";
    for row in ["asa.gammal@lulea.example;17", "asa.gammal@lulea.example;18"] {
        let pasted =
            format!("Förnamn;Efternamn;E-post;Anställningsnummer;Enhet\nÅsa;Ek;{row};Barn");
        let input = json!({ "region": "norrbotten", "fileName": "p.csv", "pasted": pasted });
        let tried = lulea.ask(upload, json!({ "input": input })).await;
        let tried = &tried["staffImportUpload"]["dryRun"];
        let counts = json!({ "created": 0, "changed": 1, "unchanged": 0, "refused": 0 });
        assert_eq!(tried["counts"], counts, "{tried}");
        assert_eq!(tried["rows"][0]["email"], "asa.ek@lulea.example", "which stays");
    }
    // So does the case that they came with: brought in once more, it is what the region has.
    let listed = "query { region(slug: \"norrbotten\") { persons(first: 100) { nodes { id name
        municipality { code } } } } }";
    let coordinator = house.coordinator("norrbotten").await;
    let listed = coordinator.ask(listed, json!({})).await;
    let listed = listed["region"]["persons"]["nodes"].as_array().unwrap().clone();
    let of_case = |one: &&Value| one["municipality"]["code"] == "2580" && one["name"] != "Åsa Ek";
    let ids: Vec<&Value> = listed.iter().filter(of_case).map(|one| &one["id"]).collect();
    let mut merged = 0;
    for other in &ids[1..] {
        let answer = coordinator.answer(MERGE, merge(ids[0], other)).await;
        merged += usize::from(answer.get("errors").is_none());
    }
    assert!(merged > 0, "{} of Luleå, each on another's days", ids.len());
    house.import("norrbotten-2022").await;

    let create = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
    let input = json!({ "region": "norrbotten", "municipality": "2580",
        "details": somebody("asa.gammal@lulea.example", "19") });
    assert_eq!(lulea.refusal(create, json!({ "input": input })).await.1, ["email"], "it is taken");
    let change = "mutation ($input: StaffChangeInput!) { staffChange(input: $input) { email } }";
    let back = json!({ "input": { "region": "norrbotten", "person": keep,
        "details": { "email": "asa.gammal@lulea.example" } } });
    let changed = lulea.ask(change, back).await;
    assert_eq!(changed["staffChange"]["email"], "asa.gammal@lulea.example", "it was theirs");
}
