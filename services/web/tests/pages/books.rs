//! The books' pages: what is missing leads to where it is set up, recipients come from a file that was looked at, and each
//! form carries a key of its own.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::{sample, sample_file};

const BOOKS: &str = "/norrbotten/bokforing";
const RECIPIENTS: &str = "/norrbotten/bokforing/mottagare";
const SAVE: &str = "/norrbotten/bokforing/mottagare/ersatt";

#[tokio::test]
async fn what_is_missing_leads_to_the_form_that_mends_it() {
    let mut browser = Browser::signed_in();
    let page = browser.get(BOOKS).await.page();
    let text = page.text();
    for told in ["Moms för utbildarpott (trainer_pot): Välj moms", "Mottagare: Kiruna"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    let special = "/norrbotten/bokforing/mottagare/2582?avgift=kursavgifter";
    assert!(page.links().contains(special), "{:?}", page.links());
    assert!(page.links().contains("/norrbotten/bokforing/mottagare/2584"));
    assert!(text.contains("2026 2026-00001 2026-00029 29 Inga"), "{text}");
    // Filled with what the municipality's other recipient has.
    let form = browser.get(special).await.page();
    assert_eq!(form.value_of("peppol"), "0007:2120002767");
    assert_eq!(form.value_of("email"), "faktura@boden.example");
    let fields = [("peppol", "0007:2120002767"), ("buyerReference", "ZZ1")];
    browser.post(special, special, &fields).await;
    let asked = &browser.api.asked("BooksSet")[0].variables["input"]["recipients"];
    let own = &asked[0];
    assert_eq!([&own["charge"], &own["from"]], [&json!("COURSE_FEE"), &Value::Null]);
    assert_eq!(asked.as_array().unwrap().len(), 4, "the others stay");
    // After one that ends, the next one begins.
    let after = "/norrbotten/bokforing/mottagare/2582?avgift=fast-kostnad";
    browser.post(after, after, &fields).await;
    let own = &browser.api.asked("BooksSet")[1].variables["input"]["recipients"][0];
    assert_eq!([&own["charge"], &own["from"]], [&json!("FIXED_COST"), &json!("2027-01-01")]);
    let nowhere = "/norrbotten/bokforing/mottagare/2582?avgift=allt";
    assert_eq!(browser.get(nowhere).await.status, StatusCode::NOT_FOUND);
    let mut answer = sample("Books");
    answer["data"]["region"]["booksMissing"] = json!([]);
    answer["data"]["region"]["numberSeries"] = json!([]);
    browser.api.answer("Books", answer);
    let text = browser.get(BOOKS).await.page().text();
    assert!(!text.contains("Saknas Det här behöver"), "{text}");
    assert!(text.contains("Det första underlaget får nummer 1 i årets serie."), "{text}");
}

#[tokio::test]
async fn what_a_file_changes_is_shown_and_just_that_is_saved() {
    let mut browser = Browser::signed_in();
    let file = ("mottagare.csv", "Kommun;Ort\nÄlvsbyn;Älvsbyn\n".as_bytes());
    let got = browser.upload(RECIPIENTS, file, "").await;
    assert_eq!(got.status, StatusCode::OK);
    let page = got.page();
    let text = page.text();
    for told in [
        "1 ny, 1 ändras, 1 tas bort och 11 är som förut.",
        "Adress i Peppol: 0007:2120002742 → 0088:7350000000009",
        "Enhet: Kommunledningen → –",
        "Kiruna Utbildarpott 2027-01-01 0007:2120002783 ZZ1",
        "Spara 13 mottagare",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    let sent = &browser.api.asked("RecipientsRead")[0].variables["content"];
    let fields = ["version", "innehall", "nyckel"].map(|name| (name, page.value_of(name)));
    let got = browser.post(RECIPIENTS, SAVE, &fields).await;
    assert_eq!(got.location.as_deref(), Some(BOOKS));
    let input = &browser.api.asked("RecipientsImport")[0].variables["input"];
    let expected = json!({ "region": "norrbotten", "content": sent, "version": 7,
        "idempotencyKey": page.value_of("nyckel") });
    assert_eq!(*input, expected);
    browser.api.refuse("RecipientsImport", "CONFLICT");
    let got = browser.post(RECIPIENTS, SAVE, &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = got.page();
    assert!(page.text().contains("inget har sparats"), "{}", page.text());
    assert_ne!(page.value_of("nyckel"), fields[2].1, "another form has another key");
}

#[tokio::test]
async fn a_file_at_fault_tells_every_fault_and_cannot_be_saved() {
    let mut browser = Browser::signed_in();
    browser.api.answer("RecipientsRead", sample_file("recipients_read.faults"));
    let got = browser.upload(RECIPIENTS, ("a.csv", b"x"), "").await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = got.page();
    let text = page.text();
    for told in [
        "Rad 3 Kommun 1480 en av regionens kommuner, med kod eller namn",
        "Rad 4 Beställarreferens Inget köparens referens eller ett ordernummer",
        "Hela filen",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(page.links().contains("#fil"));
    assert_eq!(page.all("form").filter(|form| form.is("action", SAVE)).count(), 0);
    let large = vec![b'x'; 180_001];
    let got = browser.upload(RECIPIENTS, ("a.csv", &large), "").await;
    assert!(got.page().text().contains("större än 180 kB"));
    let got = browser.upload(RECIPIENTS, ("", b""), "").await;
    assert!(got.page().text().contains("Välj en fil med mottagare."));
    let mut answer = sample("RecipientsRead");
    for none in ["added", "changed", "removed"] {
        answer["data"]["region"]["recipientsRead"][none] = json!([]);
    }
    let mut browser = Browser::signed_in();
    browser.api.answer("RecipientsRead", answer);
    let page = browser.upload(RECIPIENTS, ("a.csv", b"x"), "").await.page();
    assert!(page.text().contains("Filen ändrar ingenting"));
    assert_eq!(page.all("form").filter(|form| form.is("action", SAVE)).count(), 0);
}

#[tokio::test]
async fn every_form_that_sets_up_carries_a_key_of_its_own() {
    for part in ["", "/saljare", "/moms", "/mottagare/2580", "/konton"] {
        let mut browser = Browser::signed_in();
        let path = format!("{BOOKS}{part}");
        let first = browser.get(&path).await.page().value_of("nyckel").to_owned();
        let second = browser.get(&path).await.page().value_of("nyckel").to_owned();
        assert!(first.len() > 20 && first != second, "{path}");
        browser.post(&path, &path, &[("nyckel", &first)]).await;
        let input = &browser.api.asked("BooksSet")[0].variables["input"];
        assert_eq!(input["idempotencyKey"], first.as_str(), "{path}");
    }
    let mut browser = Browser::signed_in();
    let used = json!({ "errors": [{ "extensions": { "code": "INVALID_INPUT", "fields": [
        { "path": "input.idempotencyKey", "message": "expected a new key" }] } }] });
    browser.api.answer("BooksSet", used);
    let path = format!("{BOOKS}/saljare");
    let got = browser.post(&path, &path, &[("name", "Nytt namn"), ("nyckel", "gammal")]).await;
    let page = got.page();
    assert!(page.text().contains("Formuläret är redan sparat en gång"), "{}", page.text());
    assert_eq!(page.value_of("name"), "Nytt namn", "what was typed stays");
}
