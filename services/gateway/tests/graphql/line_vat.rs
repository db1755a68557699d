//! How a line stands to VAT is told as it was when it was issued, with the set-up that chose it.

use std::collections::BTreeMap;

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{ISSUE, economist, money, set, set_up};
use crate::crediting::{CREDIT, ask, left, which};
use crate::house::Person;

testkit::on_both_databases!(
    the_vat_of_each_line_is_that_of_its_document,
    what_was_issued_before_anything_was_set_up_says_so,
    what_is_chosen_later_changes_nothing_that_is_issued,
);

const DOCUMENTS: &str = "query { region(slug: \"goteborgsregionen\") { documents(first: 100) {
    nodes { id vat rounding municipality { code } lines { id kind amount } } } } }";
const VAT: &str = "query ($line: ID!) { region(slug: \"goteborgsregionen\") {
    documentLineVat(line: $line) { treatment rate reason amount base tax documentVat rounding
        wholeKronor sellerWasSetUp chosen { version decidedAt decidedBy } } } }";

async fn documents(person: &Person) -> Vec<Value> {
    let found = person.ask(DOCUMENTS, json!({})).await["region"]["documents"]["nodes"].take();
    found.as_array().unwrap().clone()
}

async fn issue(person: &Person) {
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
}

async fn vat(person: &Person, line: &Value) -> Value {
    person.ask(VAT, json!({ "line": line })).await["region"]["documentLineVat"].take()
}

fn lines(document: &Value) -> &Vec<Value> {
    document["lines"].as_array().unwrap()
}

async fn the_vat_of_each_line_is_that_of_its_document(world: World) {
    let (house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    issue(&person).await;
    let mut treatments: Vec<String> = Vec::new();
    for document in documents(&person).await.iter().take(12) {
        let (mut sums, mut told) = (BTreeMap::<String, Money>::new(), BTreeMap::new());
        for line in lines(document) {
            let found = vat(&person, &line["id"]).await;
            let treatment = found["treatment"].as_str().unwrap().to_owned();
            let (kind, rate) = match treatment.as_str() {
                "STANDARD" => ("COURSE_FEE", json!(25)),
                "EXEMPT" => ("TRAINER_POT", Value::Null),
                _ => ("FIXED_COST", Value::Null),
            };
            assert_eq!([&line["kind"], &found["rate"]], [&json!(kind), &rate]);
            assert_eq!(found["reason"].is_null(), treatment == "STANDARD");
            assert_eq!(
                [&found["amount"], &found["rounding"]],
                [&line["amount"], &document["rounding"]]
            );
            assert_eq!([&found["wholeKronor"], &found["sellerWasSetUp"]], [true, true]);
            assert_eq!(
                [&found["chosen"]["version"], &found["chosen"]["decidedBy"]],
                [&json!(1), &json!("Signe Samordnare")]
            );
            assert_eq!(found["documentVat"], document["vat"]);
            let sum = sums.entry(treatment.clone()).or_default();
            *sum = sum.plus(money(&line["amount"])).unwrap();
            told.insert(treatment.clone(), (money(&found["base"]), money(&found["tax"])));
            treatments.push(treatment);
        }
        let bases: BTreeMap<String, Money> =
            told.iter().map(|(name, (base, _))| (name.clone(), *base)).collect();
        assert_eq!(bases, sums);
        assert_eq!(
            Money::sum(told.values().map(|(_, tax)| *tax)).unwrap(),
            money(&document["vat"])
        );
    }
    for treatment in ["STANDARD", "OUTSIDE_SCOPE"] {
        assert!(treatments.iter().any(|one| one == treatment), "{treatment}");
    }
    let document = documents(&person).await.remove(0);
    let line = json!({ "line": lines(&document)[0]["id"] });
    let own = document["municipality"]["code"].as_str().unwrap();
    let other = codes.iter().find(|code| *code != own).unwrap();
    let limited = house.administrator("goteborgsregionen", other).await;
    assert_eq!(limited.refusal(VAT, line.clone()).await.0, "NOT_FOUND");
    let stranger = house.coordinator("norrbotten").await;
    assert_eq!(stranger.refusal(VAT, line).await.0, "NOT_FOUND");
}

async fn what_was_issued_before_anything_was_set_up_says_so(world: World) {
    let (_, person, _) = economist(world).await;
    issue(&person).await;
    let document = documents(&person).await.remove(0);
    let found = vat(&person, &lines(&document)[0]["id"]).await;
    for nothing in ["treatment", "rate", "reason", "base", "tax", "chosen"] {
        assert_eq!(found[nothing], Value::Null, "{nothing}");
    }
    assert_eq!([&found["sellerWasSetUp"], &found["wholeKronor"]], [false, false]);
    assert_eq!(found["documentVat"], "0.00");
}

async fn what_is_chosen_later_changes_nothing_that_is_issued(world: World) {
    let (house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    issue(&person).await;
    let is_fee = |line: &&Value| line["kind"] == "COURSE_FEE";
    let all = documents(&person).await;
    let document = all.iter().find(|one| lines(one).iter().any(|line| is_fee(&line))).unwrap();
    let line = lines(document).iter().find(is_fee).unwrap();
    let before = vat(&person, &line["id"]).await;
    house.world.clock.step(chrono::TimeDelta::minutes(1));
    let other = json!([{ "category": "S", "rate": 6 }]);
    assert_eq!(set(&person, json!({ "vat": other })).await["version"], 2);
    assert_eq!(vat(&person, &line["id"]).await, before);
    // What is credited has the VAT that was charged, and the choice is that of what it credits.
    let part = json!([{ "line": line["id"], "amount": "1.00" }]);
    let credit = ask(&person, document, false, part).await;
    person.ask(CREDIT, which(&credit)).await;
    let note = left(&person, document).await["requests"][0]["issued"].take();
    let all = documents(&person).await;
    let note = all.iter().find(|one| one["id"] == note).unwrap();
    let found = vat(&person, &lines(note)[0]["id"]).await;
    assert_eq!([&found["rate"], &found["chosen"]], [&json!(25), &before["chosen"]]);
}
