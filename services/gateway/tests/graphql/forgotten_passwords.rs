//! Forgotten passwords: the same answer for everybody, one link for whoever has an account, and everybody signed out.

use chrono::TimeDelta;
use identity::Membership;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, PASSWORD};
use crate::letterbox::{Letterbox, all_text};

testkit::on_both_databases!(
    a_new_password_is_chosen_by_the_link_once,
    unknown_addresses_get_the_same_answer_and_no_mail,
    links_run_out_and_the_newest_holds,
    one_address_is_not_flooded,
);

const EMAIL: &str = "nils@exempel.se";
const NEW: &str = "en-annan-resa-söderut";
const ASK: &str = "mutation ($email: String!) { passwordResetRequest(email: $email) }";
const RESET: &str = "mutation ($token: String!, $password: String!) {
    passwordReset(token: $token, password: $password)
}";
const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { accessToken }
}";

async fn house(world: World) -> (House, Letterbox) {
    let house = House::over(world);
    house.account(EMAIL, vec![Membership::National]).await;
    let letterbox = Letterbox::of(&house);
    (house, letterbox)
}

async fn ask(house: &House, email: &str) -> Value {
    house.nobody().ask(ASK, json!({ "email": email })).await["passwordResetRequest"].take()
}

fn with(token: &str, password: &str) -> Value {
    json!({ "token": token, "password": password })
}

async fn a_new_password_is_chosen_by_the_link_once(world: World) {
    let (house, mut letterbox) = house(world).await;
    let signed_in = house.sign_in(EMAIL).await;
    assert_eq!(ask(&house, " NILS@exempel.se").await, true);
    let token = letterbox.token(EMAIL).await;
    let nobody = house.nobody();
    let refused = nobody.refusal(RESET, with(&token, "Lösenord2024")).await;
    assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec!["password".to_owned()]));
    assert!(signed_in.ask("{ me { email } }", json!({})).await["me"].is_object(), "nothing yet");
    nobody.ask(RESET, with(&token, NEW)).await;
    assert!(signed_in.ask("{ me { email } }", json!({})).await["me"].is_null(), "signed out");
    assert_eq!(nobody.refusal(RESET, with(&token, PASSWORD)).await.0, "CONFLICT", "once");
    let old = json!({ "email": EMAIL, "password": PASSWORD });
    assert_eq!(nobody.refusal(SIGN_IN, old).await.0, "UNAUTHENTICATED");
    nobody.ask(SIGN_IN, json!({ "email": EMAIL, "password": NEW })).await;
    let invitation = "mutation ($token: String!, $password: String!) {
        invitationAccept(token: $token, password: $password) { accessToken }
    }";
    ask(&house, EMAIL).await;
    let token = letterbox.token(EMAIL).await;
    let refused = nobody.refusal(invitation, with(&token, NEW)).await;
    assert_eq!(refused.0, "NOT_FOUND", "a link is for what it is for");
}

async fn unknown_addresses_get_the_same_answer_and_no_mail(world: World) {
    let (house, mut letterbox) = house(world).await;
    for email in ["ingen@exempel.se", "", "ingen adress", "a@b.se\r\nBcc: c@d.se"] {
        assert_eq!(ask(&house, email).await, true, "{email}");
    }
    assert!(letterbox.new_mails().await.is_empty());
    let left = all_text(&house, &[("outbox", &["recipient"])]).await;
    assert_eq!(left, "", "and nobody's address is kept");
    for token in ["", "x"] {
        assert_eq!(house.nobody().refusal(RESET, with(token, NEW)).await.0, "NOT_FOUND");
    }
}

async fn links_run_out_and_the_newest_holds(world: World) {
    let (house, mut letterbox) = house(world).await;
    let nobody = house.nobody();
    ask(&house, EMAIL).await;
    let first = letterbox.token(EMAIL).await;
    ask(&house, EMAIL).await;
    let second = letterbox.token(EMAIL).await;
    assert_eq!(nobody.refusal(RESET, with(&first, NEW)).await.0, "CONFLICT");
    house.world.clock.step(TimeDelta::minutes(60));
    assert_eq!(nobody.refusal(RESET, with(&second, NEW)).await.0, "CONFLICT", "an hour");
    ask(&house, EMAIL).await;
    let third = letterbox.token(EMAIL).await;
    house.world.clock.step(TimeDelta::minutes(59));
    nobody.ask(RESET, with(&third, NEW)).await;
}

async fn one_address_is_not_flooded(world: World) {
    let (house, mut letterbox) = house(world).await;
    for _ in 0..8 {
        assert_eq!(ask(&house, EMAIL).await, true);
    }
    assert_eq!(letterbox.new_mails().await.len(), 5);
    let mut refused = None;
    for number in 0..110 {
        let asked = json!({ "email": format!("n{number}@exempel.se") });
        refused = Some(house.nobody().refusal(ASK, asked).await.0);
    }
    assert_eq!(refused.as_deref(), Some("RATE_LIMITED"), "one client, whatever address");
}
