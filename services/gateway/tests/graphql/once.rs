//! What moves money, or decides how it is moved, happens once under one key, however often it is asked for.

use serde_json::{Value, json};
use testkit::World;

use crate::books::{DOCUMENTS, economist, set_up};
use crate::house::Person;

testkit::on_both_databases!(
    issuing_pressed_fifty_times_issues_once,
    attesting_pressed_fifty_times_attests_once,
    a_set_up_that_is_sent_again_undoes_nothing,
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

/// What each of fifty answers, who ask for the same at once.
async fn fifty_times(person: &Person, mutation: &'static str, name: &str, sent: &Value) -> Value {
    let pressed = (0..50).map(|_| {
        let (person, sent) = (person.clone(), sent.clone());
        tokio::spawn(async move { person.ask(mutation, sent).await })
    });
    let mut answers = Vec::new();
    for one in pressed.collect::<Vec<_>>() {
        answers.push(one.await.unwrap()[name].take());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    answers.swap_remove(0)
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
