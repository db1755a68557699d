//! One's own account: sessions ended elsewhere, and a password that is changed or not.

use axum::http::StatusCode;
use serde_json::json;

use crate::browser::Browser;

const PAGE: &str = "/mitt-konto";
const PASSWORD: &str = "/mitt-konto/losenord";
const OTHER: &str = "/mitt-konto/inloggningar/s-2/avsluta";

#[tokio::test]
async fn every_page_leads_to_ones_own_account() {
    let page = Browser::signed_in().get("/norrbotten").await.page();
    assert!(page.links().contains(PAGE));
    let page = Browser::signed_in().get(PAGE).await.page();
    assert!(page.links().contains("/norrbotten"), "and back");
    assert!(page.text().contains("karin@norrbotten.example"));
}

#[tokio::test]
async fn a_session_elsewhere_is_ended() {
    let mut browser = Browser::signed_in();
    let got = browser.post(PAGE, OTHER, &[]).await;
    assert_eq!(got.location.as_deref(), Some(PAGE));
    assert_eq!(browser.api.asked("SessionEnd")[0].variables, json!({ "id": "s-2" }));
    assert!(browser.get(PAGE).await.page().text().contains("Du är utloggad där."));
    browser.api.refuse("SessionEnd", "NOT_FOUND");
    let got = browser.post(PAGE, OTHER, &[]).await;
    assert_eq!(got.location.as_deref(), Some(PAGE), "it had ended by itself");
}

#[tokio::test]
async fn a_password_is_changed_or_the_page_says_why_not() {
    let mut browser = Browser::signed_in();
    let typed = [("nuvarande", "gammalt lösenord"), ("nytt", "nytt lösenord här")];
    let got = browser.post(PAGE, PASSWORD, &typed).await;
    assert_eq!(got.location.as_deref(), Some(PAGE));
    let asked = &browser.api.asked("PasswordChange")[0].variables;
    assert_eq!(*asked, json!({ "current": "gammalt lösenord", "password": "nytt lösenord här" }));
    for (code, field, told) in [
        ("RATE_LIMITED", "", "för många försök"),
        ("INVALID_INPUT", "password", "12 till 256 tecken"),
        ("INVALID_INPUT", "current", "inte ditt nuvarande lösenord"),
    ] {
        let mut browser = Browser::signed_in();
        let refusal = json!({ "code": code, "fields": [{ "path": field }] });
        let answer = json!({ "errors": [{ "extensions": refusal }] });
        browser.api.answer("PasswordChange", answer);
        let got = browser.post(PAGE, PASSWORD, &typed).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = got.page();
        assert!(page.text().contains(told), "{code}: {}", page.text());
        assert_eq!([page.value_of("nuvarande"), page.value_of("nytt")], ["", ""]);
    }
}
