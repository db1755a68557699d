//! Retention: the region decides, a dry run tells what would go, and what is older goes; nobody who is of use does.

use accounts::Retained;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use domain::Slug;
use identity::{Caller, Permission};
use serde_json::{Value, json};
use tenancy::{Enter, Operation};
use testkit::World;

use crate::erasing::{closed_and_issued, her_account, participant, take_her_on};
use crate::house::{House, Person};

testkit::on_both_databases!(
    what_is_older_goes_and_no_sum_changes,
    only_those_who_may_erase_decide,
    lists_go_with_what_became_of_their_rows,
);

const RULES: &str =
    "query { region(slug: \"norrbotten\") { retention { kind months decidedBy } } }";
const DECIDE: &str = "mutation ($input: RetentionDecideInput!) {
    retentionDecide(input: $input) { kind months } }";
const OUTLOOK: &str =
    "query ($kind: RetentionKind!, $months: Int!) { region(slug: \"norrbotten\") {
    retentionOutlook(kind: $kind, months: $months) {
        before count persons { id name } lists { fileName } } } }";
const CHANGE: &str = "mutation ($input: StaffChangeInput!) { staffChange(input: $input) { id } }";
const SUMS: &str = "query { region(slug: \"norrbotten\") {
    documents(first: 100) { totalAmount totalCount }
    ledger { balanced accounts { code debit credit } } trainerPots { year collected points } } }";

fn decide(kind: &str, months: Option<i32>) -> Value {
    json!({ "input": { "region": "norrbotten", "kind": kind, "months": months } })
}

async fn outlook(coordinator: &Person, kind: &str, months: i32) -> Value {
    let variables = json!({ "kind": kind, "months": months });
    coordinator.ask(OUTLOOK, variables).await["region"]["retentionOutlook"].take()
}

async fn apply(house: &House) -> Retained {
    let region = Slug::parse("norrbotten").unwrap();
    let operator = Caller::operator("prov".to_owned());
    let operation = Operation::named("retention");
    let regions = &house.world.regions;
    let scope = operator.enter(&operation, regions, &region, Permission::ErasePersons);
    house.accounts.retention_apply(&scope.await.unwrap()).await.unwrap()
}

async fn what_is_older_goes_and_no_sum_changes(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    her_account(&house, vec![participant("norrbotten")]).await;
    let person = take_her_on(&coordinator, &["PARTICIPANT"]).await;
    closed_and_issued(&coordinator, &person).await;
    let rules = coordinator.ask(RULES, json!({})).await["region"]["retention"].take();
    assert!(rules.as_array().unwrap().iter().all(|rule| rule["months"].is_null()), "{rules}");
    assert_eq!(apply(&house).await, Retained::default(), "until it is decided, nothing goes");

    house.world.clock.step(TimeDelta::days(800));
    let coordinator = house.sign_in("regional-coordinator.norrbotten@exempel.se").await;
    let sums = coordinator.ask(SUMS, json!({})).await;
    let told = outlook(&coordinator, "STAFF", 24).await;
    let participants = told["count"].as_i64().unwrap();
    assert!(participants > 100, "the case's participants, whom nobody employs: {told}");
    assert_eq!(told["persons"].as_array().unwrap().len(), 100);
    let is_she = |told: &Value| told["persons"].to_string().contains(person.as_str().unwrap());
    assert!(!is_she(&told), "she is employed");
    assert_eq!(outlook(&coordinator, "STAFF", 600).await["count"], 0);

    let input = json!({ "input": { "region": "norrbotten", "person": person,
        "details": { "lastDay": "2024-11-30" } } });
    coordinator.ask(CHANGE, input).await;
    assert_eq!(outlook(&coordinator, "STAFF", 24).await["count"], participants + 1);
    assert_eq!(apply(&house).await.persons, 0, "a dry run decides nothing");
    let decided = coordinator.ask(DECIDE, decide("STAFF", Some(24))).await;
    assert_eq!(decided["retentionDecide"][0], json!({ "kind": "STAFF", "months": 24 }));
    let retained = apply(&house).await;
    let expected = usize::try_from(participants + 1).unwrap();
    assert_eq!(retained, Retained { persons: expected, hindered: 0, lists: 0 });
    let outlook = outlook(&coordinator, "STAFF", 24).await;
    assert_eq!(outlook["count"], 0);
    assert_eq!(coordinator.ask(SUMS, json!({})).await, sums);
    let member =
        "query ($id: ID!) { region(slug: \"norrbotten\") { staffMember(id: $id) { id } } }";
    let gone = coordinator.refusal(member, json!({ "id": person })).await;
    assert_eq!(gone.0, "NOT_FOUND");
    assert_eq!(apply(&house).await, Retained::default(), "once is enough");
}

async fn only_those_who_may_erase_decide(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let administrator = house.administrator("norrbotten", "2580").await;
    assert_eq!(administrator.refusal(DECIDE, decide("STAFF", Some(24))).await.0, "FORBIDDEN");
    let variables = json!({ "kind": "STAFF", "months": 24 });
    assert_eq!(administrator.refusal(OUTLOOK, variables).await.0, "FORBIDDEN");
    let coordinator = house.coordinator("norrbotten").await;
    for months in [0, -1, 601] {
        let refused = coordinator.refusal(DECIDE, decide("STAFF", Some(months))).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec!["input.months".to_owned()]));
    }
    coordinator.ask(DECIDE, decide("STAFF", Some(36))).await;
    let rules = coordinator.ask(RULES, json!({})).await["region"]["retention"].take();
    assert_eq!(rules[0], json!({ "kind": "STAFF", "months": 36, "decidedBy": "Signe Samordnare" }));
    let kept = coordinator.ask(DECIDE, decide("STAFF", None)).await["retentionDecide"].take();
    assert_eq!(kept[0], json!({ "kind": "STAFF", "months": null }));
}

async fn lists_go_with_what_became_of_their_rows(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    let upload =
        "mutation ($input: StaffImportUploadInput!) { staffImportUpload(input: $input) { id } }";
    let start =
        "mutation ($input: StaffImportStartInput!) { staffImportStart(input: $input) { state } }";
    let text = "Förnamn;Efternamn;E-post;Kommun\r\nBo;Ek;bo.ek@lulea.example;Luleå\r\n";
    let input = json!({ "input": { "region": "norrbotten", "fileName": "lista.csv",
        "content": STANDARD.encode(text.as_bytes()) } });
    let import = coordinator.ask(upload, input).await["staffImportUpload"]["id"].take();
    let input = json!({ "input": { "region": "norrbotten", "import": import, "onFault": "SKIP" } });
    coordinator.ask(start, input).await;
    house.work_off().await;
    coordinator.ask(DECIDE, decide("STAFF_LISTS", Some(3))).await;
    assert_eq!(apply(&house).await.lists, 0);
    house.world.clock.step(TimeDelta::days(100));
    let coordinator = house.sign_in("regional-coordinator.norrbotten@exempel.se").await;
    let told = outlook(&coordinator, "STAFF_LISTS", 3).await;
    assert_eq!(told["lists"], json!([{ "fileName": "lista.csv" }]));
    assert_eq!(apply(&house).await, Retained { lists: 1, ..Retained::default() });
    let imports = "query { region(slug: \"norrbotten\") { staffImports { id }
        staff(search: \"bo.ek\") { totalCount } } }";
    let left = coordinator.ask(imports, json!({})).await["region"].take();
    assert_eq!(left, json!({ "staffImports": [], "staff": { "totalCount": 1 } }));
}
