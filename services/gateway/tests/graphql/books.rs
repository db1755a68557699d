//! The books: what is set up is held, what is missing is told before anything is issued, and every file of a document
//! says what the document and the ledger say.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    what_is_missing_is_told_before_anything_is_issued,
    faults_are_told_by_their_place_and_nothing_is_set_up,
    every_file_says_what_the_ledger_says,
    a_correction_is_a_credit_note_that_names_what_it_corrects,
);

pub(crate) const SET: &str = "mutation ($input: BooksSetInput!) { booksSet(input: $input) {
    version fourEyes decidedBy seller { name paymentDays } vat { category }
    recipients { municipality } } }";
const PREVIEW: &str = "query { region(slug: \"goteborgsregionen\") {
    settlementPreview(until: \"2022-12-31\") { fingerprint total
        documents { kind total vat payable municipality { code } }
        missing { kind charge code municipality { code } } } } }";
pub(crate) const ISSUE: &str = "mutation ($until: Date!) { documentsIssue(input: {
    region: \"goteborgsregionen\", until: $until }) { documents total } }";
pub(crate) const DOCUMENTS: &str = "query { region(slug: \"goteborgsregionen\") {
    documents(first: 100) { nodes { id number kind adjusts total vat rounding payable
        municipality { code } lines { kind } } }
    ledger { balanced accounts { code debit credit balance } } } }";
pub(crate) const FILE: &str =
    "query ($id: ID!, $format: DocumentFormat!) { region(slug: \"goteborgsregionen\") {
    documentFile(id: $id, format: $format) { name mediaType content faults } } }";

/// GR's thirteen municipalities have one recipient each, which `of` makes.
fn recipients(codes: &[String]) -> Value {
    codes
        .iter()
        .map(|code| json!({ "municipality": code, "peppol": "0007:2120002742", "buyerReference": "ZZ1" }))
        .collect()
}

pub(crate) fn seller() -> Value {
    json!({ "name": "Exempelregionen", "orgNumber": "232100-0016", "vatNumber": "SE232100001601",
        "fTax": true, "peppol": "0007:2321000016", "bankgiro": "5402-9681", "paymentDays": 30,
        "wholeKronor": true, "street": "Storgatan 1", "postcode": "411 01", "town": "Göteborg",
        "email": "ekonomi@gr.example" })
}

fn vat() -> Value {
    json!([
        { "charge": "COURSE_FEE", "category": "S", "rate": 25 },
        { "charge": "FIXED_COST", "category": "O", "reason": "Medlemsavgift enligt avtal" },
        { "charge": "TRAINER_POT", "category": "E", "reason": "Utbildning, 3 kap. 8 § ML" },
    ])
}

pub(crate) async fn economist(world: World) -> (House, Person, Vec<String>) {
    let house = House::over(world);
    house.import("goteborgsregionen-2022").await;
    let person = house.coordinator("goteborgsregionen").await;
    let names = "query { region(slug: \"goteborgsregionen\") { municipalities { code } } }";
    let names = person.ask(names, json!({})).await["region"]["municipalities"].take();
    let codes = names.as_array().unwrap().iter();
    let codes = codes.map(|one| one["code"].as_str().unwrap().to_owned()).collect();
    (house, person, codes)
}

pub(crate) async fn set(person: &Person, parts: Value) -> Value {
    let mut input = json!({ "region": "goteborgsregionen" });
    input.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    person.ask(SET, json!({ "input": input })).await["booksSet"].take()
}

pub(crate) async fn set_up(person: &Person, codes: &[String]) {
    set(person, json!({ "seller": seller(), "vat": vat(), "recipients": recipients(codes) })).await;
}

pub(crate) fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

pub(crate) async fn file(person: &Person, id: &Value, format: &str) -> Value {
    let variables = json!({ "id": id, "format": format });
    person.ask(FILE, variables).await["region"]["documentFile"].take()
}

pub(crate) fn content(file: &Value) -> Vec<u8> {
    assert_eq!(file["faults"], json!([]), "{file}");
    STANDARD.decode(file["content"].as_str().unwrap()).unwrap()
}

async fn what_is_missing_is_told_before_anything_is_issued(world: World) {
    let (_, person, codes) = economist(world).await;
    let preview =
        async || person.ask(PREVIEW, json!({})).await["region"]["settlementPreview"].take();
    let kinds = |preview: &Value| {
        let missing = preview["missing"].as_array().unwrap().iter();
        let mut kinds: Vec<String> =
            missing.map(|one| one["kind"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&preview().await), ["SELLER", "VAT", "RECIPIENT"]);
    let begun = set(&person, json!({ "seller": seller() })).await;
    assert_eq!([&begun["version"], &begun["seller"]["paymentDays"]], [&json!(1), &json!(30)]);
    assert_eq!(begun["decidedBy"], "Signe Samordnare");
    let until = json!({ "until": "2022-12-31" });
    assert_eq!(person.refusal(ISSUE, until.clone()).await.0, "CONFLICT");
    set(&person, json!({ "vat": vat(), "recipients": recipients(&codes[1..]) })).await;
    let lacking = preview().await;
    assert_eq!(kinds(&lacking), ["RECIPIENT"]);
    assert_eq!(lacking["missing"][0]["municipality"]["code"], codes[0].as_str());
    assert_eq!(person.refusal(ISSUE, until.clone()).await.0, "CONFLICT");
    let whole = set(&person, json!({ "recipients": recipients(&codes) })).await;
    assert_eq!(whole["recipients"].as_array().unwrap().len(), codes.len());
    assert_eq!(
        set(&person, json!({ "vat": vat() })).await["version"],
        3,
        "the same is no new version"
    );
    let ready = preview().await;
    assert_eq!(ready["missing"], json!([]));
    let issued = person.ask(ISSUE, until).await["documentsIssue"].take();
    assert_eq!(issued["documents"], ready["documents"].as_array().unwrap().len());
    assert_eq!(issued["total"], ready["total"]);
    let documents = person.ask(DOCUMENTS, json!({})).await["region"]["documents"]["nodes"].take();
    let sums = |all: &Value, what: &str| {
        Money::sum(all.as_array().unwrap().iter().map(|one| money(&one[what]))).unwrap()
    };
    assert_eq!(sums(&documents, "payable"), sums(&ready["documents"], "payable"));
    assert!(!sums(&documents, "vat").is_zero());
}

async fn faults_are_told_by_their_place_and_nothing_is_set_up(world: World) {
    let (_, person, _) = economist(world).await;
    let mut wrong = seller();
    wrong["bankgiro"] = json!("5402-9682");
    wrong["paymentDays"] = json!(-1);
    let recipients = json!([{ "municipality": "1480", "peppol": "1480" }]);
    let input = json!({ "input": { "region": "goteborgsregionen", "seller": wrong,
        "vat": [{ "category": "O" }], "recipients": recipients } });
    let (code, fields) = person.refusal(SET, input).await;
    assert_eq!(code, "INVALID_INPUT");
    let expected = [
        "input.seller.bankgiro",
        "input.seller.paymentDays",
        "input.vat[0].reason",
        "input.recipients[0].peppol",
        "input.recipients[0].buyerReference",
    ];
    assert_eq!(fields, expected);
    let version =
        "query { region(slug: \"goteborgsregionen\") { books { version seller { name } } } }";
    let books = person.ask(version, json!({})).await["region"]["books"].take();
    assert_eq!(books, json!({ "version": 0, "seller": null }));
}

/// Every `payable` by municipality, as files have it.
type Sums = BTreeMap<String, Money>;

fn add(sums: &mut Sums, municipality: &Value, amount: Money) {
    let sum = sums.entry(municipality.as_str().unwrap().to_owned()).or_insert(Money::ZERO);
    *sum = sum.plus(amount).unwrap();
}

/// What an e-invoice that holds comes to; a credit note is below zero.
pub(crate) fn by_peppol(xml: &str) -> Money {
    assert_eq!(einvoice::check(xml), []);
    let stated = xml.split("<cbc:PayableAmount currencyID=\"SEK\">").nth(1).unwrap();
    let stated: Money = stated.split('<').next().unwrap().parse().unwrap();
    if xml.contains("<CreditNote ") { stated.negated().unwrap() } else { stated }
}

async fn every_file_says_what_the_ledger_says(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
    let region = person.ask(DOCUMENTS, json!({})).await["region"].take();
    let (mut shown, mut peppol, mut rows, mut vouchers) =
        (Sums::new(), Sums::new(), Sums::new(), Sums::new());
    let mut by_account: BTreeMap<String, Money> = BTreeMap::new();
    for document in region["documents"]["nodes"].as_array().unwrap() {
        let (code, payable) = (&document["municipality"]["code"], money(&document["payable"]));
        add(&mut shown, code, payable);
        let parts = ["total", "vat", "rounding"].map(|part| money(&document[part]));
        assert_eq!(Money::sum(parts).unwrap(), payable);
        assert_eq!(payable.ore() % 100, 0, "whole kronor");

        let made = file(&person, &document["id"], "PEPPOL").await;
        let xml = String::from_utf8(content(&made)).unwrap();
        let stated = by_peppol(&xml);
        assert_eq!(
            made["name"],
            format!("goteborgsregionen-{}.xml", document["number"].as_str().unwrap())
        );
        assert_eq!(xml.contains("<CreditNote "), payable.is_negative());
        add(&mut peppol, code, stated);

        let text =
            String::from_utf8(content(&file(&person, &document["id"], "CSV").await)).unwrap();
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let heads = table.headers().unwrap().clone();
        let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
        let records: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), document["lines"].as_array().unwrap().len());
        let amounts = records.iter().map(|row| row[at("amount")].parse().unwrap());
        assert_eq!(Money::sum(amounts).unwrap(), money(&document["total"]));
        add(&mut rows, code, records[0][at("document_payable")].parse().unwrap());

        let voucher = sie::read(&content(&file(&person, &document["id"], "SIE").await)).unwrap();
        let [voucher] = voucher.vouchers.as_slice() else { unreachable!("one a document") };
        assert!(voucher.balance().unwrap().is_zero());
        for row in &voucher.transactions {
            let account = row.account.to_string();
            if ["1510", "2440"].contains(&account.as_str()) {
                add(&mut vouchers, code, row.amount);
            }
            let sum = by_account.entry(account).or_insert(Money::ZERO);
            *sum = sum.plus(row.amount).unwrap();
        }
    }
    assert!(shown.len() > 10, "{shown:?}");
    assert_eq!([&peppol, &rows, &vouchers], [&shown, &shown, &shown]);
    let ledger = &region["ledger"];
    assert_eq!(ledger["balanced"], true);
    let balances =
        ledger["accounts"].as_array().unwrap().iter().map(|account| {
            (account["code"].as_str().unwrap().to_owned(), money(&account["balance"]))
        });
    assert_eq!(balances.collect::<BTreeMap<_, _>>(), by_account);
    assert!(by_account.contains_key("2611"), "VAT is owed: {by_account:?}");
}

/// Takes somebody who came away from the first closed day.
pub(crate) async fn correct_the_first(person: &Person) {
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
        "reason": "Avbokad i tid", "marks": marks } });
    person.ask(correct, input).await;
}

async fn a_correction_is_a_credit_note_that_names_what_it_corrects(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    correct_the_first(&person).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let documents = person.ask(DOCUMENTS, json!({})).await["region"]["documents"]["nodes"].take();
    let documents = documents.as_array().unwrap();
    let credit = documents.iter().find(|one| {
        one["adjusts"] == true && one["kind"] == "INVOICE" && money(&one["payable"]).is_negative()
    });
    let credit = credit.unwrap();
    let xml = String::from_utf8(content(&file(&person, &credit["id"], "PEPPOL").await)).unwrap();
    assert!(xml.contains("<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>"), "{xml}");
    let named = xml.split("<cac:InvoiceDocumentReference>").nth(1).unwrap();
    let named = named.split("<cbc:ID>").nth(1).unwrap().split('<').next().unwrap();
    let paper = crate::books_on_paper::text(&content(&file(&person, &credit["id"], "PDF").await));
    for told in [&format!("Rättar {named}, utfärdat den"), "(rättelse)", "Att få"] {
        assert!(paper.contains(told), "{told} in {paper}");
    }
    let earlier = documents.iter().find(|one| one["number"] == named).unwrap();
    assert_eq!(earlier["municipality"], credit["municipality"]);
    assert_eq!(earlier["adjusts"], false);
}
