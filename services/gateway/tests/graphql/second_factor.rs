//! Second factors: set up, demanded, proven once, guessed in vain, recovered from, and turned off.

use chrono::TimeDelta;
use domain::{Clock, Slug};
use identity::{Membership, Reach, Role, TimeStep, TotpSecret};
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, PASSWORD, Person};

mod policy;

testkit::on_both_databases!(
    a_code_is_asked_for_after_the_password_and_holds_once,
    a_challenge_is_no_token_and_a_token_no_challenge,
    codes_belong_to_their_account,
    guessing_codes_is_slowed_down_and_does_not_lock_out,
    recovery_codes_hold_once,
    nobody_learns_of_it_without_the_password,
    setting_up_takes_a_fresh_sign_in_and_ends_other_sessions,
    turning_it_off_takes_a_proof,
);

const EMAIL: &str = "signe@exempel.se";
const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { accessToken refreshToken }
}";
const CONFIRM: &str = "mutation ($challenge: String!, $code: String!) {
    signInConfirm(challenge: $challenge, code: $code) { accessToken refreshToken expiresAt }
}";
const BEGIN: &str = "mutation { totpBegin { key link } }";
const SET_UP: &str = "mutation ($code: String!) { totpConfirm(code: $code) { recoveryCodes } }";
const REMOVE: &str = "mutation ($code: String, $current: String) {
    totpRemove(code: $code, current: $current)
}";
const RENEW: &str =
    "mutation ($code: String!) { recoveryCodesRenew(code: $code) { recoveryCodes } }";
const ME: &str = "query { me {
    memberships { role } secondFactor { enrolled demanded recoveryCodesLeft }
} }";

fn coordinator_of(region: &str) -> Membership {
    let region = Slug::parse(region).unwrap();
    Membership::Regional { region, role: Role::RegionalCoordinator, reach: Reach::Region }
}

/// Somebody's authenticator app, and their paper.
pub(crate) struct App {
    secret: TotpSecret,
    recovery_codes: Vec<String>,
}

impl App {
    fn code(&self, house: &House) -> String {
        self.code_off(house, 0)
    }

    /// The code of a step so many away.
    fn code_off(&self, house: &House, steps: i64) -> String {
        let step = TimeStep::at(house.world.clock.now()).number() + steps;
        self.secret.code_of(TimeStep::stored(step)).to_string()
    }
}

fn wrong(code: &str) -> String {
    let next = |digit: char| (digit.to_digit(10).unwrap() + 1) % 10;
    code.chars().map(|digit| char::from_digit(next(digit), 10).unwrap()).collect()
}

/// The key behind a text that people type.
fn secret(key: &str) -> TotpSecret {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0, 0);
    for letter in key.chars().filter(|letter| !letter.is_whitespace()) {
        held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap());
            held &= (1 << bits) - 1;
        }
    }
    TotpSecret::from_bytes(&bytes).unwrap()
}

/// Sets a second factor up for whoever has just signed in.
pub(crate) async fn set_up(house: &House, person: &Person) -> App {
    let begun = person.ask(BEGIN, json!({})).await["totpBegin"].take();
    let key = begun["key"].as_str().unwrap();
    assert!(begun["link"].as_str().unwrap().contains(key), "{begun}");
    let mut app = App { secret: secret(key), recovery_codes: Vec::new() };
    let given = person.ask(SET_UP, json!({ "code": app.code(house) })).await;
    let codes = given["totpConfirm"]["recoveryCodes"].as_array().unwrap().iter();
    app.recovery_codes = codes.map(|code| code.as_str().unwrap().to_owned()).collect();
    // The step of that code has been used.
    house.world.clock.step(TimeDelta::seconds(30));
    app
}

async fn house(world: World) -> (House, App) {
    let house = House::over(world);
    house.account(EMAIL, vec![Membership::National]).await;
    let person = house.sign_in(EMAIL).await;
    let app = set_up(&house, &person).await;
    (house, app)
}

/// What a right password is answered with.
async fn challenge(house: &House, email: &str) -> String {
    let variables = json!({ "email": email, "password": PASSWORD });
    let answer = house.nobody().answer(SIGN_IN, variables).await;
    let extensions = &answer["errors"][0]["extensions"];
    assert_eq!(extensions["code"], "UNAUTHENTICATED", "{answer}");
    extensions["challenge"].as_str().unwrap().to_owned()
}

fn with(challenge: &str, code: &str) -> Value {
    json!({ "challenge": challenge, "code": code })
}

async fn confirmed(house: &House, challenge: &str, code: &str) -> Person {
    let tokens = house.nobody().ask(CONFIRM, with(challenge, code)).await["signInConfirm"].take();
    house.bearer(tokens["accessToken"].as_str().unwrap())
}

async fn refused(house: &House, challenge: &str, code: &str) -> String {
    let (told, fields) = house.nobody().refusal(CONFIRM, with(challenge, code)).await;
    if told == "INVALID_INPUT" {
        assert_eq!(fields, ["code"]);
    }
    told
}

async fn a_code_is_asked_for_after_the_password_and_holds_once(world: World) {
    let (house, app) = house(world).await;
    let first = challenge(&house, EMAIL).await;
    let code = app.code(&house);
    assert_eq!(refused(&house, &first, &wrong(&code)).await, "INVALID_INPUT");
    assert_eq!(refused(&house, &first, &app.code_off(&house, -2)).await, "INVALID_INPUT", "old");
    assert_eq!(refused(&house, &first, &app.code_off(&house, 2)).await, "INVALID_INPUT", "early");
    let me = confirmed(&house, &first, &code).await.ask(ME, json!({})).await["me"].take();
    assert_eq!(
        me["secondFactor"],
        json!({ "enrolled": true, "demanded": false, "recoveryCodesLeft": 10 })
    );
    let second = challenge(&house, EMAIL).await;
    assert_eq!(refused(&house, &second, &code).await, "INVALID_INPUT", "used");
    assert_eq!(refused(&house, &second, &app.code_off(&house, -1)).await, "INVALID_INPUT");
    // A telephone's clock may be half a minute ahead.
    confirmed(&house, &second, &app.code_off(&house, 1)).await;
    house.world.clock.step(TimeDelta::minutes(1));
    let third = challenge(&house, EMAIL).await;
    house.world.clock.step(TimeDelta::minutes(5));
    assert_eq!(refused(&house, &third, &app.code(&house)).await, "UNAUTHENTICATED", "expired");
}

async fn a_challenge_is_no_token_and_a_token_no_challenge(world: World) {
    let (house, app) = house(world).await;
    let challenge = challenge(&house, EMAIL).await;
    let nobody = house.bearer(&challenge).ask("{ me { email } }", json!({})).await;
    assert!(nobody["me"].is_null());
    let code = app.code(&house);
    let answer = house.nobody().ask(CONFIRM, with(&challenge, &code)).await;
    let tokens = &answer["signInConfirm"];
    house.world.clock.step(TimeDelta::minutes(1));
    for token in [&tokens["accessToken"], &tokens["refreshToken"], &json!(""), &json!("a.b.c")] {
        let told = refused(&house, token.as_str().unwrap(), &app.code(&house)).await;
        assert_eq!(told, "UNAUTHENTICATED", "{token}");
    }
    let token = json!({ "token": challenge });
    let refresh =
        "mutation ($token: String!) { tokenRefresh(refreshToken: $token) { accessToken } }";
    assert_eq!(house.nobody().refusal(refresh, token).await.0, "UNAUTHENTICATED");
}

async fn codes_belong_to_their_account(world: World) {
    let (house, app) = house(world).await;
    house.account("annan@exempel.se", vec![Membership::National]).await;
    let other = house.sign_in("annan@exempel.se").await;
    let others = set_up(&house, &other).await;
    let mine = challenge(&house, EMAIL).await;
    for code in [&others.code(&house), &others.recovery_codes[0]] {
        assert_eq!(refused(&house, &mine, code).await, "INVALID_INPUT");
    }
    let theirs = challenge(&house, "annan@exempel.se").await;
    assert_eq!(refused(&house, &theirs, &app.recovery_codes[0]).await, "INVALID_INPUT");
    confirmed(&house, &theirs, &others.recovery_codes[0]).await;
    confirmed(&house, &mine, &app.code(&house)).await;
}

async fn guessing_codes_is_slowed_down_and_does_not_lock_out(world: World) {
    let (house, app) = house(world).await;
    let thief = challenge(&house, EMAIL).await;
    let guess = wrong(&app.code(&house));
    let mut told = Vec::new();
    for _ in 0..11 {
        told.push(refused(&house, &thief, &guess).await);
    }
    assert!(told[..10].iter().all(|code| code == "INVALID_INPUT"), "{told:?}");
    assert_eq!(told[10], "RATE_LIMITED");
    let owner = challenge(&house, EMAIL).await;
    assert_eq!(refused(&house, &owner, &app.code(&house)).await, "RATE_LIMITED", "even right ones");
    confirmed(&house, &owner, &app.recovery_codes[0]).await;
    house.world.clock.step(TimeDelta::minutes(16));
    let later = challenge(&house, EMAIL).await;
    assert_eq!(refused(&house, &later, &guess).await, "INVALID_INPUT", "let off");
    confirmed(&house, &later, &app.code(&house)).await;
}

async fn recovery_codes_hold_once(world: World) {
    let (house, app) = house(world).await;
    assert_eq!(app.recovery_codes.len(), 10);
    let challenge = challenge(&house, EMAIL).await;
    let typed = app.recovery_codes[3].to_uppercase().replace('-', " ");
    let person = confirmed(&house, &challenge, &typed).await;
    assert_eq!(refused(&house, &challenge, &app.recovery_codes[3]).await, "INVALID_INPUT");
    let me = person.ask(ME, json!({})).await["me"].take();
    assert_eq!(me["secondFactor"]["recoveryCodesLeft"], 9);
    let asked = json!({ "code": "000000" });
    assert_eq!(person.refusal(RENEW, asked).await.0, "INVALID_INPUT");
    let renewed = person.ask(RENEW, json!({ "code": app.code(&house) })).await;
    let fresh = renewed["recoveryCodesRenew"]["recoveryCodes"].as_array().unwrap();
    assert_eq!(fresh.len(), 10);
    assert_eq!(refused(&house, &challenge, &app.recovery_codes[0]).await, "INVALID_INPUT");
    confirmed(&house, &challenge, fresh[0].as_str().unwrap()).await;
}

async fn nobody_learns_of_it_without_the_password(world: World) {
    let (house, _) = house(world).await;
    house.account("utan@exempel.se", vec![Membership::National]).await;
    let mut answers = Vec::new();
    for email in [EMAIL, "utan@exempel.se", "ingen@exempel.se"] {
        let variables = json!({ "email": email, "password": "inte det lösenordet" });
        answers.push(house.nobody().answer(SIGN_IN, variables).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(answers[0]["errors"][0]["extensions"].get("challenge").is_none());
}

async fn setting_up_takes_a_fresh_sign_in_and_ends_other_sessions(world: World) {
    let house = House::over(world);
    house.account(EMAIL, vec![Membership::National]).await;
    let (thief, stale) = (house.sign_in(EMAIL).await, house.sign_in(EMAIL).await);
    assert_eq!(stale.refusal(SET_UP, json!({ "code": "123456" })).await.0, "CONFLICT");
    house.world.clock.step(TimeDelta::minutes(9));
    assert_eq!(house.nobody().refusal(BEGIN, json!({})).await.0, "UNAUTHENTICATED");
    let person = house.sign_in(EMAIL).await;
    let never_confirmed = person.ask(BEGIN, json!({})).await["totpBegin"]["key"].take();
    let old = secret(never_confirmed.as_str().unwrap());
    let begun = person.ask(BEGIN, json!({})).await["totpBegin"]["key"].take();
    let now = TimeStep::at(house.world.clock.now());
    let asked = json!({ "code": old.code_of(now).to_string() });
    assert_eq!(person.refusal(SET_UP, asked).await.0, "INVALID_INPUT", "the key is another");
    house.sign_in(EMAIL).await;
    assert!(thief.ask(ME, json!({})).await["me"].is_object());
    let asked = json!({ "code": secret(begun.as_str().unwrap()).code_of(now).to_string() });
    person.ask(SET_UP, asked.clone()).await;
    assert!(thief.ask(ME, json!({})).await["me"].is_null(), "it may have known the password only");
    assert!(person.ask(ME, json!({})).await["me"].is_object());
    assert_eq!(person.refusal(SET_UP, asked).await.0, "CONFLICT");
    assert_eq!(person.refusal(BEGIN, json!({})).await.0, "CONFLICT", "there is one already");
}

async fn turning_it_off_takes_a_proof(world: World) {
    let (house, app) = house(world).await;
    let challenge = challenge(&house, EMAIL).await;
    let person = confirmed(&house, &challenge, &app.recovery_codes[0]).await;
    for (proof, field) in [
        (json!({}), "code"),
        (json!({ "code": wrong(&app.code(&house)) }), "code"),
        (json!({ "code": app.recovery_codes[0] }), "code"),
        (json!({ "current": "inte det lösenordet" }), "current"),
    ] {
        let told = person.refusal(REMOVE, proof).await;
        assert_eq!(told, ("INVALID_INPUT".to_owned(), vec![field.to_owned()]));
    }
    assert_eq!(house.nobody().refusal(REMOVE, json!({})).await.0, "UNAUTHENTICATED");
    person.ask(REMOVE, json!({ "current": PASSWORD })).await;
    let person = house.sign_in(EMAIL).await;
    let me = person.ask(ME, json!({})).await["me"].take();
    assert_eq!(
        me["secondFactor"],
        json!({ "enrolled": false, "demanded": false, "recoveryCodesLeft": 0 })
    );
    assert_eq!(person.refusal(REMOVE, json!({ "current": PASSWORD })).await.0, "CONFLICT");
    assert_eq!(refused(&house, &challenge, &app.recovery_codes[1]).await, "INVALID_INPUT");
    assert_eq!(refused(&house, &challenge, &app.code(&house)).await, "INVALID_INPUT");
    let again = set_up(&house, &person).await;
    person.ask(REMOVE, json!({ "code": again.code(&house) })).await;
}
