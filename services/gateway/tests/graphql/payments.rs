//! Payments by hand: all or a part, never more than is left, once under a key, reversed and never changed; and the ledger
//! agrees throughout.

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{ISSUE, economist, set_up};
use crate::house::Person;
pub(crate) use crate::ledger_verified::verified;

pub(crate) mod bank_files;
mod receivables;

testkit::on_both_databases!(
    what_is_paid_is_never_more_than_is_left,
    a_mistake_is_reversed_and_both_stay,
    the_region_pays_what_it_owes,
    who_may_pay_and_who_may_see,
);

pub(crate) const RECORD: &str = "mutation ($input: PaymentRecordInput!) {
    paymentRecord(input: $input) { payable paid left state
        payments { id amount isReversed reverses note recordedBy source } } }";
pub(crate) const REVERSE: &str =
    "mutation ($input: PaymentReverseInput!) { paymentReverse(input: $input) {
    paid left state payments { id amount isReversed reverses note } } }";
pub(crate) const STANDING: &str = "query ($id: ID!) { region(slug: \"goteborgsregionen\") {
    documentPayments(id: $id) { number payable paid left state due paymentReference
        payments { id amount source bankReference } reminders { date left by } } } }";
const ALL: &str = "query { region(slug: \"goteborgsregionen\") { documents(first: 100) { nodes {
    id number kind payable municipality { code name } } }
    ledger { balanced accounts { code balance } } } }";

/// GR's documents until the end of 2023, issued and set up; by number, latest first.
pub(crate) async fn issued(world: World) -> (crate::house::House, Person, Vec<Value>) {
    let (house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
    let region = person.ask(ALL, json!({})).await["region"].take();
    let documents = region["documents"]["nodes"].as_array().unwrap().clone();
    assert!(documents.len() > 20, "{documents:?}");
    (house, person, documents)
}

pub(crate) fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

/// The first document that a municipality is to pay.
pub(crate) fn invoice(documents: &[Value]) -> &Value {
    documents.iter().find(|one| money(&one["payable"]) > Money::from_ore(10_000)).unwrap()
}

pub(crate) fn pay(document: &Value, amount: Money, key: Option<&str>) -> Value {
    json!({ "input": { "region": "goteborgsregionen", "document": document["id"],
        "date": "2026-11-24", "amount": amount.to_string(), "idempotencyKey": key } })
}

pub(crate) async fn today(person: &Person) -> String {
    let at = "query { region(slug: \"goteborgsregionen\") { receivables { at } } }";
    let at = person.ask(at, json!({})).await["region"]["receivables"]["at"].take();
    at.as_str().unwrap().to_owned()
}

async fn on_today(person: &Person, document: &Value, amount: Money, key: Option<&str>) -> Value {
    let mut input = pay(document, amount, key);
    input["input"]["date"] = json!(today(person).await);
    input
}

pub(crate) async fn balance(person: &Person, code: &str) -> Money {
    let ledger = person.ask(ALL, json!({})).await["region"]["ledger"].take();
    assert_eq!(ledger["balanced"], true);
    let accounts = ledger["accounts"].as_array().unwrap().iter();
    let mut own = accounts.filter(|account| account["code"] == code);
    own.next().map_or(Money::ZERO, |account| money(&account["balance"]))
}

async fn what_is_paid_is_never_more_than_is_left(world: World) {
    let (house, person, documents) = issued(world).await;
    let document = invoice(&documents);
    let payable = money(&document["payable"]);
    let part = Money::from_ore(1_001);
    let owed = balance(&person, "1510").await;
    let paid = person.ask(RECORD, on_today(&person, document, part, None).await).await;
    let paid = &paid["paymentRecord"];
    assert_eq!([money(&paid["paid"]), money(&paid["left"])], [part, payable.minus(part).unwrap()]);
    assert_eq!(paid["payments"][0]["recordedBy"], "Signe Samordnare");
    assert_eq!(paid["payments"][0]["source"], "HAND");
    let nothing = [Money::ZERO, Money::from_ore(-1), payable];
    for amount in nothing {
        let refused = person.refusal(RECORD, on_today(&person, document, amount, None).await).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec!["input.amount".to_owned()]));
    }
    for date in ["1999-01-01", "2999-01-01"] {
        let mut input = pay(document, part, None);
        input["input"]["date"] = json!(date);
        let (code, fields) = person.refusal(RECORD, input).await;
        assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["input.date".to_owned()]));
    }
    let rest = payable.minus(part).unwrap();
    let whole = person.ask(RECORD, on_today(&person, document, rest, None).await).await;
    assert_eq!(whole["paymentRecord"]["state"], "PAID");
    assert_eq!(balance(&person, "1930").await, payable);
    assert_eq!(balance(&person, "1510").await, owed.minus(payable).unwrap());
    assert_eq!(verified(&house.world).await.breaches, Vec::<String>::new());
    let stranger = json!({ "id": "01890000-0000-7000-8000-000000000000" });
    assert_eq!(person.refusal(STANDING, stranger.clone()).await.0, "NOT_FOUND");
    let none = on_today(&person, &stranger, part, None).await;
    assert_eq!(person.refusal(RECORD, none).await.0, "NOT_FOUND");
}

async fn a_mistake_is_reversed_and_both_stay(world: World) {
    let (house, person, documents) = issued(world).await;
    let document = invoice(&documents);
    let payable = money(&document["payable"]);
    let paid = person.ask(RECORD, on_today(&person, document, payable, None).await).await;
    let payment = paid["paymentRecord"]["payments"][0]["id"].clone();
    let reverse = |payment: &Value, reason: &str, key: Option<&str>| {
        json!({ "input": { "region": "goteborgsregionen", "payment": payment, "reason": reason,
            "idempotencyKey": key } })
    };
    let (code, fields) = person.refusal(REVERSE, reverse(&payment, " ", None)).await;
    assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["input.reason".to_owned()]));
    for _ in 0..2 {
        let undone = person.ask(REVERSE, reverse(&payment, "Fel underlag", Some("k-1"))).await;
        let undone = &undone["paymentReverse"];
        assert_eq!([&undone["paid"], &undone["left"]], [&json!("0.00"), &document["payable"]]);
        let all = undone["payments"].as_array().unwrap();
        assert_eq!(all.len(), 2, "both stay, and the key makes it once");
        assert_eq!([&all[0]["isReversed"], &all[1]["reverses"]], [&json!(true), &payment]);
        assert_eq!(all[1]["note"], "Fel underlag");
    }
    let standing = person.ask(STANDING, json!({ "id": document["id"] })).await;
    let reversal = standing["region"]["documentPayments"]["payments"][1]["id"].clone();
    for again in [&payment, &reversal] {
        assert_eq!(person.refusal(REVERSE, reverse(again, "igen", None)).await.0, "CONFLICT");
    }
    assert!(balance(&person, "1930").await.is_zero());
    assert!(verified(&house.world).await.is_clean());
    let again = person.ask(RECORD, on_today(&person, document, payable, None).await).await;
    assert_eq!(again["paymentRecord"]["state"], "PAID", "it may be paid after all");
    let audit = "query { region(slug: \"goteborgsregionen\") { audit(first: 10) { nodes {
        action } } } }";
    let audit = person.ask(audit, json!({})).await.to_string();
    assert!(audit.contains("payment-record") && audit.contains("payment-reverse"), "{audit}");
}

/// GR nets its pot against invoices: where that makes one negative, or a share is paid out, the region pays.
async fn the_region_pays_what_it_owes(world: World) {
    let (house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    // Somebody who attended did not after all: what was charged is owed back.
    let days = "query { region(slug: \"goteborgsregionen\") { occasions(first: 1) { nodes {
        courseDays { id } participants { id days { mark courseDay } } } } } }";
    let occasion = person.ask(days, json!({})).await["region"]["occasions"]["nodes"][0].take();
    let day = &occasion["courseDays"][0]["id"];
    let attended = |one: &&Value| {
        let marks = one["days"].as_array().unwrap();
        marks.iter().any(|mark| mark["courseDay"] == *day && mark["mark"] == "ATTENDED")
    };
    let somebody = occasion["participants"].as_array().unwrap().iter().find(attended).unwrap();
    let correct =
        "mutation ($input: CourseDayCorrectInput!) { courseDayCorrect(input: $input) { id } }";
    let marks = json!([{ "enrolment": somebody["id"], "mark": "CANCELLED" }]);
    let input = json!({ "input": { "region": "goteborgsregionen", "courseDay": day,
        "marks": marks, "reason": "Fel i listan" } });
    person.ask(correct, input).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let region = person.ask(ALL, json!({})).await["region"].take();
    let documents = region["documents"]["nodes"].as_array().unwrap();
    let owed = documents.iter().find(|one| money(&one["payable"]).is_negative()).unwrap();
    let payable = money(&owed["payable"]);
    let amount = payable.negated().unwrap();
    let more = amount.plus(Money::from_ore(1)).unwrap();
    assert_eq!(
        person.refusal(RECORD, on_today(&person, owed, more, None).await).await.0,
        "INVALID_INPUT"
    );
    let paid = person.ask(RECORD, on_today(&person, owed, amount, None).await).await;
    assert_eq!(money(&paid["paymentRecord"]["paid"]), payable, "below zero: the region paid");
    assert_eq!(paid["paymentRecord"]["state"], "PAID");
    assert_eq!(balance(&person, "1930").await, payable);
    assert!(verified(&house.world).await.is_clean());
}

async fn who_may_pay_and_who_may_see(world: World) {
    let (house, person, documents) = issued(world).await;
    let document = invoice(&documents);
    let own = document["municipality"]["code"].as_str().unwrap();
    let other = documents.iter().find(|one| one["municipality"]["code"] != own).unwrap();
    let administrator = house.administrator("goteborgsregionen", own).await;
    let account = "query ($code: String!) { region(slug: \"goteborgsregionen\") {
        municipalityAccount(code: $code) { left documents { number } } } }";
    let ageing = "query { region(slug: \"goteborgsregionen\") { receivables { at } } }";
    let seen = administrator.ask(STANDING, json!({ "id": document["id"] })).await;
    assert_eq!(seen["region"]["documentPayments"]["payable"], document["payable"]);
    assert_eq!(administrator.refusal(STANDING, json!({ "id": other["id"] })).await.0, "NOT_FOUND");
    let accounts = administrator.ask(account, json!({ "code": own })).await;
    assert_ne!(accounts["region"]["municipalityAccount"]["documents"], json!([]));
    let foreign = json!({ "code": other["municipality"]["code"] });
    assert_eq!(administrator.refusal(account, foreign).await.0, "NOT_FOUND");
    assert_eq!(person.refusal(account, json!({ "code": "0180" })).await.0, "NOT_FOUND");
    assert_eq!(administrator.refusal(ageing, json!({})).await.0, "FORBIDDEN");
    let part = on_today(&person, document, Money::from_ore(1), None).await;
    assert_eq!(administrator.refusal(RECORD, part.clone()).await.0, "FORBIDDEN");
    let participant = house.participant("goteborgsregionen", "deltagare@exempel.se").await;
    assert_eq!(participant.refusal(STANDING, json!({ "id": document["id"] })).await.0, "FORBIDDEN");
    assert_eq!(house.nobody().refusal(RECORD, part).await.0, "UNAUTHENTICATED");
}
