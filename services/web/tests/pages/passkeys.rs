//! Passkeys: what the browser is asked and how its answer goes on; what is told without one.

use axum::http::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::html::Page;

const PAGE: &str = "/mitt-konto/nycklar";

fn asked(page: &Page) -> (&str, &str) {
    let form = page.all("form").find(|form| form.attribute("data-passkey").is_some()).unwrap();
    (form.attribute("data-passkey").unwrap(), form.attribute("data-options").unwrap())
}

#[tokio::test]
async fn the_browser_is_asked_by_a_form_and_one_script_of_ours() {
    let mut browser = Browser::new();
    let page = browser.get("/logga-in?till=%2Fnorrbotten").await.page();
    assert!(page.all("script").next().is_none(), "no page has it that does not need it");
    let way = "/logga-in/nyckel?till=%2Fnorrbotten";
    assert!(page.links().contains(way), "{:?}", page.links());
    let page = browser.get(way).await.page();
    assert_eq!(asked(&page), ("get", "{\"publicKey\":{\"challenge\":\"AAAA\"}}"));
    let script = page.all("script").next().unwrap().attribute("src").unwrap().to_owned();
    let got = browser.get(&script).await;
    assert_eq!(got.headers["content-type"], "text/javascript; charset=utf-8");
    assert!(got.body.contains("navigator.credentials.get") && !got.body.contains("fetch("));
    let policy = got.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self';"), "{policy}");
}

#[tokio::test]
async fn its_answer_signs_in_and_leads_on() {
    let mut browser = Browser::new();
    let typed = [("omgang", "c-2"), ("svar", "{\"id\":\"x\"}"), ("till", "/norrbotten/avtal")];
    let got = browser.post("/logga-in/nyckel", "/logga-in/nyckel", &typed).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/avtal"));
    let sent = &browser.api.asked("SignInPasskey")[0].variables;
    assert_eq!(*sent, json!({ "ceremony": "c-2", "credential": "{\"id\":\"x\"}" }));
    assert_eq!(browser.cookies["yrkesresan-access"], "access-1");
}

#[tokio::test]
async fn without_an_answer_or_with_a_wrong_one_the_page_asks_again() {
    let mut browser = Browser::new();
    let got = browser.post("/logga-in/nyckel", "/logga-in/nyckel", &[("omgang", "c-2")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.page().text().contains("Ingen nyckel visades"));
    assert!(browser.api.asked("SignInPasskey").is_empty());
    browser.api.refuse("SignInPasskey", "INVALID_INPUT");
    let typed = [("omgang", "c-2"), ("svar", "{}"), ("till", "/norrbotten")];
    let got = browser.post("/logga-in/nyckel", "/logga-in/nyckel", &typed).await;
    let page = got.page();
    assert!(page.text().contains("hör inte till något konto"), "{}", page.text());
    assert_eq!(page.value_of("till"), "/norrbotten");
    assert!(page.links().contains("/logga-in?till=%2Fnorrbotten"));
}

#[tokio::test]
async fn a_new_one_is_named_and_kept_or_the_page_says_why_not() {
    let mut browser = Browser::signed_in();
    let page = browser.post(PAGE, "/mitt-konto/nycklar/ny", &[]).await.page();
    assert_eq!(asked(&page).0, "create");
    let typed = [("omgang", "c-1"), ("svar", "{}"), ("namn", " Jobbdatorn ")];
    let got = browser.post(PAGE, "/mitt-konto/nycklar/spara", &typed).await;
    assert_eq!(got.location.as_deref(), Some(PAGE));
    assert_eq!(browser.api.asked("PasskeyAdd")[0].variables["name"], "Jobbdatorn");
    for (typed, told) in [
        ([("svar", "{}"), ("namn", "")], "Skriv vad nyckeln ska heta"),
        ([("svar", ""), ("namn", "Jobbdatorn")], "Webbläsaren gjorde ingen nyckel"),
    ] {
        let got = browser.post(PAGE, "/mitt-konto/nycklar/spara", &typed).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = got.page();
        assert!(page.text().contains(told), "{}", page.text());
        assert_eq!(page.value_of("namn"), typed[1].1);
    }
    browser.api.refuse("PasskeyBegin", "UNAUTHENTICATED");
    let got = browser.post(PAGE, "/mitt-konto/nycklar/ny", &[]).await;
    let back = "/logga-in?till=%2Fmitt-konto%2Fnycklar";
    assert_eq!(got.location.as_deref(), Some(back), "who signed in long ago signs in again");
}
