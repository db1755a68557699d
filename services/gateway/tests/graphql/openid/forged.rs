//! What forgers, latecomers and providers that are down get: one refusal each, and nobody in.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::World;
use testkit::openid::OwnProvider;

use super::provider::{Begun, COMPLETE, Place, now, register};

testkit::on_both_databases!(
    an_answer_is_used_once_in_its_own_browser_and_in_time,
    what_was_asked_for_is_what_is_answered,
    tokens_that_others_could_sign_or_that_have_run_out_prove_nothing,
    another_providers_answer_is_refused,
    whoever_changes_their_mind_is_not_in,
    a_provider_that_rotates_its_keys_or_goes_down,
);

async fn place(world: World) -> (Place, String) {
    let place = Place::at(world, testkit::openid::issuer()).await;
    let eva = eva(&place).await;
    (place, eva)
}

/// Somebody with an account whom the provider may let in.
async fn eva(place: &Place) -> String {
    place.administrator("eva@lulea.example", "norrbotten", "2580").await;
    let eva = format!("eva-{}", place.client["client_id"].as_str().unwrap());
    place.claim(&eva, json!({ "email": "eva@lulea.example", "email_verified": true })).await;
    eva
}

async fn an_answer_is_used_once_in_its_own_browser_and_in_time(world: World) {
    let (place, eva) = place(world).await;
    let answer = place.sign_in(&eva).await;
    let other = place.begin().await;
    assert_eq!(place.refused(&answer.with("proof", json!(other.proof))).await, "state");
    assert_eq!(place.refused(&answer.with("proof", json!(""))).await, "state");
    assert_eq!(place.refused(&answer.with("state", json!("x"))).await, "state");
    assert_eq!(place.refused(&answer.with("state", json!("x".repeat(100_000)))).await, "state");
    assert_eq!(place.who(&answer).await["email"], "eva@lulea.example");
    assert_eq!(place.refused(&answer).await, "state", "used");
    let late = place.sign_in(&eva).await;
    place.house.world.clock.step(TimeDelta::minutes(11));
    assert_eq!(place.refused(&late).await, "state", "too old");
}

async fn what_was_asked_for_is_what_is_answered(world: World) {
    let (place, eva) = place(world).await;
    let tampered = |begun: Begun, name: &str, value: &str| {
        let pairs: Vec<(String, String)> = begun.url.query_pairs().into_owned().collect();
        let mut url = begun.url.clone();
        let change = |(own, old): (String, String)| {
            let new = if own == name { value.to_owned() } else { old };
            (own, new)
        };
        assert!(pairs.iter().any(|(own, _)| own == name), "{name} is not asked for: {url}");
        url.query_pairs_mut().clear().extend_pairs(pairs.into_iter().map(change));
        Begun { url, proof: begun.proof }
    };
    let begun = tampered(place.begin().await, "nonce", "another");
    assert_eq!(place.refused(&begun.sign_in(&eva).await).await, "identity");
    let challenge = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
    let begun = tampered(place.begin().await, "code_challenge", challenge);
    assert_eq!(place.refused(&begun.sign_in(&eva).await).await, "code", "PKCE");
    let answer = place.sign_in(&eva).await;
    assert_eq!(place.refused(&answer.with("code", json!("another"))).await, "code");
    let answer = place.sign_in(&eva).await;
    assert_eq!(place.refused(&answer.with("code", Value::Null)).await, "code");
    // A code that was somebody else's: theirs was asked for with another challenge.
    let (own, others) = (place.sign_in(&eva).await, place.sign_in(&eva).await);
    let injected = own.with("code", others.variables["code"].clone());
    assert_eq!(place.refused(&injected).await, "code");
    let begun = tampered(place.begin().await, "code_challenge_method", "plain");
    assert_eq!(place.refused(&begun.answered_at_once().await).await, "error");
    place.set(json!({ "clientSecret": "a wrong secret" })).await;
    assert_eq!(place.refused(&place.sign_in(&eva).await).await, "code");
}

async fn tokens_that_others_could_sign_or_that_have_run_out_prove_nothing(world: World) {
    let issuer = testkit::openid::issuer();
    let (place, eva) = place(world).await;
    let answer = place.sign_in(&eva).await;
    place.house.world.clock.step(TimeDelta::minutes(6));
    assert_eq!(place.refused(&answer).await, "identity", "it held for five minutes");
    place.house.world.clock.set(now() - TimeDelta::minutes(30));
    assert_eq!(place.refused(&place.sign_in(&eva).await).await, "identity", "not issued yet");
    place.house.world.clock.set(now());
    for (algorithm, believed) in [("ES256", true), ("HS256", false)] {
        let client = register(issuer, algorithm).await;
        let changes =
            json!({ "clientId": client["client_id"], "clientSecret": client["client_secret"] });
        place.set(changes).await;
        let answer = place.sign_in(&eva).await;
        if believed {
            assert_eq!(place.who(&answer).await["email"], "eva@lulea.example");
        } else {
            assert_eq!(place.refused(&answer).await, "identity", "{algorithm}");
        }
    }
}

async fn another_providers_answer_is_refused(world: World) {
    let (place, eva) = place(world).await;
    let answer = place.sign_in(&eva).await;
    assert_eq!(answer.variables["issuer"], place.issuer);
    let other = answer.with("issuer", json!("https://evil.example"));
    assert_eq!(place.refused(&other).await, "issuer");
    let answer = place.sign_in(&eva).await;
    assert_eq!(place.refused(&answer.with("issuer", Value::Null)).await, "issuer");
}

async fn whoever_changes_their_mind_is_not_in(world: World) {
    let (place, _) = place(world).await;
    let answer = place.begin().await.abort().await;
    assert_eq!(answer.variables["error"], "access_denied");
    assert_eq!(place.refused(&answer).await, "error");
    assert_eq!(place.refused(&answer).await, "state", "that was it");
    let begun = place.begin().await;
    place.set(json!({ "active": false })).await;
    let answer = begun.abort().await;
    let refusal = place.house.nobody().refusal(COMPLETE, answer.variables).await;
    assert_eq!(refusal.0, "NOT_FOUND", "not in use any more");
}

async fn a_provider_that_rotates_its_keys_or_goes_down(world: World) {
    let provider = OwnProvider::start();
    let place = Place::at(world, provider.issuer()).await;
    let eva = eva(&place).await;
    assert_eq!(place.who(&place.sign_in(&eva).await).await["email"], "eva@lulea.example");
    place.house.world.clock.step(TimeDelta::seconds(11));
    let rotated = reqwest::Client::new().post(format!("{}/control/rotate", place.issuer)).send();
    assert!(rotated.await.unwrap().status().is_success());
    assert_eq!(place.who(&place.sign_in(&eva).await).await["email"], "eva@lulea.example");
    let answer = place.sign_in(&eva).await;
    provider.stop();
    assert_eq!(place.refused(&answer).await, "provider");
    place.house.world.clock.step(TimeDelta::hours(2));
    let begin = "mutation ($id: ID!) { oidcBegin(provider: $id) { url } }";
    let refusal = place.house.nobody().refusal(begin, json!({ "id": place.id })).await;
    assert_eq!(refusal, ("INVALID_INPUT".to_owned(), vec!["provider".to_owned()]));
}
