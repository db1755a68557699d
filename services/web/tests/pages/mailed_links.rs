//! What somebody finds who comes by a link from a mail, in whatever state it is; and how one asks for such a mail.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::sample;

const INVITATION: &str = "/inbjudan/t-1";

fn in_state(state: &str) -> Value {
    let mut answer = sample("Invitation");
    answer["data"]["invitation"]["state"] = json!(state);
    answer
}

fn invalid() -> Value {
    let fields = json!([{ "path": "password", "message": "expected another" }]);
    json!({ "errors": [{ "extensions": { "code": "INVALID_INPUT", "fields": fields } }] })
}

#[tokio::test]
async fn an_invitation_is_accepted_and_signs_in() {
    let mut browser = Browser::new();
    let page = browser.get(INVITATION).await.page();
    for told in ["Karin Nilsson har bjudit in dig till Norrbottens Kommuner", "maja@lulea.example"]
    {
        assert!(page.text().contains(told), "{told} in {}", page.text());
    }
    let got = browser.post(INVITATION, INVITATION, &[("nytt", "en lång resa norrut")]).await;
    assert_eq!((got.status, got.location.as_deref()), (StatusCode::SEE_OTHER, Some("/")));
    let asked = &browser.api.asked("InvitationAccept")[0];
    assert_eq!(asked.variables, json!({ "token": "t-1", "password": "en lång resa norrut" }));
    assert!(asked.bearer.is_none());
    assert!(browser.cookies.contains_key("yrkesresan-access"), "{:?}", browser.cookies);
}

#[tokio::test]
async fn a_password_that_is_not_taken_is_told_by_its_field() {
    for (operation, page) in
        [("InvitationAccept", INVITATION), ("PasswordReset", "/nytt-losenord/t-1")]
    {
        let mut browser = Browser::new();
        browser.api.answer(operation, invalid());
        let got = browser.post(page, page, &[("nytt", "sommar2026!!")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = got.page();
        assert!(page.text().contains("inte är lätt att gissa"), "{}", page.text());
        assert_eq!(page.value_of("nytt"), "", "it is not shown again");
    }
}

#[tokio::test]
async fn an_invitation_that_does_not_hold_says_what_to_do() {
    for (state, heading, told) in [
        ("EXPIRED", "Inbjudan har gått ut", "fråga Karin Nilsson"),
        ("USED", "Inbjudan är redan använd", "Logga in"),
        ("WITHDRAWN", "Inbjudan gäller inte längre", "senare mejl"),
    ] {
        let mut browser = Browser::new();
        browser.api.answer("Invitation", in_state(state));
        let got = browser.get(INVITATION).await;
        assert_eq!(got.status, StatusCode::GONE);
        let page = got.page();
        assert_eq!(page.heading(), heading);
        assert!(page.text().contains(told), "{told} in {}", page.text());
        assert!(!page.text().contains("maja@"), "and tells nothing more");
    }
    let mut browser = Browser::new();
    browser.api.refuse("Invitation", "NOT_FOUND");
    let got = browser.get(INVITATION).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert_eq!(got.page().heading(), "Inbjudan finns inte");
}

#[tokio::test]
async fn another_mail_is_asked_for_where_it_has_expired() {
    let mut browser = Browser::new();
    browser.api.answer("Invitation", in_state("EXPIRED"));
    let got = browser.post(INVITATION, "/inbjudan/t-1/ny", &[]).await;
    assert_eq!(got.location.as_deref(), Some("/logga-in"));
    assert_eq!(browser.api.asked("InvitationRenew")[0].variables, json!({ "token": "t-1" }));
    assert!(browser.get("/logga-in").await.page().text().contains("nytt mejl är på väg"));
    browser.api.refuse("InvitationRenew", "CONFLICT");
    let got = browser.post(INVITATION, "/inbjudan/t-1/ny", &[]).await;
    assert_eq!(got.page().heading(), "Inbjudan har gått ut", "the page as it is now");
}

#[tokio::test]
async fn a_forgotten_password_gets_the_same_answer_for_everybody() {
    let mut browser = Browser::new();
    assert!(browser.get("/logga-in").await.page().links().contains("/glomt-losenord"));
    let page = "/glomt-losenord";
    let got = browser.post(page, page, &[("epost", " a@b.se ")]).await;
    assert_eq!(got.location.as_deref(), Some("/logga-in"));
    let asked = &browser.api.asked("PasswordResetRequest")[0].variables;
    assert_eq!(*asked, json!({ "email": "a@b.se" }));
    let told = browser.get("/logga-in").await.page();
    assert!(told.text().contains("Finns det ett konto"), "{}", told.text());
    let got = browser.post(page, page, &[("epost", " ")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.api.refuse("PasswordResetRequest", "RATE_LIMITED");
    let got = browser.post(page, page, &[("epost", "a@b.se")]).await;
    let page = got.page();
    assert!(page.text().contains("för många försök"));
    assert_eq!(page.value_of("epost"), "a@b.se", "what was typed stays");
}

#[tokio::test]
async fn a_new_password_is_chosen_once() {
    let page = "/nytt-losenord/t-1";
    let mut browser = Browser::signed_in();
    let got = browser.post(page, page, &[("nytt", "en lång resa norrut")]).await;
    assert_eq!(got.location.as_deref(), Some("/logga-in"));
    assert!(!browser.cookies.contains_key("yrkesresan-access"), "signed out here too");
    for code in ["CONFLICT", "NOT_FOUND"] {
        browser.api.refuse("PasswordReset", code);
        let got = browser.post(page, page, &[("nytt", "en lång resa norrut")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let over = got.page();
        assert!(over.text().contains("Länken gäller inte längre"));
        assert!(over.links().contains("/glomt-losenord"));
    }
}
