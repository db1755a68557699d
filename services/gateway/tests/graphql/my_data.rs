//! What is held on somebody, as they read it and take it along: all of it, no secret, and nobody else's.

use serde_json::{Value, json};
use testkit::World;

use crate::erasing::{EMAIL, closed_and_issued, her_account, participant, take_her_on};
use crate::house::{House, PASSWORD};

testkit::on_both_databases!(one_reads_and_takes_along_what_is_held_on_oneself);

const MY_DATA: &str = "query MinaUppgifter { myData { json
    account { heading columns rows } regions { slug name sections { heading columns rows } } } }";

const MY_DAYS: &str = "query MinSida { region(slug: \"norrbotten\") {
    myCourseDays { date course mark closed } } }";

/// The rows under a heading.
fn rows(sections: &Value, heading: &str) -> Vec<Value> {
    let sections = sections.as_array().unwrap();
    let found = sections.iter().find(|one| one["heading"] == heading);
    assert!(found.is_some(), "{heading} in {sections:?}");
    let found = found.unwrap();
    let columns = found["columns"].as_array().unwrap().len();
    let rows = found["rows"].as_array().unwrap().clone();
    assert!(rows.iter().all(|row| row.as_array().unwrap().len() == columns), "{heading}: {rows:?}");
    rows
}

async fn one_reads_and_takes_along_what_is_held_on_oneself(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    house.world.region("dalarna", "Region Dalarna").await;
    let coordinator = house.coordinator("norrbotten").await;
    let her = her_account(&house, vec![participant("norrbotten"), participant("dalarna")]).await;
    let person = take_her_on(&coordinator, &["PARTICIPANT", "TRAINER"]).await;
    closed_and_issued(&coordinator, &person).await;

    let held = her.ask(MY_DATA, json!({})).await["myData"].take();
    let account = &held["account"];
    assert_eq!(rows(account, "Konto")[0], json!(["E-post", EMAIL]));
    assert_eq!(rows(account, "Roller").len(), 3, "two regions' and what she was taken on as");
    assert_eq!(rows(account, "Inloggningar").len(), 1);
    let slugs: Vec<_> =
        held["regions"].as_array().unwrap().iter().map(|one| &one["slug"]).collect();
    assert_eq!(slugs, ["dalarna", "norrbotten"]);
    let sections = &held["regions"][1]["sections"];
    assert!(rows(sections, "Person").contains(&json!(["Anställningsnummer", "NB-47119"])));
    assert_eq!(rows(sections, "Anställningar")[0][1], "Hemlighetsenheten");
    assert_eq!(rows(sections, "Kurser").len(), 1);
    assert_eq!(rows(sections, "Närvaro")[0][3], "närvarande");
    let taught = rows(sections, "Utbildaruppdrag").remove(0);
    assert_eq!([&taught[3], &taught[5]], ["Utbildare", "tjänstgjorde"]);
    assert_eq!(rows(sections, "Rättelser av närvaro").len(), 2);
    let own = her.ask(MY_DAYS, json!({})).await["region"]["myCourseDays"].take();
    assert_eq!(own.as_array().unwrap().len(), 1, "{own}");
    let day = &own[0];
    assert_eq!([&day["course"], &day["mark"]], ["Våld", "ATTENDED"]);
    assert_eq!(day["closed"], true);
    let none = coordinator.ask(MY_DAYS, json!({})).await["region"]["myCourseDays"].take();
    assert_eq!(none, json!([]), "whoever takes part in nothing");
    let seen = rows(sections, "Vilka som har sett eller ändrat uppgifter om dig");
    for action in ["staff-create", "persons-read"] {
        assert!(
            seen.iter().any(|row| row[3] == action && row[1] == "Signe Samordnare"),
            "{seen:?}"
        );
    }

    let text = held["json"].as_str().unwrap();
    let taken: Value = serde_json::from_str(text).unwrap();
    assert_eq!(taken["regions"][1]["held"]["Kurser"][0]["Kurs"], "Våld");
    assert_eq!(taken["account"]["Konto"][0]["Värde"], EMAIL);
    for secret in ["argon2", PASSWORD, "sha256"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // Others' codes are in the same tables, and hers alone is shown.
    let others =
        "query { region(slug: \"norrbotten\") { persons(first: 100) { nodes { id code } } } }";
    let others = coordinator.ask(others, json!({})).await;
    let others = others["region"]["persons"]["nodes"].as_array().unwrap();
    assert!(others.len() > 3);
    for other in others.iter().filter(|one| one["id"] != person) {
        let code = format!("\"{}\"", other["code"].as_str().unwrap());
        assert!(!text.contains(&code), "{code} in {text}");
    }
    house.world.regions.settled().await;
    let again = her.ask(MY_DATA, json!({})).await["myData"].take();
    let seen =
        rows(&again["regions"][1]["sections"], "Vilka som har sett eller ändrat uppgifter om dig");
    assert!(seen.iter().any(|row| row[3] == "own-data-read" && row[4] == "MinaUppgifter"));

    assert_eq!(house.nobody().refusal(MY_DATA, json!({})).await.0, "UNAUTHENTICATED");
    let coordinators = coordinator.ask(MY_DATA, json!({})).await["myData"]["json"].take();
    assert!(!coordinators.as_str().unwrap().contains(EMAIL), "only what is held on them");
}
