//! Crediting by hand: with a reason, never below zero, never twice, and what is reduced stays off.

use domain::Money;
use identity::{Reach, Role};
use serde_json::{Value, json};
use testkit::World;

use crate::books::{DOCUMENTS, ISSUE, content, economist, file, set_up};
use crate::house::{House, Person};
use crate::ledger_verified::verified;

testkit::on_both_databases!(
    a_cancelled_document_is_charged_anew_to_the_ore,
    a_reduction_stays_off_and_names_its_reason,
    what_cannot_be_credited_is_refused_by_its_field,
    credited_by_parts_a_document_leaves_no_ore,
    pressed_fifty_times_one_credit_note_is_issued,
    with_two_persons_another_issues_the_credit_note,
);

const ASK: &str = "mutation ($input: DocumentCreditAskInput!) {
    documentCreditAsk(input: $input) { id } }";
pub(crate) const CREDIT: &str = "mutation ($input: DocumentCreditIssueInput!) {
    documentCreditIssue(input: $input) { documents total run { id } } }";
const LEFT: &str = "query ($id: ID!) { region(slug: \"goteborgsregionen\") {
    documentCredits(id: $id) { fourEyes left { line amount }
        requests { id cancels reason askedBy own issued withdrawal { reason by byAsker } } } } }";
const DOCUMENT: &str = "query ($id: ID!) { region(slug: \"goteborgsregionen\") {
    document(id: $id) { number kind total vat rounding payable
        lines { id amount quantity explanation { __typename
            ... on CreditExplanation { reason number cancels charged askedBy } } } } } }";
const UNTIL: &str = "2022-12-31";

fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

pub(crate) async fn documents(person: &Person) -> Vec<Value> {
    let all = person.ask(DOCUMENTS, json!({})).await["region"]["documents"]["nodes"].take();
    all.as_array().unwrap().clone()
}

async fn issue(person: &Person) -> Value {
    person.ask(ISSUE, json!({ "until": UNTIL })).await["documentsIssue"].take()
}

/// The first document with fees, everything due being issued.
pub(crate) async fn issued(person: &Person, codes: &[String]) -> Value {
    set_up(person, codes).await;
    issue(person).await;
    let all = documents(person).await;
    let fees = |one: &&Value| {
        let is_fee = |line: &Value| line["kind"] == "COURSE_FEE";
        one["lines"].as_array().unwrap().iter().any(is_fee) && money(&one["payable"]).ore() > 0
    };
    all.iter().find(fees).unwrap().clone()
}

fn wanted(document: &Value, cancels: bool, lines: &Value) -> Value {
    json!({ "input": { "region": "goteborgsregionen", "document": document["id"],
        "cancels": cancels, "reason": "Lokalen var utan värme", "lines": lines } })
}

pub(crate) async fn ask(person: &Person, document: &Value, cancels: bool, lines: Value) -> Value {
    let asked = person.ask(ASK, wanted(document, cancels, &lines)).await;
    asked["documentCreditAsk"]["id"].clone()
}

pub(crate) fn which(credit: &Value) -> Value {
    json!({ "input": { "region": "goteborgsregionen", "credit": credit } })
}

pub(crate) async fn left(person: &Person, document: &Value) -> Value {
    let id = json!({ "id": document["id"] });
    person.ask(LEFT, id).await["region"]["documentCredits"].take()
}

/// Credits half of the first charge of the first document that has any, or cancels the document.
pub(crate) async fn credit_the_first(person: &Person, cancels: bool) {
    for document in documents(person).await {
        if document["kind"] != "INVOICE" || !money(&document["payable"]).ore().is_positive() {
            continue;
        }
        let left = left(person, &document).await["left"].take();
        let charged = left.as_array().unwrap().iter().find(|one| money(&one["amount"]).ore() > 1);
        let Some(charged) = charged else { continue };
        let half = Money::from_ore(money(&charged["amount"]).ore() / 2).to_string();
        let lines = json!([{ "line": charged["line"], "amount": half }]);
        let lines = if cancels { json!([]) } else { lines };
        let credit = ask(person, &document, cancels, lines).await;
        person.ask(CREDIT, which(&credit)).await;
        return;
    }
    unreachable!("nothing to credit");
}

/// The credit note that was issued for what was asked for last.
async fn note(person: &Person, document: &Value) -> Value {
    let requests = left(person, document).await["requests"].take();
    let id = requests.as_array().unwrap().last().unwrap()["issued"].clone();
    let mut note = person.ask(DOCUMENT, json!({ "id": id })).await["region"]["document"].take();
    note["id"] = id;
    note
}

async fn a_cancelled_document_is_charged_anew_to_the_ore(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let before = documents(&person).await.len();
    let credit = ask(&person, &document, true, json!([])).await;
    assert_eq!(documents(&person).await.len(), before, "asking issues nothing");
    let done = person.ask(CREDIT, which(&credit)).await["documentCreditIssue"].take();
    assert_eq!(money(&done["total"]), money(&document["total"]).negated().unwrap());
    let note = note(&person, &document).await;
    assert_eq!(money(&note["payable"]), money(&document["payable"]).negated().unwrap());
    assert_eq!(left(&person, &document).await["left"], json!([]));
    let xml = String::from_utf8(content(&file(&person, &note["id"], "PEPPOL").await)).unwrap();
    assert!(xml.contains("<CreditNote "), "{xml}");
    let number = document["number"].as_str().unwrap();
    assert!(xml.contains(&format!("<cbc:ID>{number}</cbc:ID>")), "it names what it credits");
    assert_eq!(einvoice::check(&xml), []);
    // What is cancelled is due again, and no more than that.
    let anew = issue(&person).await;
    assert_eq!([&anew["documents"], &anew["total"]], [&json!(1), &document["total"]]);
    assert_eq!(issue(&person).await["documents"], 0);
    assert!(verified(&house.world).await.is_clean());
}

async fn a_reduction_stays_off_and_names_its_reason(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let line = left(&person, &document).await["left"][0].take();
    let half = Money::from_ore(money(&line["amount"]).ore() / 2);
    let lines = json!([{ "line": line["line"], "amount": half.to_string() }]);
    let credit = ask(&person, &document, false, lines).await;
    person.ask(CREDIT, which(&credit)).await;
    let note = note(&person, &document).await;
    assert_eq!(money(&note["total"]), half.negated().unwrap());
    let why = &note["lines"][0]["explanation"];
    assert_eq!(why["__typename"], "CreditExplanation");
    assert_eq!(why["reason"], "Lokalen var utan värme");
    assert_eq!([&why["number"], &why["cancels"]], [&document["number"], &json!(false)]);
    assert_eq!([&why["charged"], &why["askedBy"]], [&line["amount"], &json!("Signe Samordnare")]);
    assert_eq!(issue(&person).await["documents"], 0, "what is reduced is not charged anew");
    let all = person.ask(DOCUMENTS, json!({})).await["region"]["ledger"]["accounts"].take();
    let reductions = all.as_array().unwrap().iter().find(|one| one["code"] == "3730").unwrap();
    assert_eq!(money(&reductions["debit"]), half, "the region bears it, and no fund");
    assert!(verified(&house.world).await.is_clean());
}

async fn what_cannot_be_credited_is_refused_by_its_field(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let line = left(&person, &document).await["left"][0].take();
    let more = money(&line["amount"]).plus(Money::from_ore(1)).unwrap().to_string();
    let one = |amount: &str| json!([{ "line": line["line"], "amount": amount }]);
    let other = json!([{ "line": document["id"], "amount": "1.00" }]);
    for (cancels, lines, field) in [
        (false, one(&more), "input.lines[0].amount"),
        (false, one("0.00"), "input.lines[0].amount"),
        (false, one("-5.00"), "input.lines[0].amount"),
        (false, other, "input.lines[0].amount"),
        (true, one("1.00"), "input.lines"),
    ] {
        let (code, fields) = person.refusal(ASK, wanted(&document, cancels, &lines)).await;
        assert_eq!([code.as_str(), fields[0].as_str()], ["INVALID_INPUT", field], "{lines}");
    }
    let mut unreasoned = wanted(&document, true, &json!([]));
    unreasoned["input"]["reason"] = json!("  ");
    assert_eq!(person.refusal(ASK, unreasoned).await.1, ["input.reason"]);
    // Two ask for the same; what is left when the second is issued is too little.
    let [first, second] = [
        ask(&person, &document, true, json!([])).await,
        ask(&person, &document, true, json!([])).await,
    ];
    person.ask(CREDIT, which(&first)).await;
    assert_eq!(person.refusal(CREDIT, which(&second)).await.0, "CONFLICT");
    let (code, fields) = person.refusal(ASK, wanted(&document, true, &json!([]))).await;
    assert_eq!([code.as_str(), fields[0].as_str()], ["INVALID_INPUT", "input.document"]);
    let stranger = house.coordinator("norrbotten").await;
    assert_eq!(stranger.refusal(ASK, wanted(&document, true, &json!([]))).await.0, "NOT_FOUND");
    assert!(verified(&house.world).await.is_clean());
}

async fn credited_by_parts_a_document_leaves_no_ore(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    for part in [3, 2, 1] {
        let open = left(&person, &document).await["left"].take();
        let share = |one: &Value| {
            let amount = Money::from_ore(money(&one["amount"]).ore() / part);
            json!({ "line": one["line"], "amount": amount.to_string() })
        };
        let positive = open.as_array().unwrap().iter();
        let positive = positive.filter(|one| !money(&one["amount"]).is_negative());
        let lines: Vec<Value> = positive.map(share).collect();
        let credit = ask(&person, &document, false, json!(lines)).await;
        person.ask(CREDIT, which(&credit)).await;
        let note = note(&person, &document).await;
        let xml = String::from_utf8(content(&file(&person, &note["id"], "PEPPOL").await)).unwrap();
        assert_eq!(einvoice::check(&xml), []);
    }
    let own = documents(&person).await;
    let code = &document["municipality"]["code"];
    let numbers = own.iter().filter(|one| one["municipality"]["code"] == *code);
    let notes = numbers
        .filter(|one| one["number"] == document["number"] || money(&one["payable"]).is_negative());
    let paid = notes.filter(|one| one["kind"] == "INVOICE").map(|one| money(&one["payable"]));
    assert_eq!(Money::sum(paid).unwrap(), Money::ZERO);
    assert_eq!(issue(&person).await["documents"], 0);
    assert!(verified(&house.world).await.is_clean());
}

async fn pressed_fifty_times_one_credit_note_is_issued(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let before = documents(&person).await.len();
    let mut asked = wanted(&document, true, &json!([]));
    asked["input"]["idempotencyKey"] = json!("kredit-1");
    let all = person.fifty_times(ASK, &asked).await;
    let first = all[0]["documentCreditAsk"]["id"].clone();
    assert!(all.iter().all(|one| one["documentCreditAsk"]["id"] == first));
    assert_eq!(left(&person, &document).await["requests"].as_array().unwrap().len(), 1);
    let mut other = asked.clone();
    other["input"]["reason"] = json!("Något annat");
    assert_eq!(person.refusal(ASK, other).await.1, ["input.idempotencyKey"]);
    let mut done = which(&first);
    done["input"]["idempotencyKey"] = json!("kredit-2");
    let all = person.fifty_times(CREDIT, &done).await;
    assert!(all.iter().all(|one| one == &all[0]), "each gets the same answer");
    assert_eq!(documents(&person).await.len(), before + 1);
    assert!(verified(&house.world).await.is_clean());
}

/// From now on two persons are needed: this is the other.
pub(crate) async fn another(house: &House, person: &Person) -> Person {
    let set = "mutation { booksSet(input: { region: \"goteborgsregionen\", fourEyes: true }) {
        fourEyes } }";
    person.ask(set, json!({})).await;
    house.member("goteborgsregionen", Role::RegionalEconomist, Reach::Region).await
}

async fn with_two_persons_another_issues_the_credit_note(world: World) {
    let (house, person, codes) = economist(world).await;
    let document = issued(&person, &codes).await;
    let other = another(&house, &person).await;
    let credit = ask(&person, &document, true, json!([])).await;
    assert_eq!(person.refusal(CREDIT, which(&credit)).await.0, "CONFLICT", "not one's own");
    let seen = left(&other, &document).await;
    assert_eq!([&seen["fourEyes"], &seen["requests"][0]["own"]], [&json!(true), &json!(false)]);
    other.ask(CREDIT, which(&credit)).await;
    let trail =
        "query { region(slug: \"goteborgsregionen\") { audit(first: 10) { nodes { action } } } }";
    let trail = person.ask(trail, json!({})).await.to_string();
    assert!(trail.contains("document-credit-ask") && trail.contains("document-credit-issue"));
}
