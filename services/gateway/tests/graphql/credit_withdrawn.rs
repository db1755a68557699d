//! What was asked to be credited is taken back or refused: for a reason, before it is issued, and never both.

use serde_json::{Value, json};
use testkit::World;

use crate::books::economist;
use crate::crediting::{CREDIT, another, ask, documents, issued, left, which};
use crate::house::Person;
use crate::ledger_verified::verified;

testkit::on_both_databases!(
    what_is_withdrawn_is_never_issued,
    another_person_refuses_it,
    pressed_fifty_times_it_is_withdrawn_once,
    issued_and_withdrawn_at_once_one_of_both_holds,
    what_waits_comes_page_by_page_and_costs_the_same,
);

const WITHDRAW: &str = "mutation ($input: DocumentCreditWithdrawInput!) {
    documentCreditWithdraw(input: $input) { id issued withdrawal { reason by byAsker } } }";

fn withdrawing(credit: &Value, reason: &str) -> Value {
    json!({ "input": { "region": "goteborgsregionen", "credit": credit, "reason": reason } })
}

async fn waiting(person: &Person) -> Value {
    let query = "query { region(slug: \"goteborgsregionen\") { creditsWaiting { totalCount nodes {
        document { number } credit { id own askedBy } } } } }";
    let waiting = person.ask(query, json!({})).await["region"]["creditsWaiting"].take();
    assert_eq!(waiting["totalCount"], waiting["nodes"].as_array().unwrap().len());
    waiting["nodes"].clone()
}

async fn requests(person: &Person, document: &Value) -> Vec<Value> {
    left(person, document).await["requests"].as_array().unwrap().clone()
}

async fn what_is_withdrawn_is_never_issued(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let before = documents(&person).await.len();
    let open = left(&person, &document).await["left"].take();
    let credit = ask(&person, &document, true, json!([])).await;
    for reason in ["", "  ", &"x".repeat(501)] {
        let (code, fields) = person.refusal(WITHDRAW, withdrawing(&credit, reason)).await;
        assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["input.reason".to_owned()]));
    }
    let done = person.ask(WITHDRAW, withdrawing(&credit, " Fel underlag ")).await;
    let withdrawal = json!({ "reason": "Fel underlag", "by": "Signe Samordnare", "byAsker": true });
    assert_eq!(done["documentCreditWithdraw"]["withdrawal"], withdrawal);
    assert_eq!(person.refusal(CREDIT, which(&credit)).await.0, "CONFLICT");
    assert_eq!(documents(&person).await.len(), before);
    let seen = requests(&person, &document).await;
    assert_eq!([&seen[0]["withdrawal"], &seen[0]["issued"]], [&withdrawal, &Value::Null]);
    // Withdrawn again, it stays as it was; what can be credited is what it was before anybody asked.
    let again = person.ask(WITHDRAW, withdrawing(&credit, "Något annat")).await;
    assert_eq!(again, done);
    assert_eq!(left(&person, &document).await["left"], open);
    let anew = ask(&person, &document, true, json!([])).await;
    person.ask(CREDIT, which(&anew)).await;
    assert_eq!(person.refusal(WITHDRAW, withdrawing(&anew, "För sent")).await.0, "CONFLICT");
    let stranger = house.coordinator("norrbotten").await;
    assert_eq!(stranger.refusal(WITHDRAW, withdrawing(&credit, "Fel")).await.0, "NOT_FOUND");
    let limited = house.administrator("goteborgsregionen", &codes[0]).await;
    assert_eq!(limited.refusal(WITHDRAW, withdrawing(&credit, "Fel")).await.0, "FORBIDDEN");
    let trail =
        "query { region(slug: \"goteborgsregionen\") { audit(first: 20) { nodes { action } } } }";
    let trail = person.ask(trail, json!({})).await.to_string();
    assert_eq!(trail.matches("document-credit-withdraw").count(), 1, "{trail}");
    assert!(verified(&house.world).await.is_clean());
}

async fn another_person_refuses_it(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let other = another(&house, &person).await;
    assert_eq!(waiting(&other).await, json!([]));
    let credit = ask(&person, &document, true, json!([])).await;
    let found = json!([{ "document": { "number": document["number"] },
        "credit": { "id": credit, "own": false, "askedBy": "Signe Samordnare" } }]);
    assert_eq!(waiting(&other).await, found);
    let done = other.ask(WITHDRAW, withdrawing(&credit, "Beloppet ska utredas")).await;
    assert_eq!(done["documentCreditWithdraw"]["withdrawal"]["byAsker"], false);
    assert_eq!(other.refusal(CREDIT, which(&credit)).await.0, "CONFLICT");
    assert_eq!(waiting(&other).await, json!([]), "what is refused waits for nobody");
    let anew = ask(&person, &document, true, json!([])).await;
    assert_eq!(waiting(&person).await[0]["credit"]["own"], true);
    other.ask(CREDIT, which(&anew)).await;
    assert_eq!(waiting(&other).await, json!([]), "nor does what is issued");
}

async fn pressed_fifty_times_it_is_withdrawn_once(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let credit = ask(&person, &document, true, json!([])).await;
    let mut once = withdrawing(&credit, "Fel underlag");
    once["input"]["idempotencyKey"] = json!("ta-tillbaka-1");
    let all = person.fifty_times(WITHDRAW, &once).await;
    assert!(all.iter().all(|one| one == &all[0]), "each gets the same answer");
    let mut other = once.clone();
    other["input"]["reason"] = json!("Något annat");
    assert_eq!(person.refusal(WITHDRAW, other).await.1, ["input.idempotencyKey"]);
    assert!(verified(&house.world).await.is_clean());
}

async fn issued_and_withdrawn_at_once_one_of_both_holds(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let mut notes = documents(&person).await.len();
    for _ in 0..10 {
        let credit = ask(&person, &document, true, json!([])).await;
        let (one, two) = (person.clone(), person.clone());
        let (issuing, withdrawn) = (which(&credit), withdrawing(&credit, "Fel underlag"));
        let issuing = tokio::spawn(async move { one.refusal(CREDIT, issuing).await.0 });
        let withdrawn = tokio::spawn(async move { two.refusal(WITHDRAW, withdrawn).await.0 });
        let codes = [issuing.await.unwrap(), withdrawn.await.unwrap()];
        let request = requests(&person, &document).await.pop().unwrap();
        let is_issued = !request["issued"].is_null();
        assert_ne!(is_issued, !request["withdrawal"].is_null(), "one of both: {request}");
        assert_eq!(codes, if is_issued { ["none", "CONFLICT"] } else { ["CONFLICT", "none"] });
        let now = documents(&person).await.len();
        assert_eq!(now - notes, usize::from(is_issued));
        notes = now;
        if is_issued {
            break;
        }
    }
    assert!(verified(&house.world).await.is_clean());
}

async fn what_waits_comes_page_by_page_and_costs_the_same(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let line = left(&person, &document).await["left"][0]["line"].take();
    let mut asked = Vec::new();
    for _ in 0..3 {
        let part = json!([{ "line": line, "amount": "1.00" }]);
        asked.push(ask(&person, &document, false, part).await);
    }
    let query = "query ($first: Int!, $after: String) { region(slug: \"goteborgsregionen\") {
        creditsWaiting(first: $first, after: $after) {
            nodes { document { number } credit { id } } pageInfo { hasNextPage endCursor } } } }";
    let page = async |first: u32, after: &Value| {
        let found = person.ask(query, json!({ "first": first, "after": after })).await;
        found["region"]["creditsWaiting"].clone()
    };
    let mut costs = Vec::new();
    for first in [1, 3] {
        let before = house.world.regions.statements();
        page(first, &Value::Null).await;
        costs.push(house.world.regions.statements() - before);
    }
    assert_eq!(costs[0], costs[1], "one and three");
    let (mut after, mut found) = (Value::Null, Vec::new());
    loop {
        let one = page(1, &after).await;
        found.push(one["nodes"][0]["credit"]["id"].clone());
        after = one["pageInfo"]["endCursor"].clone();
        if one["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(found, asked, "the first first");
}
