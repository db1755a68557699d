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
    sessions_are_listed_and_ended_by_their_owner,
    a_new_password_signs_everybody_else_out,
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

const SESSIONS: &str = "query { mySessions { id beganAt renewedAt own } }";
const END: &str = "mutation ($id: ID!) { sessionEnd(id: $id) }";

async fn sessions_are_listed_and_ended_by_their_owner(world: World) {
    let house = house(world).await;
    let (first, second) = (signed_in(&house).await, signed_in(&house).await);
    house.account("annan@exempel.se", vec![Membership::National]).await;
    let stranger = house.sign_in("annan@exempel.se").await;
    house.world.clock.step(TimeDelta::minutes(5));
    let renewed = house.nobody().ask(REFRESH, json!({ "token": first["refreshToken"] })).await;
    let own = house.bearer(renewed["tokenRefresh"]["accessToken"].as_str().unwrap());
    let listed = own.ask(SESSIONS, json!({})).await["mySessions"].take();
    assert_eq!(listed.as_array().unwrap().len(), 2, "{listed}");
    assert_eq!([&listed[0]["own"], &listed[1]["own"]], [&json!(true), &json!(false)]);
    assert_ne!(listed[0]["beganAt"], listed[0]["renewedAt"]);
    assert_eq!(listed[1]["beganAt"], listed[1]["renewedAt"]);
    let other = json!({ "id": listed[1]["id"] });
    assert_eq!(stranger.refusal(END, other.clone()).await.0, "NOT_FOUND");
    assert_eq!(house.nobody().refusal(END, other.clone()).await.0, "UNAUTHENTICATED");
    assert_eq!(own.refusal(END, json!({ "id": "x" })).await.0, "NOT_FOUND");
    assert_eq!(who(&house, &second).await["email"], EMAIL);
    own.ask(END, other.clone()).await;
    assert!(who(&house, &second).await.is_null(), "at once");
    let token = json!({ "token": second["refreshToken"] });
    assert_eq!(house.nobody().refusal(REFRESH, token).await.0, "UNAUTHENTICATED");
    assert_eq!(own.refusal(END, other).await.0, "NOT_FOUND", "it is not there any more");
    assert_eq!(stranger.ask(SESSIONS, json!({})).await["mySessions"].as_array().unwrap().len(), 1);
    house.world.clock.step(TimeDelta::days(15));
    let again = signed_in(&house).await;
    let again = house.bearer(again["accessToken"].as_str().unwrap());
    let left = again.ask(SESSIONS, json!({})).await["mySessions"].take();
    assert_eq!(left.as_array().unwrap().len(), 1, "what has run out is not listed: {left}");
}

const CHANGE: &str = "mutation ($current: String!, $password: String!) {
    passwordChange(current: $current, password: $password)
}";

async fn a_new_password_signs_everybody_else_out(world: World) {
    let house = house(world).await;
    let (mine, other) = (signed_in(&house).await, signed_in(&house).await);
    let me = house.bearer(mine["accessToken"].as_str().unwrap());
    let new = "en-annan-resa-söderut";
    for (current, password, field) in [("fel", new, "current"), (PASSWORD, "kort", "password")] {
        let asked = json!({ "current": current, "password": password });
        let refused = me.refusal(CHANGE, asked).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec![field.to_owned()]));
    }
    assert_eq!(who(&house, &other).await["email"], EMAIL, "nothing has changed yet");
    let asked = json!({ "current": PASSWORD, "password": new });
    assert_eq!(house.nobody().refusal(CHANGE, asked.clone()).await.0, "UNAUTHENTICATED");
    me.ask(CHANGE, asked).await;
    assert_eq!(who(&house, &mine).await["email"], EMAIL, "who changes it stays");
    assert!(who(&house, &other).await.is_null(), "nobody else does");
    let old = json!({ "email": EMAIL, "password": PASSWORD });
    assert_eq!(house.nobody().refusal(SIGN_IN, old).await.0, "UNAUTHENTICATED");
    house.nobody().ask(SIGN_IN, json!({ "email": EMAIL, "password": new })).await;
    for _ in 0..12 {
        me.refusal(CHANGE, json!({ "current": "gissning", "password": new })).await;
    }
    let right = json!({ "current": new, "password": PASSWORD });
    assert_eq!(me.refusal(CHANGE, right).await.0, "RATE_LIMITED");
}
