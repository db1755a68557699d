//! What moves money, or decides how it is moved, happens once under one key, however often it is asked for.

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{DOCUMENTS, economist, set_up};
use crate::house::Person;
use crate::ledger_verified::verified;
use crate::payments::bank_files::{self, IMPORT, reference};
use crate::payments::{self, RECORD, REVERSE, STANDING, balance, invoice, issued, today};

testkit::on_both_databases!(
    issuing_pressed_fifty_times_issues_once,
    attesting_pressed_fifty_times_attests_once,
    a_set_up_that_is_sent_again_undoes_nothing,
    payments_pressed_fifty_times_are_booked_once,
    costs_pressed_fifty_times_are_posted_once,
);

const ISSUE: &str = "mutation ($input: DocumentsIssueInput!) { documentsIssue(input: $input) {
    documents total run { id firstNumber lastNumber } } }";
const ATTEST: &str = "mutation ($input: RunAttestInput!) { runAttest(input: $input) {
    attestations { by } } }";
const SET: &str = "mutation ($input: BooksSetInput!) { booksSet(input: $input) {
    version fourEyes seller { paymentDays } } }";
const FINGERPRINT: &str = "query ($until: Date!) { region(slug: \"goteborgsregionen\") {
    settlementPreview(until: $until) { fingerprint } } }";

/// The input of a mutation on the region, with more in it.
fn input(mut more: Value) -> Value {
    more["region"] = json!("goteborgsregionen");
    json!({ "input": more })
}

/// What fifty get who ask for the same at once: all the same.
async fn fifty_times(person: &Person, mutation: &'static str, name: &str, sent: &Value) -> Value {
    let mut answers = person.fifty_times(mutation, sent).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    answers.swap_remove(0)[name].take()
}

/// How often somebody has done this, as the audit tells.
async fn times(person: &Person, action: &str) -> usize {
    let trail =
        "query { region(slug: \"goteborgsregionen\") { audit(first: 100) { nodes { action } } } }";
    let trail = person.ask(trail, json!({})).await["region"]["audit"]["nodes"].take();
    trail.as_array().unwrap().iter().filter(|entry| entry["action"] == action).count()
}

fn used() -> (String, Vec<String>) {
    ("INVALID_INPUT".to_owned(), vec!["input.idempotencyKey".to_owned()])
}

async fn issuing_pressed_fifty_times_issues_once(world: World) {
    let (_house, person, _) = economist(world).await;
    let sent = input(json!({ "until": "2022-06-30", "idempotencyKey": "press-1" }));
    let answer = fifty_times(&person, ISSUE, "documentsIssue", &sent).await;
    assert_eq!(answer["documents"], 13);
    let region = person.ask(DOCUMENTS, json!({})).await["region"].take();
    assert_eq!(region["documents"]["nodes"].as_array().unwrap().len(), 13);
    let other = |key| input(json!({ "until": "2022-12-31", "idempotencyKey": key }));
    assert_eq!(person.refusal(ISSUE, other("press-1")).await, used());
    assert_eq!(person.ask(ISSUE, other("press-2")).await["documentsIssue"]["documents"], 13);
    assert_eq!(person.refusal(ISSUE, other("en nyckel")).await, used(), "no key at all");
}

async fn attesting_pressed_fifty_times_attests_once(world: World) {
    let (_house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(SET, input(json!({ "fourEyes": true }))).await;
    let print = async |until: &str| {
        let seen = person.ask(FINGERPRINT, json!({ "until": until })).await;
        seen["region"]["settlementPreview"]["fingerprint"].clone()
    };
    let of = async |until: &str, key: &str| {
        let print = print(until).await;
        input(json!({ "until": until, "fingerprint": print, "idempotencyKey": key }))
    };
    let sent = of("2022-06-30", "press-1").await;
    let answer = fifty_times(&person, ATTEST, "runAttest", &sent).await;
    assert_eq!(answer["attestations"].as_array().unwrap().len(), 1);
    assert_eq!(times(&person, "run-attest").await, 1);
    assert_eq!(person.refusal(ATTEST, of("2022-12-31", "press-1").await).await, used());
    person.ask(ATTEST, of("2022-12-31", "press-2").await).await;
    assert_eq!(times(&person, "run-attest").await, 2);
    assert_eq!(person.refusal(ATTEST, of("2022-12-31", "").await).await, used(), "no key at all");
}

async fn a_set_up_that_is_sent_again_undoes_nothing(world: World) {
    let (_house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    let sent = input(json!({ "fourEyes": true, "idempotencyKey": "press-1" }));
    let answer = fifty_times(&person, SET, "booksSet", &sent).await;
    assert_eq!([&answer["version"], &answer["fourEyes"]], [&json!(2), &json!(true)]);
    let other = |key| input(json!({ "fourEyes": false, "idempotencyKey": key }));
    assert_eq!(person.refusal(SET, other("press-1")).await, used());
    assert_eq!(person.ask(SET, other("press-2")).await["booksSet"]["version"], 3);
    let again = person.ask(SET, sent).await["booksSet"].take();
    assert_eq!(again, answer, "answered as it was");
    let now = "query { region(slug: \"goteborgsregionen\") { books { version fourEyes } } }";
    let now = person.ask(now, json!({})).await["region"]["books"].take();
    assert_eq!(now, json!({ "version": 3, "fourEyes": false }));
    // Refused, it is as if it had never been asked for.
    let wrong = json!({ "accounts": [{ "account": "ROUNDING", "number": "x", "dimensions": [] }],
        "idempotencyKey": "press-3" });
    let refused = person.refusal(SET, input(wrong)).await;
    assert_eq!(refused.1, ["input.accounts[0].number"]);
    let right = json!({ "fourEyes": true, "idempotencyKey": "press-3" });
    assert_eq!(person.ask(SET, input(right)).await["booksSet"]["version"], 4);
}

async fn payments_pressed_fifty_times_are_booked_once(world: World) {
    let (house, person, documents) = issued(world).await;
    let (document, part) = (invoice(&documents), Money::from_ore(100));
    let mut sent = payments::pay(document, part, Some("press-1"));
    sent["input"]["date"] = json!(today(&person).await);
    for answer in person.fifty_times(RECORD, &sent).await {
        assert_eq!(answer["paymentRecord"]["paid"], "1.00");
        assert_eq!(answer["paymentRecord"]["payments"].as_array().unwrap().len(), 1);
    }
    assert_eq!(balance(&person, "1930").await, part);
    sent["input"]["amount"] = json!("2.00");
    assert_eq!(person.refusal(RECORD, sent).await, used());

    let paid = json!({ "id": document["id"] });
    let paid = person.ask(STANDING, paid).await["region"]["documentPayments"].take();
    let payment = &paid["payments"][0]["id"];
    let back = |reason: &str| {
        input(json!({ "payment": payment, "reason": reason, "idempotencyKey": "press-2" }))
    };
    for answer in person.fifty_times(REVERSE, &back("Fel kommun")).await {
        assert_eq!(answer["paymentReverse"]["payments"].as_array().unwrap().len(), 2);
    }
    assert!(balance(&person, "1930").await.is_zero());
    assert_eq!(person.refusal(REVERSE, back("Fel dag")).await, used());

    let (reference, day) = (reference(&person, document).await, today(&person).await);
    let file = |ore| bank_files::file(&day, &[(reference.as_str(), ore, "1")]);
    let sent = bank_files::input(&file(300), false, Some("press-3"));
    for answer in person.fifty_times(IMPORT, &sent).await {
        assert_eq!(answer["bankFileImport"]["bookedAmount"], "3.00");
        assert_eq!(answer["bankFileImport"]["wasBooked"], false);
    }
    assert_eq!(balance(&person, "1930").await, Money::from_ore(300));
    let other = bank_files::input(&file(400), false, Some("press-3"));
    assert_eq!(person.refusal(IMPORT, other).await, used());
    assert!(verified(&house.world).await.is_clean());
}

async fn costs_pressed_fifty_times_are_posted_once(world: World) {
    let (house, person, _) = economist(world).await;
    let record = "mutation ($input: CostRecordInput!) { costRecord(input: $input) { id amount } }";
    let reverse = "mutation ($input: CostReverseInput!) { costReverse(input: $input) { id amount reverses } }";
    let cost = |amount: &str| {
        input(json!({ "date": "2022-12-31", "kind": "VENUE", "description": "Lokalhyra",
            "supplier": "Folkets hus", "amount": amount, "paidBy": "INCOME",
            "idempotencyKey": "press-1" }))
    };
    let posted = fifty_times(&person, record, "costRecord", &cost("1200.50")).await;
    assert_eq!(balance(&person, "4010").await.to_string(), "1200.50");
    assert_eq!(person.refusal(record, cost("2.00")).await, used());
    let back = |reason: &str| {
        input(json!({ "cost": posted["id"], "reason": reason, "idempotencyKey": "press-2" }))
    };
    let reversed = fifty_times(&person, reverse, "costReverse", &back("Fel tillfälle")).await;
    assert_eq!(reversed["reverses"], posted["id"]);
    assert!(balance(&person, "4010").await.is_zero());
    assert_eq!(person.refusal(reverse, back("Fel belopp")).await, used());
    assert!(verified(&house.world).await.is_clean());
}
