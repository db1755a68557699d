//! Costs and the buffer: each cost has its entry, is never changed but taken back, and the buffer never pays more than it
//! holds, however many ask at once.

use identity::{Reach, Role};
use serde_json::{Value, json};
use testkit::World;
use tokio::task::JoinSet;

use crate::house::{House, Person};
use crate::ledger_verified::verified_in;

testkit::on_both_databases!(
    costs_are_posted_and_taken_back_once,
    the_buffer_never_pays_more_than_it_holds,
    costs_are_for_those_who_settle,
);

const RECORD: &str = "mutation ($input: CostRecordInput!) { costRecord(input: $input) {
    id amount paidBy recordedBy occasion { id code } } }";
const REVERSE: &str = "mutation ($input: CostReverseInput!) { costReverse(input: $input) {
    id amount description reverses } }";
const COSTS: &str = "query { region(slug: \"norrbotten\") {
    costs { totalCount totalAmount nodes { id reversedBy } }
    ledger { balanced accounts { code balance } }
    funds { bufferComponent buffer { year collected used balance costs { id } municipalities { amount } } } } }";
const RESULT: &str =
    "query ($id: ID!) { region(slug: \"norrbotten\") { occasionResult(occasion: $id) {
    income cost result brought { code account { code } amount } costs { amount } } } }";

/// Norrbotten with its buffer saved up, and 2022 issued.
async fn saved_up(world: World) -> (House, Person, Value) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let person = house.coordinator("norrbotten").await;
    for text in [
        "mutation { booksSet(input: { region: \"norrbotten\", buffer: \"buffer\" }) { buffer } }",
        "mutation { documentsIssue(input: { region: \"norrbotten\", until: \"2022-12-31\" }) { documents } }",
    ] {
        person.ask(text, json!({})).await;
    }
    let occasions =
        "query { region(slug: \"norrbotten\") { occasions(first: 100) { nodes { id } } } }";
    let occasions = person.ask(occasions, json!({})).await;
    let nodes = occasions["region"]["occasions"]["nodes"].as_array().unwrap();
    let first = nodes.last().unwrap()["id"].clone();
    (house, person, first)
}

fn cost(occasion: &Value, changes: &Value) -> Value {
    let mut input = json!({ "region": "norrbotten", "date": "2022-12-31", "kind": "VENUE",
        "description": "Lokalhyra", "supplier": "Folkets hus", "amount": "1200.50",
        "paidBy": "INCOME", "occasion": occasion });
    input.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    json!({ "input": input })
}

async fn agrees(house: &House) -> bool {
    verified_in(&house.world, "norrbotten").await.is_clean()
}

fn balance(told: &Value, account: &str) -> String {
    let accounts = told["ledger"]["accounts"].as_array().unwrap().iter();
    let own = accounts.filter(|one| one["code"] == account).map(|one| one["balance"].as_str());
    own.flatten().next().unwrap_or("0.00").to_owned()
}

async fn costs_are_posted_and_taken_back_once(world: World) {
    let (house, person, occasion) = saved_up(world).await;
    let once = cost(&occasion, &json!({ "idempotencyKey": "k-1" }));
    let first = person.ask(RECORD, once.clone()).await["costRecord"].take();
    assert_eq!(first["recordedBy"], "Signe Samordnare");
    assert_eq!(person.ask(RECORD, once).await["costRecord"]["id"], first["id"], "once by its key");
    let other = cost(&occasion, &json!({ "idempotencyKey": "k-1", "amount": "2.00" }));
    let (code, fields) = person.refusal(RECORD, other).await;
    assert_eq!((code.as_str(), &*fields[0]), ("INVALID_INPUT", "input.idempotencyKey"));
    person.ask(RECORD, cost(&Value::Null, &json!({ "kind": "CATERING", "amount": "800" }))).await;
    let told = person.ask(COSTS, json!({})).await["region"].take();
    assert_eq!(told["costs"]["totalAmount"], "2000.50");
    assert_eq!([balance(&told, "4010"), balance(&told, "2990")], ["2000.50", "-2000.50"]);
    let result = person.ask(RESULT, json!({ "id": occasion })).await["region"].take();
    let result = &result["occasionResult"];
    assert_eq!([&result["cost"], &result["costs"][0]["amount"]], ["1200.50", "1200.50"]);
    let brought = result["brought"].as_array().unwrap();
    assert!(brought.iter().any(|one| one["account"]["code"] == "2895"), "{result}");
    assert!(brought.iter().any(|one| one["account"]["code"] == "3010"), "{result}");
    for (changes, field) in [
        (json!({ "amount": "0" }), "input.amount"),
        (json!({ "amount": "-5" }), "input.amount"),
        (json!({ "description": " " }), "input.description"),
        (json!({ "supplier": "x".repeat(201) }), "input.supplier"),
        (json!({ "date": "2999-01-01" }), "input.date"),
    ] {
        let (code, fields) = person.refusal(RECORD, cost(&occasion, &changes)).await;
        assert_eq!((code.as_str(), &*fields[0]), ("INVALID_INPUT", field));
    }
    let nowhere = json!("01900000-0000-7000-8000-000000000000");
    assert_eq!(person.refusal(RECORD, cost(&nowhere, &json!({}))).await.0, "NOT_FOUND");
    let reverse = |id: &Value, reason: &str| json!({ "input": { "region": "norrbotten", "cost": id, "reason": reason } });
    let reason = person.refusal(REVERSE, reverse(&first["id"], "")).await;
    assert_eq!(reason.0, "INVALID_INPUT");
    let reversal = person.ask(REVERSE, reverse(&first["id"], "fel lokal")).await;
    let reversal = &reversal["costReverse"];
    assert_eq!([&reversal["amount"], &reversal["reverses"]], [&json!("-1200.50"), &first["id"]]);
    for id in [&first["id"], &reversal["id"]] {
        assert_eq!(person.refusal(REVERSE, reverse(id, "igen")).await.0, "CONFLICT");
    }
    let told = person.ask(COSTS, json!({})).await["region"].take();
    assert_eq!(
        [&told["costs"]["totalCount"], &told["ledger"]["balanced"]],
        [&json!(3), &json!(true)]
    );
    assert_eq!(balance(&told, "4010"), "800.00");
    assert!(agrees(&house).await);
}

async fn the_buffer_never_pays_more_than_it_holds(world: World) {
    let (house, person, occasion) = saved_up(world).await;
    let told = person.ask(COSTS, json!({})).await["region"].take();
    let year = &told["funds"]["buffer"][0];
    assert_eq!([&told["funds"]["bufferComponent"], &year["used"]], ["buffer", "0.00"]);
    assert_eq!(balance(&told, "2895"), format!("-{}", year["balance"].as_str().unwrap()));
    let held: domain::Money = year["balance"].as_str().unwrap().parse().unwrap();
    // A third at a time: three are paid, and seventeen are refused.
    let third = domain::Money::from_ore(held.ore() / 3);
    let asked = cost(&occasion, &json!({ "paidBy": "BUFFER", "amount": third.to_string() }));
    let early =
        cost(&occasion, &json!({ "paidBy": "BUFFER", "amount": "1", "date": "2021-01-01" }));
    assert_eq!(person.refusal(RECORD, early).await.0, "INVALID_INPUT", "nothing was saved up then");
    let mut all = JoinSet::new();
    for _ in 0..20 {
        let (person, asked) = (person.clone(), asked.clone());
        all.spawn(async move { person.answer(RECORD, asked).await });
    }
    let all = all.join_all().await;
    let paid = all.iter().filter(|answer| answer.get("errors").is_none()).count();
    assert_eq!(paid, 3, "{all:?}");
    let told = person.ask(COSTS, json!({})).await["region"].take();
    let year = &told["funds"]["buffer"][0];
    assert_eq!(year["costs"].as_array().unwrap().len(), 3);
    assert_eq!(
        balance(&told, "2895"),
        format!("-{}", year["balance"].as_str().unwrap()).replace("-0.00", "0.00")
    );
    assert!(agrees(&house).await);
}

async fn costs_are_for_those_who_settle(world: World) {
    let (house, person, occasion) = saved_up(world).await;
    let economist = house.member("norrbotten", Role::RegionalEconomist, Reach::Region).await;
    assert!(
        economist.ask(RECORD, cost(&occasion, &json!({}))).await["costRecord"]["id"].is_string()
    );
    let administrator = house.administrator("norrbotten", "2580").await;
    for text in [COSTS, "query { region(slug: \"norrbotten\") { yearEnd(year: 2022) { year } } }"] {
        assert_eq!(administrator.refusal(text, json!({})).await.0, "FORBIDDEN");
    }
    let refused = administrator.refusal(RECORD, cost(&occasion, &json!({}))).await;
    assert_eq!(refused.0, "FORBIDDEN");
    assert_eq!(person.ask(COSTS, json!({})).await["region"]["costs"]["totalCount"], 1);
}
