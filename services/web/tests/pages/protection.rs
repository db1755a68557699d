//! What protects the pages: tokens of forms, headers, faults that tell nothing.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::browser::Browser;

#[tokio::test]
async fn forms_without_this_sessions_token_change_nothing() {
    let mut browser = Browser::signed_in();
    browser.get("/norrbotten/avtal").await;
    let mut other = Browser::signed_in();
    let page = other.get("/norrbotten/avtal").await.page();
    let foreign = page.value_of("csrf").to_owned();
    for token in ["", "x", "a.b", foreign.as_str()] {
        let got = browser.post_bare("/logga-ut", &[("csrf", token)]).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{token}");
        assert_eq!(got.page().heading(), "Formuläret har blivit för gammalt");
    }
    assert!(browser.api.asked("SignOut").is_empty());
    assert!(browser.cookies.contains_key("yrkesresan-access"));
}

#[tokio::test]
async fn forms_sent_from_elsewhere_or_in_other_clothes_are_refused() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/avtal").await.page();
    let token = page.value_of("csrf").to_owned();
    let cookies: Vec<_> =
        browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("content-type", "text/plain")] {
        let mut request = Request::post("/logga-ut")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.headers_mut().unwrap().insert(name, value.parse().unwrap());
        let body = Body::from(format!("csrf={token}"));
        let got = browser.send(request.body(body).unwrap()).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert!(browser.api.asked("SignOut").is_empty());
}

#[tokio::test]
async fn a_form_larger_than_any_of_ours_is_not_read() {
    let mut browser = Browser::signed_in();
    let filling = "x".repeat(300_000);
    let got = browser.post("/norrbotten/avtal", "/logga-ut", &[("x", &filling)]).await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_say_what_they_never_do() {
    let mut browser = Browser::at(true);
    let got = browser.get("/logga-in").await;
    let policy = got.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(got.headers["cache-control"], "no-store");
    assert_eq!(
        got.headers["referrer-policy"], "no-referrer",
        "tokens of links stay where they are"
    );
    assert_eq!(got.headers["x-content-type-options"], "nosniff");
    assert!(got.headers.contains_key("strict-transport-security"));
    let plain = Browser::new().get("/logga-in").await;
    assert!(!plain.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn assets_are_kept_by_their_content_and_carry_no_cookies() {
    let mut browser = Browser::new();
    let page = browser.get("/logga-in").await.page();
    let urls: Vec<String> =
        page.all("link").map(|link| link.attribute("href").unwrap().to_owned()).collect();
    for url in urls {
        let got = browser.get(&url).await;
        assert_eq!(got.headers["cache-control"], "public, max-age=31536000, immutable");
        assert!(got.set_cookies.is_empty());
    }
    let old = browser.get("/stil/sidor-0000.css").await;
    assert_eq!(old.headers["cache-control"], "no-cache");
    assert!(old.body.contains("@layer"));
    assert_eq!(browser.get("/stil/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn faults_say_what_to_do_next() {
    for (code, status, heading) in [
        ("NOT_FOUND", 404, "Sidan finns inte"),
        ("FORBIDDEN", 403, "Du har inte behörighet till sidan"),
        ("INTERNAL", 500, "Något gick fel hos oss"),
        ("RATE_LIMITED", 429, "För många försök"),
        ("CONFLICT", 409, "Någon annan hann före"),
        ("INVALID_INPUT", 422, "Uppgifterna gick inte att använda"),
    ] {
        let mut browser = Browser::signed_in();
        browser.api.refuse("Agreement", code);
        let got = browser.get("/norrbotten/avtal").await;
        assert_eq!(got.status.as_u16(), status, "{code}");
        let page = got.page();
        assert_eq!(page.heading(), heading);
        assert!(page.links().contains("/"));
    }
    let mut browser = Browser::new();
    assert_eq!(browser.get("/finns/inte/alls/har").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/logga-ut").await.status, StatusCode::NOT_FOUND);
}
