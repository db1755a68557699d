//! A passkey in a real browser with an authenticator of its own: made, signed in with, taken away, and nobody else's.

use std::str::FromStr;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use reqwest::{Method, Url};
use serde_json::json;
use testkit::World;

use crate::browser::{Driver, arrive, browser, click, fill, read};
use crate::running::{Api, PASSWORD, Program, Server};

testkit::on_both_databases!(
    a_passkey_signs_in_where_a_code_would_be_asked_for,
    answers_that_nobody_asked_for_prove_nothing,
    a_server_without_an_address_has_none,
);

/// A finger on a reader that is always the right one, as the standard's automation has it.
#[derive(Debug)]
struct VirtualAuthenticator;

impl WebDriverCompatibleCommand for VirtualAuthenticator {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/webauthn/authenticator", session.unwrap()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let authenticator = json!({
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "isUserConsenting": true,
        });
        (Method::POST, Some(authenticator.to_string()))
    }
}

fn serving(program: &Program) -> Server {
    let mut command = program.command(&["serve", "--development", "--listen", "127.0.0.1:0"]);
    command.env_remove("PUBLIC_URL");
    Server::start(command)
}

/// The server's address by the name that browsers make passkeys for.
fn by_name(server: &Server) -> String {
    server.url.replace("127.0.0.1", "localhost")
}

async fn sign_in_by_passkey(page: &Client, url: &str) {
    page.goto(&format!("{url}/logga-in")).await.unwrap();
    click(page, "Logga in med en nyckel").await;
    arrive(page, "Logga in med en nyckel").await;
    click(page, "Använd nyckeln").await;
}

async fn a_passkey_signs_in_where_a_code_would_be_asked_for(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let email = program.account("regional-coordinator", &["--region", "goteborgsregionen"]);
    let server = serving(&program);
    let url = by_name(&server);
    let driver = Driver::start();
    let profile = tempfile::tempdir().unwrap();
    let page = browser(&driver, profile.path()).await;
    page.issue_cmd(VirtualAuthenticator).await.unwrap();

    sign_in_by_passkey(&page, &url).await;
    read(&page, "Ingen nyckel visades").await;

    page.goto(&format!("{url}/logga-in?till=/mitt-konto/nycklar")).await.unwrap();
    fill(&page, "epost", &email).await;
    fill(&page, "losenord", PASSWORD).await;
    page.find(Locator::Css("form .button")).await.unwrap().click().await.unwrap();
    arrive(&page, "Nycklar").await;
    read(&page, "Du har ingen nyckel än").await;
    click(&page, "Lägg till en nyckel").await;
    arrive(&page, "Lägg till en nyckel").await;
    fill(&page, "namn", "Jobbdatorn").await;
    click(&page, "Gör nyckeln").await;
    read(&page, "Nyckeln är sparad").await;
    read(&page, "Jobbdatorn").await;

    click(&page, "Lägg till en nyckel").await;
    arrive(&page, "Lägg till en nyckel").await;
    fill(&page, "namn", "En gång till").await;
    click(&page, "Gör nyckeln").await;
    read(&page, "samma nyckel läggs inte till två gånger").await;

    click(&page, "Logga ut").await;
    arrive(&page, "Logga in").await;
    sign_in_by_passkey(&page, &url).await;
    arrive(&page, "Göteborgsregionen").await;
    page.goto(&format!("{url}/mitt-konto/nycklar")).await.unwrap();
    arrive(&page, "Nycklar").await;
    click(&page, "Ta bort").await;
    read(&page, "Nyckeln är borttagen").await;
    read(&page, "Du har ingen nyckel än").await;
    click(&page, "Logga ut").await;
    arrive(&page, "Logga in").await;
    sign_in_by_passkey(&page, &url).await;
    read(&page, "hör inte till något konto").await;
    page.close().await.unwrap();
}

const BEGIN_SIGN_IN: &str = "mutation { signInPasskeyBegin { id options } }";
const BEGIN: &str = "mutation { passkeyBegin { id options } }";
const SIGN_IN: &str = "mutation ($ceremony: ID!, $credential: String!) {
    signInPasskey(ceremony: $ceremony, credential: $credential) { accessToken }
}";
const ADD: &str = "mutation ($ceremony: ID!, $credential: String!) {
    passkeyAdd(ceremony: $ceremony, credential: $credential, name: \"Min\")
}";

async fn answers_that_nobody_asked_for_prove_nothing(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let server = serving(&program);
    let nobody = Api::of(&server.url);
    let me = program.coordinator(&server, "goteborgsregionen").await;
    let email = program.account("national-viewer", &[]);
    let other = Api::signed_in(&server.url, &email, PASSWORD).await;
    assert_eq!(nobody.refusal(BEGIN, json!({})).await, "UNAUTHENTICATED");
    let mine = me.ask(BEGIN, json!({})).await["passkeyBegin"]["id"].take();
    let theirs = other.ask(BEGIN, json!({})).await["passkeyBegin"]["id"].take();
    let anybodys = nobody.ask(BEGIN_SIGN_IN, json!({})).await["signInPasskeyBegin"]["id"].take();
    let credential = json!({
        "id": "AAAA", "rawId": "AAAA", "type": "public-key", "extensions": {},
        "response": {
            "attestationObject": "AAAA", "authenticatorData": "AAAA", "clientDataJSON": "AAAA",
            "signature": "AAAA", "userHandle": "AAAAAAAAAAAAAAAAAAAAAA",
        },
    });
    for credential in ["", "{}", "[]", &credential.to_string()] {
        for ceremony in [&mine, &theirs, &anybodys] {
            let asked = json!({ "ceremony": ceremony, "credential": credential });
            assert_eq!(nobody.refusal(SIGN_IN, asked.clone()).await, "INVALID_INPUT");
            assert_eq!(nobody.refusal(ADD, asked.clone()).await, "UNAUTHENTICATED");
            assert_eq!(me.refusal(ADD, asked).await, "INVALID_INPUT");
        }
    }
    let no_id = json!({ "ceremony": "x", "credential": "{}" });
    assert_eq!(nobody.refusal(SIGN_IN, no_id).await, "NOT_FOUND");
    let remove = "mutation { passkeyRemove(id: \"01900000-0000-7000-8000-000000000000\") }";
    assert_eq!(me.refusal(remove, json!({})).await, "NOT_FOUND");
    assert_eq!(nobody.refusal(remove, json!({})).await, "UNAUTHENTICATED");
}

async fn a_server_without_an_address_has_none(world: World) {
    let program = Program::on(&world);
    let mut command = program.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env_remove("PUBLIC_URL");
    let server = Server::start(command);
    let api = Api::of(&server.url);
    assert_eq!(api.refusal(BEGIN_SIGN_IN, json!({})).await, "CONFLICT");
    let page = api.get("/logga-in").await.text().await.unwrap();
    assert!(!page.contains("/logga-in/nyckel"), "{page}");
}
