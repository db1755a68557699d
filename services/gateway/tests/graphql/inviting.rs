//! Invitations: who is invited comes in by the link, once, in time; and whoever makes one up does not.

use accounts::{Invited, Invitee, NewAccount};
use chrono::TimeDelta;
use domain::Slug;
use identity::{Membership, Reach, Role};
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, PASSWORD};
use crate::letterbox::{Letterbox, all_text, token_in};

testkit::on_both_databases!(
    the_invited_come_in_once,
    an_invitation_runs_out_and_is_renewed,
    what_is_withdrawn_or_made_up_leads_nowhere,
    whoever_is_here_already_becomes_a_member_and_is_told,
    many_are_invited_once_however_often,
    no_token_lies_in_the_database,
);

const MAJA: &str = "maja@lulea.example";
const KARIN: &str = "karin@norrbotten.example";
const LOOK: &str = "query ($token: String!) {
    invitation(token: $token) { state email name invitedBy expiresAt regions }
}";
const ACCEPT: &str = "mutation ($token: String!, $password: String!) {
    invitationAccept(token: $token, password: $password) { accessToken refreshToken }
}";
const RENEW: &str = "mutation ($token: String!) { invitationRenew(token: $token) }";
const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { accessToken }
}";

async fn house(world: World) -> (House, Letterbox) {
    let house = House::over(world);
    house.world.region("norrbotten", "Norrbottens Kommuner").await;
    house.world.region("dalarna", "Region Dalarna").await;
    let karin = NewAccount {
        email: KARIN.to_owned(),
        name: "Karin Nilsson".to_owned(),
        password: PASSWORD.to_owned(),
        memberships: Vec::new(),
    };
    house.accounts.create(karin).await.unwrap();
    let letterbox = Letterbox::of(&house);
    (house, letterbox)
}

fn coordinator(region: &str) -> Membership {
    let region = Slug::parse(region).unwrap();
    Membership::Regional { region, role: Role::RegionalCoordinator, reach: Reach::Region }
}

fn invitee(email: &str, memberships: &[Membership]) -> Invitee {
    let (email, name) = (email.to_owned(), "Maja Öberg".to_owned());
    Invitee { email, name, memberships: memberships.to_vec() }
}

async fn invite(house: &House, email: &str, regions: &[&str]) -> Invited {
    let memberships: Vec<_> = regions.iter().map(|region| coordinator(region)).collect();
    let karin = house.sign_in(KARIN).await.ask("query { me { id } }", json!({})).await;
    let karin = karin["me"]["id"].as_str().unwrap().parse().unwrap();
    house.accounts.invite(invitee(email, &memberships), Some(karin)).await.unwrap()
}

fn with(token: &str, password: &str) -> Value {
    json!({ "token": token, "password": password })
}

async fn the_invited_come_in_once(world: World) {
    let (house, mut letterbox) = house(world).await;
    invite(&house, " Maja@LULEA.example ", &["norrbotten"]).await;
    let nobody = house.nobody();
    let guess = json!({ "email": MAJA, "password": PASSWORD });
    let stranger = json!({ "email": "ingen@lulea.example", "password": PASSWORD });
    let refused = nobody.refusal(SIGN_IN, guess.clone()).await;
    assert_eq!(
        refused,
        nobody.refusal(SIGN_IN, stranger).await,
        "an account without a password is none"
    );
    let mail = letterbox.new_mails().await.remove(0);
    for told in [
        "Hej Maja Öberg",
        "Karin Nilsson har bjudit in dig",
        "Norrbottens Kommuner",
        "29 november 2024",
    ] {
        assert!(mail.contains(told), "{told} in {mail}");
    }
    let token = token_in(&mail);
    let seen = nobody.ask(LOOK, json!({ "token": token })).await["invitation"].take();
    assert_eq!([&seen["state"], &seen["email"]], [&json!("OPEN"), &json!(MAJA)]);
    assert_eq!(
        [&seen["regions"], &seen["invitedBy"]],
        [&json!(["Norrbottens Kommuner"]), &json!("Karin Nilsson")]
    );
    for easy in ["kort", "Sommar2024!!", "MajaOberg2024", "yrkesresan123"] {
        let refused = nobody.refusal(ACCEPT, with(&token, easy)).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec!["password".to_owned()]), "{easy}");
    }
    let (one, other) = tokio::join!(
        nobody.refusal(ACCEPT, with(&token, PASSWORD)),
        nobody.refusal(ACCEPT, with(&token, PASSWORD)),
    );
    let mut codes = [one.0, other.0];
    codes.sort();
    assert_eq!(codes, ["CONFLICT", "none"], "of two at once, one");
    assert_eq!(nobody.refusal(ACCEPT, with(&token, PASSWORD)).await.0, "CONFLICT");
    let seen = nobody.ask(LOOK, json!({ "token": token })).await;
    assert_eq!(seen["invitation"]["state"], "USED");
    let tokens = nobody.ask(SIGN_IN, guess).await;
    let maja = house.bearer(tokens["signIn"]["accessToken"].as_str().unwrap());
    let me = maja.ask("{ me { email memberships { region { slug } } } }", json!({})).await;
    assert_eq!(me["me"]["memberships"][0]["region"]["slug"], "norrbotten");
}

async fn an_invitation_runs_out_and_is_renewed(world: World) {
    let (house, mut letterbox) = house(world).await;
    invite(&house, MAJA, &["norrbotten"]).await;
    // What counts is when it was sent.
    house.world.clock.step(TimeDelta::days(20));
    let old = letterbox.token(MAJA).await;
    let nobody = house.nobody();
    let renew = json!({ "token": old });
    house.world.clock.step(TimeDelta::days(14) - TimeDelta::seconds(1));
    assert_eq!(nobody.refusal(RENEW, renew.clone()).await.0, "CONFLICT", "it still holds");
    house.world.clock.step(TimeDelta::seconds(1));
    let seen = nobody.ask(LOOK, renew.clone()).await;
    assert_eq!(seen["invitation"]["state"], "EXPIRED");
    assert_eq!(nobody.refusal(ACCEPT, with(&old, PASSWORD)).await.0, "CONFLICT");
    nobody.ask(RENEW, renew.clone()).await;
    let new = letterbox.token(MAJA).await;
    assert_eq!(nobody.ask(LOOK, renew.clone()).await["invitation"]["state"], "WITHDRAWN");
    assert_eq!(nobody.refusal(RENEW, renew).await.0, "CONFLICT");
    assert_eq!(nobody.refusal(ACCEPT, with(&old, PASSWORD)).await.0, "CONFLICT");
    nobody.ask(ACCEPT, with(&new, PASSWORD)).await;
}

async fn what_is_withdrawn_or_made_up_leads_nowhere(world: World) {
    let (house, mut letterbox) = house(world).await;
    let account = invite(&house, MAJA, &["norrbotten"]).await.account();
    let token = letterbox.token(MAJA).await;
    let mut changed = token.clone().into_bytes();
    changed[0] = if changed[0] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    let nobody = house.nobody();
    for forged in ["", "x", changed.as_str(), &token[1..], &format!("{token}="), &"A".repeat(5_000)]
    {
        assert_eq!(nobody.refusal(LOOK, json!({ "token": forged })).await.0, "NOT_FOUND");
        assert_eq!(nobody.refusal(RENEW, json!({ "token": forged })).await.0, "NOT_FOUND");
        assert_eq!(nobody.refusal(ACCEPT, with(forged, PASSWORD)).await.0, "NOT_FOUND");
    }
    let platform = house.world.regions.platform();
    let tx = platform.begin().await.unwrap();
    house.accounts.invite_again(&tx, account, None).await.unwrap();
    house.accounts.withdraw_invitation(&tx, account).await.unwrap();
    tx.commit().await.unwrap();
    assert!(letterbox.new_mails().await.is_empty(), "withdrawn before it was sent");
    assert_eq!(
        nobody.ask(LOOK, json!({ "token": token })).await["invitation"]["state"],
        "WITHDRAWN"
    );
    assert_eq!(nobody.refusal(ACCEPT, with(&token, PASSWORD)).await.0, "CONFLICT");
}

async fn whoever_is_here_already_becomes_a_member_and_is_told(world: World) {
    let (house, mut letterbox) = house(world).await;
    house.account("signe@exempel.se", vec![coordinator("norrbotten")]).await;
    assert!(matches!(
        invite(&house, "signe@exempel.se", &["norrbotten"]).await,
        Invited::Unchanged(_)
    ));
    assert!(letterbox.new_mails().await.is_empty());
    let added = invite(&house, "signe@exempel.se", &["norrbotten", "dalarna"]).await;
    assert!(matches!(added, Invited::Added(_)));
    let mail = letterbox.new_mails().await.remove(0);
    assert!(mail.contains("tillgång till Norrbottens Kommuner och Region Dalarna"), "{mail}");
    let signe = house.sign_in("signe@exempel.se").await;
    let me = signe.ask("{ me { memberships { region { slug } } } }", json!({})).await;
    assert_eq!(me["me"]["memberships"].as_array().unwrap().len(), 2);
    // Somebody who has not come yet gets a newer invitation, and the older does not hold.
    invite(&house, MAJA, &["norrbotten"]).await;
    let old = letterbox.token(MAJA).await;
    invite(&house, MAJA, &["dalarna"]).await;
    let new = letterbox.token(MAJA).await;
    assert_eq!(house.nobody().refusal(ACCEPT, with(&old, PASSWORD)).await.0, "CONFLICT");
    let seen = house.nobody().ask(LOOK, json!({ "token": new })).await;
    assert_eq!(seen["invitation"]["regions"].as_array().unwrap().len(), 2);
}

async fn many_are_invited_once_however_often(world: World) {
    let (house, _letterbox) = house(world).await;
    let all: Vec<Invitee> = (0..3_000)
        .map(|number| invitee(&format!("n{number}@lulea.example"), &[coordinator("norrbotten")]))
        .chain([invitee("N7@lulea.example", &[coordinator("dalarna")])])
        .collect();
    let platform = house.world.regions.platform();
    for round in 0..2 {
        let tx = platform.begin().await.unwrap();
        let outcomes = house.accounts.invite_all(&tx, all.clone(), None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(outcomes.len(), all.len());
        assert_eq!(outcomes[7], outcomes[3_000], "the same person, named twice");
        let made = outcomes.iter().all(|one| matches!(one, Invited::Made(_)));
        let unchanged = outcomes.iter().all(|one| matches!(one, Invited::Unchanged(_)));
        assert_eq!((made, unchanged), (round == 0, round == 1));
    }
    let text = all_text(&house, &[("outbox", &["recipient"])]).await;
    assert_eq!(text.lines().count(), 3_000);
    let wrong = vec![invitee("a@b.se", &[]), invitee("ingen adress", &[])];
    let tx = platform.begin().await.unwrap();
    let refused = house.accounts.invite_all(&tx, wrong, None).await;
    assert!(matches!(refused, Err(accounts::InviteFault::Invitee { place: 1, .. })));
}

async fn no_token_lies_in_the_database(world: World) {
    let (house, mut letterbox) = house(world).await;
    invite(&house, MAJA, &["norrbotten"]).await;
    let token = letterbox.token(MAJA).await;
    let text = all_text(
        &house,
        &[
            ("outbox", &["kind", "recipient", "detail", "state", "reason"]),
            ("mailed_links", &["purpose", "token_sha256"]),
        ],
    )
    .await;
    assert!(text.contains(MAJA) && !text.contains(&token), "{text}");
}
