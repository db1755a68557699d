//! The door: what it lets in, and what it says to what it does not.

use std::fmt::Write as _;

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use testkit::{Database, World};

use crate::running::{Api, PASSWORD, Program, Server};

testkit::on_both_databases!(
    only_json_of_moderate_size_is_read,
    costly_requests_are_refused_before_they_run,
    nobody_is_shown_around,
    errors_repeat_no_input,
    forged_and_missing_tokens_are_nobody,
    guessing_is_slowed_down,
    behind_a_proxy_only_the_one_who_guesses_is_slowed_down,
    health_metrics_keys_and_schema_are_there,
);

async fn serving(world: &World) -> (Program, Server, Api) {
    let program = Program::on(world);
    program.import(&["goteborgsregionen-2022"]);
    let server = program.serve();
    let api = program.coordinator(&server, "goteborgsregionen").await;
    (program, server, api)
}

async fn only_json_of_moderate_size_is_read(world: World) {
    let (_, _server, api) = serving(&world).await;
    let body = json!({ "query": "{ me { name } }" }).to_string();
    for content_type in ["text/plain", "application/graphql", "multipart/form-data; boundary=x", ""]
    {
        let status = api.post(content_type, body.clone()).await.status();
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{content_type:?}");
    }
    let utf8 = api.post("application/json; charset=utf-8", body.clone()).await;
    assert_eq!(utf8.status(), StatusCode::OK);
    for not_one in [format!("[{body}]"), "{".to_owned(), "7".to_owned(), String::new()] {
        let status = api.post("application/json", not_one.clone()).await.status();
        assert_eq!(status, StatusCode::BAD_REQUEST, "{not_one}");
    }
    let large = json!({ "query": "{ me { name } }", "variables": { "x": "y".repeat(1_100_000) } });
    let status = api.post("application/json", large.to_string()).await.status();
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let fits = json!({ "query": "{ me { name } }", "variables": { "x": "y".repeat(900_000) } });
    assert_eq!(api.post("application/json", fits.to_string()).await.status(), StatusCode::OK);
}

async fn costly_requests_are_refused_before_they_run(world: World) {
    let (_, _server, api) = serving(&world).await;
    let aliases = (0..60).fold(String::new(), |mut text, number| {
        write!(text, "a{number}: me {{ name }} ").unwrap();
        text
    });
    let fields = (0..12).fold(String::new(), |mut text, number| {
        write!(text, "a{number}: __typename ").unwrap();
        text
    });
    let deep = format!("{}{}", "{ a ".repeat(500), "}".repeat(500));
    let wide = (0..25).fold(String::new(), |mut text, number| {
        let line = "id code name quantity unitPrice amount adjusts kind document { id number }";
        write!(text, "a{number}: documents(first: 100) {{ nodes {{ lines {{ {line} }} }} }} ")
            .unwrap();
        text
    });
    let region = "region(slug: \"goteborgsregionen\")";
    for text in [
        format!("{{ {aliases} }}"),
        format!("{{ {fields} }}"),
        format!("{{ me {{ {} }} }}", "name ".repeat(1_000)),
        deep,
        format!("{{ {region} {{ {wide} }} }}"),
        format!("{{ {region} {{ documents(first: 101) {{ totalCount }} }} }}"),
        format!("{{ {region} {{ documents(first: -1) {{ totalCount }} }} }}"),
    ] {
        let answer = api.answer(&text, json!({})).await;
        assert!(answer["data"].is_null() || answer["data"]["region"].is_null(), "{answer}");
        let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
        assert_eq!(code, "INVALID_INPUT", "{}: {answer}", &text[..text.len().min(80)]);
    }
}

async fn nobody_is_shown_around(world: World) {
    let (_, server, api) = serving(&world).await;
    let answer = api.answer("{ __schema { types { name } } }", json!({})).await;
    assert!(answer["data"]["__schema"].is_null(), "{answer}");
    let asked = Client::new().get(format!("{}/graphql", server.url)).header("accept", "text/html");
    assert_eq!(asked.send().await.unwrap().status(), StatusCode::NOT_ACCEPTABLE);
}

async fn errors_repeat_no_input(world: World) {
    let (_, _server, api) = serving(&world).await;
    let secret = "hemlig8472";
    for text in [
        format!("{{ {secret} }}"),
        format!("{{ region(slug: \"{secret}\") {{ name }} }}"),
        format!(
            "{{ region(slug: \"goteborgsregionen\") {{ document(id: \"{secret}\") {{ id }} }} }}"
        ),
        format!(
            "{{ region(slug: \"goteborgsregionen\") {{ documents(after: \"{secret}\") {{ totalCount }} }} }}"
        ),
        format!(
            "{{ region(slug: \"goteborgsregionen\") {{ settlementPreview(until: \"{secret}\") {{ total }} }} }}"
        ),
        format!("query {{ me {{ name }} }} {secret}"),
        format!(
            "mutation {{ signIn(email: \"{secret}\", password: \"{secret}\") {{ accessToken }} }}"
        ),
        format!(
            "mutation {{ enrolmentCreate(input: {{ region: \"goteborgsregionen\", occasion: \"{secret}\", municipality: \"{secret}\" }}) {{ id }} }}"
        ),
    ] {
        let answer = api.answer(&text, json!({})).await;
        assert!(answer["errors"][0]["message"].is_string(), "{text}: {answer}");
        assert!(!answer.to_string().contains(secret), "{text}: {answer}");
        let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
        assert!(!["", "INTERNAL"].contains(&code), "{text}: {answer}");
    }
}

async fn forged_and_missing_tokens_are_nobody(world: World) {
    let (_, server, _) = serving(&world).await;
    let nobody = Api::of(&server.url);
    let me = "{ me { name } }";
    assert!(nobody.ask(me, json!({})).await["me"].is_null());
    let long = "x".repeat(6_000);
    for token in ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", long.as_str()] {
        let answer = nobody.with_token(token).answer(me, json!({})).await;
        assert!(answer["data"]["me"].is_null(), "{answer}");
    }
    let region = "{ region(slug: \"goteborgsregionen\") { name } }";
    assert_eq!(nobody.refusal(region, json!({})).await, "UNAUTHENTICATED");
}

async fn guessing_is_slowed_down(world: World) {
    let (program, server, _) = serving(&world).await;
    let email = program.account("national-viewer", &[]);
    let nobody = Api::of(&server.url);
    let text = "mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { accessToken }
    }";
    let mut codes = Vec::new();
    for turn in 0..12 {
        let guess = json!({ "email": email, "password": format!("gissning {turn}") });
        codes.push(nobody.refusal(text, guess).await);
    }
    assert_eq!(codes.first().map(String::as_str), Some("UNAUTHENTICATED"));
    assert_eq!(codes.last().map(String::as_str), Some("RATE_LIMITED"), "{codes:?}");
    let unknown = json!({ "email": "ingen@exempel.se", "password": PASSWORD });
    assert!(
        ["UNAUTHENTICATED", "RATE_LIMITED"].contains(&nobody.refusal(text, unknown).await.as_str())
    );
}

async fn behind_a_proxy_only_the_one_who_guesses_is_slowed_down(world: World) {
    let program = Program::on(&world);
    let email = program.account("national-viewer", &[]);
    let server = program.serve_with(&[("PROXIES", "1")]);
    let sign_in = async |from: &str, password: &str| {
        let text = "mutation ($email: String!, $password: String!) {
            signIn(email: $email, password: $password) { accessToken }
        }";
        let body = json!({ "query": text, "variables": { "email": email, "password": password } });
        let request = reqwest::Client::new().post(format!("{}/graphql", server.url));
        let answer = request.header("x-forwarded-for", from).json(&body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("in").to_owned()
    };
    for turn in 0..12 {
        // What stands in front of the proxy's own word is the guesser's to make up.
        sign_in(&format!("198.51.100.{turn}, 192.0.2.1"), "gissning").await;
    }
    assert_eq!(sign_in("203.0.113.9, 192.0.2.1", PASSWORD).await, "RATE_LIMITED");
    assert_eq!(sign_in("192.0.2.2", PASSWORD).await, "in");
}

async fn health_metrics_keys_and_schema_are_there(world: World) {
    let (_, _server, api) = serving(&world).await;
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(api.get(path).await.status(), StatusCode::OK, "{path}");
    }
    let keys: Value = api.get("/.well-known/jwks.json").await.json().await.unwrap();
    assert_eq!(keys["keys"][0]["kty"], "OKP");
    assert!(keys["keys"][0].get("d").is_none(), "the private half stays here");
    let schema = api.get("/schema.graphql").await.text().await.unwrap();
    assert!(schema.contains("type Region {"));
    api.ask("{ me { name } }", json!({})).await;
    let metrics = api.get("/metrics").await.text().await.unwrap();
    assert!(metrics.lines().any(|line| line.starts_with("# TYPE")), "{metrics}");
    assert!(!metrics.contains("goteborgsregionen"), "metrics name no region's things");
}

#[test]
fn a_superuser_of_postgresql_is_not_served() {
    testkit::run(Database::Postgres, a_superuser_is_not_served);
}

async fn a_superuser_is_not_served(world: World) {
    let url = world.superuser_url.as_deref().unwrap();
    let program = Program::on(&world);
    let mut command = program.command(&["serve", "--listen", "127.0.0.1:0"]);
    let output = command.env("DATABASE_URL", url).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("superuser") && told.contains("CREATEROLE"), "{told}");
}
