//! Every page with its sample: valid, accessible, with the figures where they belong.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::contract::operations;
use crate::fake_api::{name_of, sample};

mod forms;
mod lists;

use forms::FORMS;
use lists::PAGES;

/// Forms that are answered with what is shown once: address, field, the answer's heading.
const SHOWN_ONCE: [(&str, &str, &str); 4] = [
    ("/mitt-konto/nycklar/ny", "x", "Lägg till en nyckel"),
    ("/mitt-konto/tvastegsinloggning/borja", "x", "Koppla din app"),
    ("/mitt-konto/tvastegsinloggning/bekrafta", "kod", "Spara dina reservkoder"),
    ("/mitt-konto/tvastegsinloggning/reservkoder", "kod-nya", "Spara dina reservkoder"),
];

#[tokio::test]
async fn every_page_is_valid_and_every_operation_is_used() {
    let mut used = BTreeSet::from(["TokenRefresh".to_owned()]);
    for (path, heading, told) in PAGES {
        let mut browser = Browser::signed_in();
        let page = browser.get(path).await.page();
        assert_eq!(page.heading(), heading, "{path}");
        assert!(page.text().contains(told), "{path} does not tell {told}: {}", page.text());
        used.extend(browser.api.operations());
    }
    for (address, field, heading) in SHOWN_ONCE {
        let mut browser = Browser::signed_in();
        let got = browser.post("/mitt-konto", address, &[(field, "123456")]).await;
        assert_eq!(got.page().heading(), heading, "{address}");
        used.extend(browser.api.operations());
    }
    for (page, address, fields) in FORMS {
        let mut browser = Browser::signed_in();
        // Only one of them asks for it.
        browser.cookies.insert("yrkesresan-challenge".to_owned(), "challenge-1".to_owned());
        let got = browser.post(page, address, fields).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{address}");
        used.extend(browser.api.operations());
    }
    let mut browser = Browser::signed_in();
    let got = browser.upload("/norrbotten/personer/las-in", ("a.csv", b"E-post"), "").await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/personer/las-in/i-1"));
    let got = browser.get("/norrbotten/personer/las-in/i-1/resultat.csv").await;
    assert_eq!(got.body, "Utfall;Förklaring\r\nNy;\r\n");
    let got = browser.get("/norrbotten/personer/larplattformen/org.csv").await;
    assert_eq!(got.body, "idnumber\r\n3\r\n");
    let users = ("anvandare", "user.csv", b"idnumber".as_slice());
    let got = browser.upload_as("/norrbotten/personer/larplattformen", users).await;
    assert!(got.page().text().contains("1 finns bara här, 2 bara där, och 3 skiljer sig."));
    let got = browser.get("/norrbotten/underlag/u-3/fil/peppol").await;
    assert_eq!(got.body, "<Invoice/>");
    let got = browser.get("/norrbotten/bokforing/mottagare.csv").await;
    assert_eq!(got.body, "municipality;unit\r\n2580;\r\n");
    let file = ("a.csv", b"municipality".as_slice());
    let got = browser.upload("/norrbotten/bokforing/mottagare", file, "").await;
    assert_eq!(got.page().heading(), "Mottagare ur en fil");
    let got = browser.get("/norrbotten/avrakning/omgangar/r-12/peppol/filer.zip").await;
    assert_eq!(got.body, "PK1PK1", "part by part");
    assert_eq!(browser.get("/mitt-konto/uppgifter.json").await.body, "{\"account\":[]}");
    used.extend(browser.api.operations());
    for path in ["/logga-in/oidc/i-1", "/logga-in/svar?state=s-1&code=c-1"] {
        let mut browser = Browser::new();
        assert_eq!(browser.get(path).await.status, StatusCode::SEE_OTHER, "{path}");
        used.extend(browser.api.operations());
    }
    let all: BTreeSet<String> = operations().values().map(|text| name_of(text)).collect();
    assert_eq!(used, all);
}

#[tokio::test]
async fn the_only_region_is_opened_at_once() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Me");
    answer["data"]["me"]["memberships"].as_array_mut().unwrap().truncate(1);
    browser.api.answer("Me", answer);
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/norrbotten"));
}

#[tokio::test]
async fn the_agreement_adds_up_and_leads_to_why() {
    let page = Browser::signed_in().get("/norrbotten/avtal").await.page();
    let text = page.text();
    for told in ["Arjeplog 212000-2668 2 714 10 323", "Luleå 212000-2742", "298 992", "16 089"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(text.contains("Summa 249 768 950 000"), "{text}");
    assert!(page.links().contains("/norrbotten/avtal/a-2023/fast-kostnad/Projektledare/2506"));
    assert!(page.links().contains("/norrbotten/avtal/a-2022"), "the older agreement beside it");
}

#[tokio::test]
async fn a_municipal_administrator_is_spared_dead_ends() {
    let mut browser = Browser::signed_in();
    let limited = json!({
        "role": "MUNICIPAL_ADMINISTRATOR",
        "municipality": { "code": "2584", "name": "Kiruna" },
        "permissions": ["READ_AGREEMENTS", "READ_OCCASIONS", "READ_PERSONS", "ENROL", "READ_DOCUMENTS"],
    });
    for operation in ["Here", "Start"] {
        let mut answer = sample(operation);
        answer["data"]["region"]["viewer"] = limited.clone();
        let region = answer["data"]["region"].as_object_mut().unwrap();
        region.remove("settlementPreview");
        region.remove("creditsWaiting");
        region.remove("courseDaysToClose");
        browser.api.answer(operation, answer);
    }
    let page = browser.get("/norrbotten").await.page();
    let asked = &browser.api.asked("Start")[0].variables;
    assert_eq!(
        [&asked["settle"], &asked["close"], &asked["read"]],
        [&json!(false), &json!(false), &json!(true)]
    );
    for hidden in ["/norrbotten/avrakning", "/norrbotten/huvudbok", "/norrbotten/utbildarpott"] {
        assert!(!page.links().contains(hidden), "{hidden}");
    }
    assert!(page.links().contains("/norrbotten/underlag"));
    assert!(page.text().contains("Kommunadministratör, Kiruna"));
}

#[tokio::test]
async fn a_region_without_anything_says_what_will_be_here() {
    let mut browser = Browser::signed_in();
    browser.api.answer("Agreement", emptied("Agreement", &[("agreement", Value::Null)]));
    let page = browser.get("/norrbotten/avtal").await.page();
    assert!(page.text().contains("Regionen har inget avtal än"));
    assert_eq!(browser.get("/norrbotten/avtal/x").await.status, StatusCode::NOT_FOUND);
    let none = json!({ "totalCount": 0, "nodes": [] });
    let changes = [
        ("agreement", Value::Null),
        ("courseDaysToClose", none.clone()),
        ("occasions", json!({ "nodes": [] })),
        ("settlementPreview", json!({ "total": "0.00", "documents": [] })),
        ("creditsWaiting", none.clone()),
        ("documents", none),
    ];
    browser.api.answer("Start", emptied("Start", &changes));
    let text = browser.get("/norrbotten").await.page().text();
    assert!(text.contains("Alla kursdagar som har varit är stängda"), "{text}");
    assert!(text.contains("Inga kurstillfällen är planerade"), "{text}");
    assert!(!text.contains("Krediteringar"), "{text}");
}

/// An operation's sample with some of its region's fields replaced.
fn emptied(operation: &str, changes: &[(&str, Value)]) -> Value {
    let mut answer = sample(operation);
    for (field, value) in changes {
        answer["data"]["region"][field] = value.clone();
    }
    answer
}
