//! Sign-in, tokens that run out, refresh tokens that are used once, sign-out that holds at once.

use chrono::TimeDelta;
use identity::Membership;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, PASSWORD};

testkit::on_both_databases!(
    tokens_run_out_and_are_renewed,
    a_refresh_token_used_twice_ends_the_session,
    signing_out_holds_at_once,
    unknown_and_known_addresses_get_the_same_answer,
    guessing_is_slowed_down_and_let_off_later,
);

const EMAIL: &str = "nils@exempel.se";
const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { accessToken refreshToken expiresAt }
}";
const REFRESH: &str = "mutation ($token: String!) {
    tokenRefresh(refreshToken: $token) { accessToken refreshToken }
}";
const SIGN_OUT: &str = "mutation ($token: String!) { signOut(refreshToken: $token) }";
const ME: &str = "query { me { email memberships { role } } }";

async fn house(world: World) -> House {
    let house = House::over(world);
    house.account(EMAIL, vec![Membership::National]).await;
    house
}

async fn signed_in(house: &House) -> Value {
    let variables = json!({ "email": EMAIL, "password": PASSWORD });
    house.nobody().ask(SIGN_IN, variables).await["signIn"].take()
}

async fn who(house: &House, tokens: &Value) -> Value {
    house.bearer(tokens["accessToken"].as_str().unwrap()).ask(ME, json!({})).await["me"].take()
}

async fn tokens_run_out_and_are_renewed(world: World) {
    let house = house(world).await;
    let first = signed_in(&house).await;
    assert_eq!(who(&house, &first).await["email"], EMAIL);
    house.world.clock.step(TimeDelta::minutes(11));
    assert!(who(&house, &first).await.is_null(), "ten minutes are the most");
    let second = house.nobody().ask(REFRESH, json!({ "token": first["refreshToken"] })).await;
    let second = &second["tokenRefresh"];
    assert_eq!(who(&house, second).await["email"], EMAIL);
    assert_ne!(second["refreshToken"], first["refreshToken"]);
}

async fn a_refresh_token_used_twice_ends_the_session(world: World) {
    let house = house(world).await;
    let first = signed_in(&house).await;
    let used = json!({ "token": first["refreshToken"] });
    let second = house.nobody().ask(REFRESH, used.clone()).await["tokenRefresh"].take();
    // Two requests of one browser may renew at the same moment.
    house.nobody().ask(REFRESH, used.clone()).await;
    assert_eq!(who(&house, &second).await["email"], EMAIL);
    house.world.clock.step(TimeDelta::minutes(1));
    assert_eq!(house.nobody().refusal(REFRESH, used).await.0, "UNAUTHENTICATED");
    assert!(who(&house, &second).await.is_null(), "the thief's and the owner's alike");
    let next = json!({ "token": second["refreshToken"] });
    assert_eq!(house.nobody().refusal(REFRESH, next).await.0, "UNAUTHENTICATED");
}

async fn signing_out_holds_at_once(world: World) {
    let house = house(world).await;
    let (one, other) = (signed_in(&house).await, signed_in(&house).await);
    assert_eq!(
        house.nobody().ask(SIGN_OUT, json!({ "token": one["refreshToken"] })).await["signOut"],
        true
    );
    assert!(who(&house, &one).await.is_null());
    assert_eq!(who(&house, &other).await["email"], EMAIL, "another session is another");
}

async fn unknown_and_known_addresses_get_the_same_answer(world: World) {
    let house = house(world).await;
    let mut answers = Vec::new();
    for (email, password) in [
        (EMAIL, "inte det lösenordet"),
        ("ingen@exempel.se", PASSWORD),
        ("ingen adress", ""),
        ("", ""),
    ] {
        let variables = json!({ "email": email, "password": password });
        answers.push(house.nobody().refusal(SIGN_IN, variables).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(answers[0].0, "UNAUTHENTICATED");
    let capital = json!({ "email": " NILS@exempel.se ", "password": PASSWORD });
    assert!(house.nobody().ask(SIGN_IN, capital).await["signIn"]["accessToken"].is_string());
}

async fn guessing_is_slowed_down_and_let_off_later(world: World) {
    let house = house(world).await;
    let guess = json!({ "email": EMAIL, "password": "gissning nummer x" });
    let mut codes = Vec::new();
    for _ in 0..12 {
        codes.push(house.nobody().refusal(SIGN_IN, guess.clone()).await.0);
    }
    assert_eq!(codes.last().map(String::as_str), Some("RATE_LIMITED"), "{codes:?}");
}
