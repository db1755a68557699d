//! Signing in and out, and tokens that are renewed without anybody noticing.

use axum::http::StatusCode;
use serde_json::json;

use crate::browser::Browser;

const CREDENTIALS: [(&str, &str); 2] = [("epost", "karin@example.se"), ("losenord", "hemligt")];

#[tokio::test]
async fn cookies_are_out_of_reach_and_bound_to_this_host() {
    for (secure, prefix) in [(false, ""), (true, "__Host-")] {
        let mut browser = Browser::at(secure);
        let got = browser.post("/logga-in", "/logga-in", &CREDENTIALS).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER);
        for name in ["access", "refresh", "form"] {
            let cookie = got.set_cookie(&format!("{prefix}yrkesresan-{name}"));
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
            assert!(cookie.contains("Path=/") && !cookie.contains("Domain"), "{cookie}");
            assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
        }
    }
}

#[tokio::test]
async fn leads_back_to_the_page_that_was_asked_for() {
    let mut browser = Browser::new();
    let got = browser.get("/norrbotten/avtal?x=1").await;
    let sign_in = got.location.unwrap();
    assert_eq!(sign_in, "/logga-in?till=%2Fnorrbotten%2Favtal%3Fx%3D1");
    let page = browser.get(&sign_in).await.page();
    let back = page.value_of("till").to_owned();
    let fields = [CREDENTIALS[0], CREDENTIALS[1], ("till", back.as_str())];
    let got = browser.post(&sign_in, "/logga-in", &fields).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/avtal?x=1"));
    let elsewhere = [CREDENTIALS[0], CREDENTIALS[1], ("till", "//evil.example")];
    let got = browser.post("/logga-in", "/logga-in", &elsewhere).await;
    assert_eq!(got.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn a_refused_sign_in_keeps_what_was_typed_but_the_password() {
    let mut browser = Browser::new();
    browser.api.refuse("SignIn", "UNAUTHENTICATED");
    let got = browser.post("/logga-in", "/logga-in", &CREDENTIALS).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = got.page();
    assert_eq!(page.value_of("epost"), "karin@example.se");
    assert_eq!(page.value_of("losenord"), "");
    assert!(page.links().contains("#epost"), "the summary leads to the field");
    assert!(page.text().contains("hör inte ihop"));

    let got = browser.post("/logga-in", "/logga-in", &[]).await;
    assert!(got.page().links().contains("#losenord"));
    assert_eq!(browser.api.asked("SignIn").len(), 1, "nothing is asked with empty fields");
}

#[tokio::test]
async fn tokens_that_have_run_out_are_renewed_and_the_page_shown() {
    let mut browser = Browser::signed_in();
    browser.api.refuse("Agreement", "UNAUTHENTICATED");
    browser.api.answer("Agreement", crate::fake_api::sample("Agreement"));
    let got = browser.get("/norrbotten/avtal").await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(browser.cookies["yrkesresan-access"], "access-2");
    assert_eq!(browser.cookies["yrkesresan-refresh"], "refresh-2");
    let asked = browser.api.asked("Agreement");
    assert_eq!(asked[1].bearer.as_deref(), Some("access-2"));
    assert_eq!(browser.api.asked("TokenRefresh")[0].variables["refreshToken"], "refresh-1");
}

#[tokio::test]
async fn two_pages_with_the_same_tokens_renew_them_once() {
    let mut browser = Browser::signed_in();
    browser.api.answer("Me", json!({ "data": { "me": null } }));
    let before = browser.cookies.clone();
    browser.get("/").await;
    browser.cookies = before;
    browser.get("/").await;
    assert_eq!(browser.api.asked("TokenRefresh").len(), 1);
    assert_eq!(browser.cookies["yrkesresan-refresh"], "refresh-2");
}

#[tokio::test]
async fn a_session_that_cannot_be_renewed_ends() {
    let mut browser = Browser::signed_in();
    browser.api.refuse("Agreement", "UNAUTHENTICATED");
    browser.api.refuse("TokenRefresh", "UNAUTHENTICATED");
    let got = browser.get("/norrbotten/avtal").await;
    assert_eq!(got.location.as_deref(), Some("/logga-in?till=%2Fnorrbotten%2Favtal"));
    assert!(!browser.cookies.contains_key("yrkesresan-refresh"));
}

#[tokio::test]
async fn signing_out_ends_the_session_here_and_there() {
    let mut browser = Browser::signed_in();
    let got = browser.post("/norrbotten/avtal", "/logga-ut", &[]).await;
    assert_eq!(got.location.as_deref(), Some("/logga-in"));
    assert_eq!(browser.api.asked("SignOut")[0].variables["refreshToken"], "refresh-1");
    assert!(!browser.cookies.contains_key("yrkesresan-access"));
    let page = browser.get("/logga-in").await.page();
    assert!(page.text().contains("Du är utloggad"));
    let again = browser.get("/logga-in").await.page();
    assert!(!again.text().contains("Du är utloggad"), "said once");
}
