//! Signing in at one's municipality: off to it with a cookie, back with its answer, in or told what to do.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;

const BEGIN: &str = "/logga-in/oidc/i-1?till=%2Fnorrbotten%2Fkurser";
const RETURNED: &str = "/logga-in/svar?state=s-1&code=c-1&iss=https%3A%2F%2Flogin.lulea.example";

#[tokio::test]
async fn goes_there_and_comes_back_in() {
    for (secure, prefix) in [(false, ""), (true, "__Host-")] {
        let mut browser = Browser::at(secure);
        let page = browser.get("/logga-in?till=%2Fnorrbotten%2Fkurser").await.page();
        assert!(page.links().contains("/logga-in/med?till=%2Fnorrbotten%2Fkurser"));
        let typed = [("epost", "eva@lulea.example"), ("till", "/norrbotten/kurser")];
        let got = browser.post("/logga-in/med", "/logga-in/med", &typed).await;
        let found = got.location.unwrap();
        assert!(!found.contains("eva"), "{found} tells who it is");
        let page = browser.get(&found).await.page();
        assert_eq!(browser.api.asked("SignInProviders")[0].variables["email"], "@lulea.example");
        assert!(page.links().contains(BEGIN), "{:?}", page.links());
        let got = browser.get(BEGIN).await;
        assert_eq!(
            got.location.as_deref(),
            Some("https://login.lulea.example/authorize?state=s-1")
        );
        let cookie = got.set_cookie(&format!("{prefix}yrkesresan-begun"));
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let asked = &browser.api.asked("OidcBegin")[0].variables;
        assert_eq!(*asked, json!({ "provider": "i-1" }));
        let got = browser.get(RETURNED).await;
        assert_eq!(got.location.as_deref(), Some("/norrbotten/kurser"));
        let expected = json!({
            "state": "s-1",
            "code": "c-1",
            "error": null,
            "issuer": "https://login.lulea.example",
            "browserProof": "proof-1",
        });
        assert_eq!(browser.api.asked("OidcComplete")[0].variables, expected);
        let again = browser.get(RETURNED).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.api.asked("OidcComplete")[1].variables["browserProof"], "", "once");
    }
}

#[tokio::test]
async fn whoever_is_not_let_in_is_told_what_to_do() {
    for (path, told) in [
        ("state", "Försök igen från början"),
        ("error", "avbröts"),
        ("provider", "Vänta några minuter"),
        ("email", "bekräftad e-postadress"),
        ("domain", "där du har din arbetsadress"),
        ("account", "Be din chef"),
        ("suspended", "öppna det igen"),
        ("identity", "inte inloggad"),
    ] {
        let mut browser = Browser::new();
        let refusal = json!({ "code": "INVALID_INPUT", "fields": [{ "path": path }] });
        let answer = json!({ "errors": [{ "extensions": refusal }] });
        browser.api.answer("OidcComplete", answer);
        let got = browser.get(RETURNED).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let page = got.page();
        assert!(page.text().contains(told), "{path}: {}", page.text());
        assert!(page.links().contains("/logga-in"), "{path}");
    }
    let mut browser = Browser::new();
    let got = browser.get("/logga-in/svar").await;
    assert_eq!(got.status, StatusCode::SEE_OTHER, "the API says what an empty answer is worth");
    assert_eq!(browser.api.asked("OidcComplete")[0].variables["state"], "");
}

#[tokio::test]
async fn whoever_has_a_second_factor_proves_it_too() {
    let mut browser = Browser::new();
    browser.get(BEGIN).await;
    let refusal = json!({ "code": "UNAUTHENTICATED", "challenge": "challenge-1" });
    browser.api.answer("OidcComplete", json!({ "errors": [{ "extensions": refusal }] }));
    let got = browser.get(RETURNED).await;
    let there = got.location.unwrap();
    assert!(there.starts_with("/logga-in/kod?") && there.contains("kurser"), "{there}");
}

#[tokio::test]
async fn nobody_is_sent_on_to_another_host() {
    let mut browser = Browser::new();
    browser.get("/logga-in/oidc/i-1?till=%2F%2Fevil.example").await;
    assert_eq!(browser.get(RETURNED).await.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn an_address_without_a_provider_leads_to_passwords() {
    let mut browser = Browser::new();
    browser.api.answer("SignInProviders", json!({ "data": { "signInProviders": [] } }));
    let got = browser.get("/logga-in/med?doman=exempel.se").await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.page().links().contains("/logga-in"));
    assert_eq!(browser.get("/logga-in/finns-inte").await.status, StatusCode::NOT_FOUND);
    let got = browser.post("/logga-in/med", "/logga-in/med", &[("epost", "eva")]).await;
    assert_eq!(got.page().value_of("epost"), "eva");
}

#[tokio::test]
async fn the_form_says_what_is_wrong_and_never_shows_the_secret() {
    let mut browser = Browser::signed_in();
    let refusal = json!({ "code": "INVALID_INPUT", "fields": [{ "path": "issuer" }] });
    browser.api.answer("IdentityProviderSet", json!({ "errors": [{ "extensions": refusal }] }));
    let page = "/norrbotten/inloggning/i-1";
    let typed = [
        ("namn", "Luleå"),
        ("utfardare", "login.lulea.example"),
        ("hemlighet", "mycket-hemligt"),
        ("domaner", "lulea.example, edu.lulea.example"),
        ("anvands", "nej"),
    ];
    let got = browser.post(page, page, &typed).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!got.body.contains("mycket-hemligt"));
    let shown = got.page();
    assert!(shown.links().contains("#utfardare"));
    assert_eq!(shown.value_of("utfardare"), "login.lulea.example");
    let input = &browser.api.asked("IdentityProviderSet")[0].variables["input"];
    assert_eq!(input["domains"], json!(["lulea.example", "edu.lulea.example"]));
    assert_eq!([&input["id"], &input["active"]], [&json!("i-1"), &json!(false)]);
    assert_eq!([&input["municipality"], &input["createdRole"]], [&Value::Null, &Value::Null]);
    let missing = browser.get("/norrbotten/inloggning/finns-inte").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn trying_it_out_tells_what_is_wrong() {
    for (problem, told) in [
        (Value::Null, "svarar som den ska"),
        (json!("NO_ANSWER"), "Ingen svarar"),
        (json!("NOT_PUBLIC"), "öppen https-adress"),
        (json!("NO_PROVIDER"), "ingen OpenID-tjänst"),
        (json!("OTHER_ISSUER"), "kallar sig något annat"),
        (json!("NO_KEYS"), "RS256"),
        (json!("NO_CODES"), "authorization code"),
    ] {
        let mut browser = Browser::signed_in();
        let answer = json!({ "data": { "identityProviderCheck": { "problem": problem } } });
        browser.api.answer("IdentityProviderCheck", answer);
        let page = "/norrbotten/inloggning/i-1";
        let got = browser.post(page, "/norrbotten/inloggning/i-1/testa", &[]).await;
        assert_eq!(got.location.as_deref(), Some(page));
        let text = browser.get(page).await.page().text();
        assert!(text.contains(told), "{text}");
    }
}
