//! Two steps to sign in; setting the second one up, recovery codes, turning it off; being led there where a role demands it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::{Browser, Got};
use crate::fake_api::{sample, sample_file};

const CREDENTIALS: [(&str, &str); 3] =
    [("epost", "karin@example.se"), ("losenord", "hemligt"), ("till", "/norrbotten/avtal?x=1")];
const STEP_TWO: &str = "/logga-in/kod?till=%2Fnorrbotten%2Favtal%3Fx%3D1";
const PAGE: &str = "/mitt-konto/tvastegsinloggning";

/// A browser whose password was right.
async fn challenged() -> Browser {
    let mut browser = Browser::new();
    let extensions = json!({ "code": "UNAUTHENTICATED", "challenge": "challenge-1" });
    browser.api.answer("SignIn", json!({ "errors": [{ "extensions": extensions }] }));
    let got = browser.post("/logga-in", "/logga-in", &CREDENTIALS).await;
    assert_eq!(got.location.as_deref(), Some(STEP_TWO));
    let cookie = got.set_cookie("yrkesresan-challenge");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(!browser.cookies.contains_key("yrkesresan-access"));
    browser
}

fn refusal(code: &str, field: &str) -> Value {
    let extensions = json!({ "code": code, "fields": [{ "path": field }] });
    json!({ "errors": [{ "extensions": extensions }] })
}

/// Sends a form of the page that is open in the address `from`, with that page's hidden fields.
async fn sent(browser: &mut Browser, from: &str, code: &str) -> Got {
    let page = browser.get(from).await.page();
    let hidden = ["till", "reserv", "csrf"].map(|name| (name, page.value_of(name).to_owned()));
    let mut fields: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.push(("kod", code));
    browser.post_bare("/logga-in/kod", &fields).await
}

#[tokio::test]
async fn a_code_leads_on_to_the_page_that_was_asked_for() {
    let mut browser = challenged().await;
    let page = browser.get(STEP_TWO).await.page();
    assert_eq!(page.heading(), "Skriv koden från appen");
    let field = page.all("input").find(|input| input.is("name", "kod")).unwrap();
    assert!(field.is("autocomplete", "one-time-code") && field.is("inputmode", "numeric"));
    let got = sent(&mut browser, STEP_TWO, " 123456 ").await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/avtal?x=1"));
    let asked = &browser.api.asked("SignInConfirm")[0];
    assert_eq!(asked.variables, json!({ "challenge": "challenge-1", "code": "123456" }));
    assert_eq!(browser.cookies["yrkesresan-access"], "access-1");
    assert!(!browser.cookies.contains_key("yrkesresan-challenge"), "used up");
}

#[tokio::test]
async fn a_wrong_code_is_told_and_nothing_is_lost() {
    for (code, told) in
        [("INVALID_INPUT", "Koden gäller inte"), ("RATE_LIMITED", "använd en reservkod")]
    {
        let mut browser = challenged().await;
        browser.api.answer("SignInConfirm", refusal(code, "code"));
        let got = sent(&mut browser, STEP_TWO, "000000").await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = got.page();
        assert!(page.text().contains(told), "{code}: {}", page.text());
        assert_eq!([page.value_of("till"), page.value_of("kod")], ["/norrbotten/avtal?x=1", ""]);
        assert!(browser.cookies.contains_key("yrkesresan-challenge"));
    }
    let mut browser = challenged().await;
    assert!(sent(&mut browser, STEP_TWO, " ").await.page().links().contains("#kod"));
    assert!(browser.api.asked("SignInConfirm").is_empty());
}

#[tokio::test]
async fn a_recovery_code_is_the_other_way() {
    let mut browser = challenged().await;
    let page = browser.get(STEP_TWO).await.page();
    let other = "/logga-in/kod?reserv=ja&till=%2Fnorrbotten%2Favtal%3Fx%3D1";
    assert!(page.links().contains(other), "{:?}", page.links());
    let page = browser.get(other).await.page();
    assert_eq!(page.heading(), "Skriv en reservkod");
    assert!(page.links().contains(STEP_TWO), "and back");
    browser.api.answer("SignInConfirm", refusal("INVALID_INPUT", "code"));
    let page = sent(&mut browser, other, "k7qf-2mxa-9hrt-04wz").await.page();
    assert_eq!(page.heading(), "Skriv en reservkod");
    assert!(page.text().contains("inte redan är använd"), "{}", page.text());
}

#[tokio::test]
async fn who_waits_too_long_begins_again() {
    let mut browser = challenged().await;
    browser.api.refuse("SignInConfirm", "UNAUTHENTICATED");
    let got = sent(&mut browser, STEP_TWO, "123456").await;
    let again = "/logga-in?till=%2Fnorrbotten%2Favtal%3Fx%3D1";
    assert_eq!(got.location.as_deref(), Some(again));
    assert!(browser.get(again).await.page().text().contains("Det tog för lång tid"));
    assert_eq!(browser.get(STEP_TWO).await.location.as_deref(), Some(again), "no challenge left");
}

#[tokio::test]
async fn a_role_that_demands_it_leads_there_from_everywhere() {
    for path in ["/", "/norrbotten", "/norrbotten/avtal", "/nationellt"] {
        let mut browser = Browser::signed_in();
        let none = sample_file("second_factor.none");
        browser.api.answer("SecondFactor", none.clone());
        let mut me = sample("Me");
        me["data"]["me"]["secondFactor"] = json!({ "enrolled": false, "demanded": true });
        browser.api.answer("Me", me);
        for operation in ["Here", "Agreement"] {
            browser.api.refuse(operation, "NOT_FOUND");
        }
        browser.api.refuse("Nation", "FORBIDDEN");
        let got = browser.get(path).await;
        assert_eq!(got.location.as_deref(), Some(PAGE), "{path}");
        let page = browser.get(PAGE).await.page();
        assert_eq!(page.heading(), "Tvåstegsinloggning Behöver sättas upp");
        assert!(page.text().contains("Din roll kräver tvåstegsinloggning"));
    }
    let mut browser = Browser::signed_in();
    browser.api.refuse("Agreement", "NOT_FOUND");
    let got = browser.get("/norrbotten/avtal").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND, "nothing is withheld from who has one");
}

#[tokio::test]
async fn the_key_is_drawn_and_written_and_shown_again_with_what_was_wrong() {
    let mut browser = Browser::signed_in();
    let first = browser.post(PAGE, "/mitt-konto/tvastegsinloggning/borja", &[]).await.page();
    let drawn = |page: &crate::html::Page| {
        let path = page.all("path").next().unwrap();
        path.attribute("d").unwrap().to_owned()
    };
    assert!(first.text().contains("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"));
    let link = first.value_of("lank").to_owned();
    assert!(first.links().contains(link.as_str()), "a telephone opens it");
    browser.api.answer("TotpConfirm", refusal("INVALID_INPUT", "code"));
    let key = first.value_of("nyckel").to_owned();
    let fields = [("kod", "000000"), ("lank", link.as_str()), ("nyckel", key.as_str())];
    let got = browser.post(PAGE, "/mitt-konto/tvastegsinloggning/bekrafta", &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = got.page();
    assert!(again.links().contains("#kod") && again.text().contains("Koden gäller inte"));
    assert_eq!(drawn(&again), drawn(&first));
    for odd in ["javascript:alert(1)", "https://evil.example", ""] {
        let fields = [("kod", "000000"), ("lank", odd)];
        let got = browser.post(PAGE, "/mitt-konto/tvastegsinloggning/bekrafta", &fields).await;
        assert!(!got.body.contains("javascript") && !got.body.contains("evil"), "{odd}");
    }
}

#[tokio::test]
async fn recovery_codes_are_shown_once_and_read_in_groups() {
    let mut browser = Browser::signed_in();
    let confirm = "/mitt-konto/tvastegsinloggning/bekrafta";
    let got = browser.post(PAGE, confirm, &[("kod", "123 456")]).await;
    assert_eq!(got.headers["cache-control"], "no-store");
    let page = got.page();
    assert_eq!(page.all("li").filter(|item| item.text.matches('-').count() == 3).count(), 10);
    assert!(page.text().contains("Överallt annars där du var inloggad är du utloggad"));
    browser.api.refuse("TotpConfirm", "CONFLICT");
    let got = browser.post(PAGE, confirm, &[("kod", "123456")]).await;
    assert_eq!(got.location.as_deref(), Some(PAGE), "sent once more, it is done already");
}

#[tokio::test]
async fn who_signed_in_long_ago_signs_in_again_first() {
    let mut browser = Browser::signed_in();
    browser.api.refuse("TotpBegin", "UNAUTHENTICATED");
    let got = browser.post(PAGE, "/mitt-konto/tvastegsinloggning/borja", &[]).await;
    let back = "/logga-in?till=%2Fmitt-konto%2Ftvastegsinloggning";
    assert_eq!(got.location.as_deref(), Some(back));
}

#[tokio::test]
async fn turning_it_off_takes_a_code_or_the_password() {
    let remove = "/mitt-konto/tvastegsinloggning/stang-av";
    for (typed, asked) in [
        (("kod-av", " 123456 "), json!({ "code": "123456", "current": null })),
        (("nuvarande", "hemligt"), json!({ "code": null, "current": "hemligt" })),
    ] {
        let mut browser = Browser::signed_in();
        let got = browser.post(PAGE, remove, &[typed]).await;
        assert_eq!(got.location.as_deref(), Some(PAGE));
        assert_eq!(browser.api.asked("TotpRemove")[0].variables, asked);
    }
    for (answer, told) in [
        (refusal("INVALID_INPUT", "code"), "Koden gäller inte"),
        (refusal("INVALID_INPUT", "current"), "Det är inte ditt lösenord"),
        (refusal("RATE_LIMITED", ""), "för många försök"),
    ] {
        let mut browser = Browser::signed_in();
        browser.api.answer("TotpRemove", answer);
        let got = browser.post(PAGE, remove, &[("kod-av", "123456")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = got.page();
        assert!(page.text().contains(told), "{}", page.text());
        assert_eq!([page.value_of("kod-av"), page.value_of("nuvarande")], ["", ""]);
    }
    let mut browser = Browser::signed_in();
    let page = browser.post(PAGE, remove, &[]).await.page();
    assert!(page.links().contains("#kod-av"));
    assert!(browser.api.asked("TotpRemove").is_empty());
}
