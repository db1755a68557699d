//! What is left: the ageing list equals the ledger on any day, accounts add up, and nobody is reminded twice in a week.

use chrono::TimeDelta;
use domain::Money;
use serde_json::{Value, json};
use testkit::{World, tamper};

use crate::house::{House, Person};

use super::{RECORD, STANDING, balance, invoice, issued, money, on_today, verified};

testkit::on_both_databases!(
    the_ageing_list_equals_the_ledger,
    an_account_adds_up,
    nobody_is_reminded_twice_in_a_week,
    whoever_changes_a_payment_is_found,
);

const AGEING: &str = "query ($at: Date) { region(slug: \"goteborgsregionen\") {
    receivables(at: $at) { at ledgerBalance
        sums { notDue days1To30 days31To60 days61To90 over90Days total }
        municipalities { municipality { code name } sums { notDue over90Days total } } } } }";
const OVERDUE: &str = "query { region(slug: \"goteborgsregionen\") { overdueDocuments(first: 100) {
    totalCount toRemind nodes { id number daysLate left mayRemind lastReminder bankgiro
        paymentReference municipality { code } } } } }";
const SEND: &str = "mutation ($input: RemindersSendInput!) { remindersSend(input: $input) {
    documents left } }";

/// Days later, signed in anew.
async fn later(house: &House, days: i64) -> Person {
    house.world.clock.step(TimeDelta::days(days));
    house.sign_in("regional-coordinator.goteborgsregionen@exempel.se").await
}

async fn the_ageing_list_equals_the_ledger(world: World) {
    let (house, person, documents) = issued(world).await;
    let document = invoice(&documents);
    let part = Money::from_ore(4_200);
    person.ask(RECORD, on_today(&person, document, part, None).await).await;
    let mut person = person;
    let mut ages = Vec::new();
    // Due 30 days after the issue: then a day, a month, two and three go by.
    for (after, age) in [
        (0, "notDue"),
        (30, "notDue"),
        (1, "days1To30"),
        (30, "days31To60"),
        (30, "days61To90"),
        (30, "over90Days"),
    ] {
        person = later(&house, after).await;
        let list = person.ask(AGEING, json!({})).await["region"]["receivables"].take();
        let sums = &list["sums"];
        assert_eq!(sums[age], sums["total"], "{list}");
        assert_eq!(list["ledgerBalance"], sums["total"]);
        assert_eq!(money(&sums["total"]), balance(&person, "1510").await);
        let rows = list["municipalities"].as_array().unwrap();
        let own = Money::sum(rows.iter().map(|row| money(&row["sums"]["total"]))).unwrap();
        assert_eq!(own, money(&sums["total"]));
        assert!(rows.len() > 10 && rows.iter().all(|row| row["municipality"]["name"] != ""));
        ages.push(sums["total"].clone());
    }
    ages.dedup();
    assert_eq!(ages.len(), 1, "nothing was paid since: {ages:?}");
    // A day in the middle: what was charged later is not owed yet, in either.
    let list =
        person.ask(AGEING, json!({ "at": "2022-12-31" })).await["region"]["receivables"].take();
    assert_eq!(list["ledgerBalance"], list["sums"]["total"]);
    assert_ne!(list["sums"]["total"], ages[0]);
}

async fn an_account_adds_up(world: World) {
    let (_, person, documents) = issued(world).await;
    let document = invoice(&documents);
    person.ask(RECORD, on_today(&person, document, Money::from_ore(100), None).await).await;
    let account = "query ($code: String!) { region(slug: \"goteborgsregionen\") {
        municipalityAccount(code: $code) { payable paid left municipality { name }
            documents { number payable paid left balance state }
            years { year courseFees fixedCosts potCollected potReceived cost } } } }";
    let mut received = Money::ZERO;
    let mut costs = Money::ZERO;
    let mut codes: Vec<&str> =
        documents.iter().map(|one| one["municipality"]["code"].as_str().unwrap()).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let found = person.ask(account, json!({ "code": code })).await;
        let found = &found["region"]["municipalityAccount"];
        let rows = found["documents"].as_array().unwrap();
        let sum = |what: &str| Money::sum(rows.iter().map(|row| money(&row[what]))).unwrap();
        for what in ["payable", "paid", "left"] {
            assert_eq!(sum(what), money(&found[what]), "{code}: {what}");
        }
        assert_eq!(rows.last().unwrap()["balance"], found["left"]);
        let own = documents.iter().filter(|one| one["municipality"]["code"] == code);
        assert_eq!(Money::sum(own.map(|one| money(&one["payable"]))).unwrap(), sum("payable"));
        for year in found["years"].as_array().unwrap() {
            let [fees, fixed, collected, got, cost] =
                ["courseFees", "fixedCosts", "potCollected", "potReceived", "cost"]
                    .map(|what| money(&year[what]));
            assert_eq!(fees.plus(fixed).unwrap().minus(got).unwrap(), cost);
            assert!(collected <= fees);
            received = received.plus(got).unwrap();
            costs = costs.plus(cost).unwrap();
        }
    }
    assert!(received > Money::ZERO, "somebody got from the pot");
    let totals =
        "query { region(slug: \"goteborgsregionen\") { documents(first: 1) { totalAmount } } }";
    let totals = person.ask(totals, json!({})).await;
    assert_eq!(money(&totals["region"]["documents"]["totalAmount"]), costs);
}

async fn nobody_is_reminded_twice_in_a_week(world: World) {
    let (house, person, documents) = issued(world).await;
    let overdue = async |person: &Person| {
        person.ask(OVERDUE, json!({})).await["region"]["overdueDocuments"].take()
    };
    let send = |documents: Value, key: Option<&str>| json!({ "input": { "region": "goteborgsregionen", "documents": documents, "idempotencyKey": key } });
    assert_eq!(overdue(&person).await["totalCount"], 0, "nothing is due yet");
    let person = later(&house, 31).await;
    let late = overdue(&person).await;
    let invoices = documents.iter().filter(|one| money(&one["payable"]) > Money::ZERO).count();
    assert_eq!([&late["totalCount"], &late["toRemind"]], [&json!(invoices), &json!(invoices)]);
    let first = &late["nodes"][0];
    assert_eq!([&first["daysLate"], &first["bankgiro"]], [&json!(1), &json!("5402-9681")]);
    let one = person.ask(SEND, send(json!([first["id"]]), None)).await;
    assert_eq!(one["remindersSend"], json!({ "documents": 1, "left": first["left"] }));
    let (code, fields) = person.refusal(SEND, send(json!([first["id"]]), None)).await;
    assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["input.documents".to_owned()]));
    for _ in 0..2 {
        let rest = person.ask(SEND, send(Value::Null, Some("k-1"))).await;
        assert_eq!(rest["remindersSend"]["documents"], invoices - 1, "once under a key");
    }
    assert_eq!(overdue(&person).await["toRemind"], 0);
    let person = later(&house, 6).await;
    assert_eq!(overdue(&person).await["toRemind"], 0);
    let person = later(&house, 1).await;
    assert_eq!(overdue(&person).await["toRemind"], invoices);
    let standing = person.ask(STANDING, json!({ "id": first["id"] })).await;
    let reminders = standing["region"]["documentPayments"]["reminders"].as_array().unwrap().clone();
    assert_eq!(reminders.len(), 1);
    assert_eq!(
        [&reminders[0]["left"], &reminders[0]["by"]],
        [&first["left"], &json!("Signe Samordnare")]
    );
    let document = documents.iter().find(|one| one["id"] == first["id"]).unwrap();
    let all = money(&document["payable"]);
    person.ask(RECORD, on_today(&person, document, all, None).await).await;
    let paid = overdue(&person).await;
    assert!(paid["nodes"].as_array().unwrap().iter().all(|one| one["id"] != first["id"]));
}

async fn whoever_changes_a_payment_is_found(world: World) {
    let (house, person, documents) = issued(world).await;
    let document = invoice(&documents);
    person.ask(RECORD, on_today(&person, document, Money::from_ore(100), None).await).await;
    assert!(verified(&house.world).await.is_clean());
    for (change, back, told) in [
        ("amount_ore = 1", "amount_ore = 100", "is posted on 1930"),
        ("amount_ore = -100", "amount_ore = 100", "is paid, and it comes to"),
        ("amount_ore = 99", "amount_ore = 100", "more is left of documents"),
    ] {
        let change = format!("UPDATE payments SET {change}");
        tamper(&house.world, "goteborgsregionen", "payments", &change).await;
        let found = verified(&house.world).await;
        assert!(found.breaches.iter().any(|breach| breach.contains(told)), "{told}: {found:?}");
        let back = format!("UPDATE payments SET {back}");
        tamper(&house.world, "goteborgsregionen", "payments", &back).await;
        assert!(verified(&house.world).await.is_clean());
    }
    let delete = "DELETE FROM payments";
    tamper(&house.world, "goteborgsregionen", "payments", delete).await;
    let found = verified(&house.world).await;
    assert!(found.breaches.iter().any(|breach| breach.contains("is nothing")), "{found:?}");
}
