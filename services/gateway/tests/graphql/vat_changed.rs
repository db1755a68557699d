//! What corrects or credits a charge keeps the VAT that it was charged with, whatever has been chosen since.

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{ISSUE, content, correct_the_first, economist, file, money, seller, set};
use crate::crediting::{CREDIT, ask, documents, issued, which};
use crate::house::Person;
use crate::ledger_verified::verified;

testkit::on_both_databases!(
    a_correction_keeps_the_vat_it_was_charged_with,
    what_is_cancelled_is_charged_anew_by_the_new_choice,
    a_credit_that_could_not_be_given_out_is_not_issued,
);

/// From now on, and for all dates, nothing bears VAT.
async fn outside_the_scope(person: &Person) {
    let outside = json!([{ "category": "O", "reason": "Medlemsavgift enligt avtal" }]);
    set(person, json!({ "vat": outside })).await;
}

async fn issue(person: &Person) -> Vec<Value> {
    let before = documents(person).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let all = documents(person).await;
    all.into_iter().filter(|one| before.iter().all(|known| known["id"] != one["id"])).collect()
}

async fn a_correction_keeps_the_vat_it_was_charged_with(world: World) {
    let (house, person, codes) = economist(world).await;
    issued(&person, &codes).await;
    outside_the_scope(&person).await;
    correct_the_first(&person).await;
    let corrections = issue(&person).await;
    let credit = corrections
        .iter()
        .find(|one| one["kind"] == "INVOICE" && money(&one["total"]).is_negative());
    let credit = credit.unwrap();
    let quarter = Money::from_ore(money(&credit["total"]).ore() / 4);
    assert_eq!(money(&credit["vat"]), quarter, "25 % was charged, and is given back: {credit}");
    let xml = String::from_utf8(content(&file(&person, &credit["id"], "PEPPOL").await)).unwrap();
    assert_eq!(einvoice::check(&xml), []);
    let query = "query ($id: ID!) { region(slug: \"goteborgsregionen\") { document(id: $id) { lines { id } } } }";
    let found = person.ask(query, json!({ "id": credit["id"] })).await;
    let line = &found["region"]["document"]["lines"][0]["id"];
    let query = "query ($line: ID!) { region(slug: \"goteborgsregionen\") {
        documentLineVat(line: $line) { treatment rate chosen { version } } } }";
    let told = person.ask(query, json!({ "line": line })).await["region"]["documentLineVat"].take();
    assert_eq!(told, json!({ "treatment": "STANDARD", "rate": 25, "chosen": { "version": 1 } }));
    assert!(verified(&house.world).await.is_clean());
}

async fn what_is_cancelled_is_charged_anew_by_the_new_choice(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    assert!(!money(&document["vat"]).is_zero());
    let credit = ask(&person, &document, true, json!([])).await;
    person.ask(CREDIT, which(&credit)).await;
    outside_the_scope(&person).await;
    let anew = issue(&person).await;
    assert_eq!(anew.len(), 1);
    assert_eq!([&anew[0]["total"], &anew[0]["vat"]], [&document["total"], &json!("0.00")]);
    assert!(verified(&house.world).await.is_clean());
}

async fn a_credit_that_could_not_be_given_out_is_not_issued(world: World) {
    let (_, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let mut unnumbered = seller();
    unnumbered["vatNumber"] = Value::Null;
    set(&person, json!({ "seller": unnumbered })).await;
    let before = documents(&person).await.len();
    let credit = ask(&person, &document, true, json!([])).await;
    let refused = ("INVALID_INPUT".to_owned(), vec!["input.credit".to_owned()]);
    assert_eq!(person.refusal(CREDIT, which(&credit)).await, refused);
    assert_eq!(documents(&person).await.len(), before);
    set(&person, json!({ "seller": seller() })).await;
    person.ask(CREDIT, which(&credit)).await;
    let note =
        documents(&person).await.into_iter().find(|one| money(&one["payable"]).is_negative());
    let xml = content(&file(&person, &note.unwrap()["id"], "PEPPOL").await);
    let xml = String::from_utf8(xml).unwrap();
    assert!(xml.contains("Lokalen var utan värme</cbc:Note>"), "it says why: {xml}");
}
