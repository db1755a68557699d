//! GraphQL over HTTP as its specification has it: forms, statuses, and a GET that only reads.

use reqwest::{Client, RequestBuilder, StatusCode, Url};
use serde_json::{Value, json};
use testkit::World;

use crate::running::{PASSWORD, Program, Server};

testkit::on_both_databases!(the_form_that_is_asked_for, a_get_reads_and_changes_nothing);

const RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

fn serving(world: &World) -> Server {
    let program = Program::on(world);
    program.account("national-viewer", &[]);
    program.serve()
}

fn posted(server: &Server, query: &str, accept: &str) -> RequestBuilder {
    let request = Client::new().post(format!("{}/graphql", server.url));
    request.header("accept", accept).json(&json!({ "query": query }))
}

async fn the_form_that_is_asked_for(world: World) {
    let server = serving(&world);
    let (fine, faulty, refused) =
        ("{ me { name } }", "{ nothing }", "{ nation { years { year } } }");
    for (query, accept, status, form, has_data) in [
        (fine, RESPONSE, StatusCode::OK, RESPONSE, true),
        (fine, JSON, StatusCode::OK, JSON, true),
        (fine, "*/*", StatusCode::OK, JSON, true),
        (faulty, RESPONSE, StatusCode::BAD_REQUEST, RESPONSE, false),
        (faulty, JSON, StatusCode::OK, JSON, true),
        (refused, RESPONSE, StatusCode::OK, RESPONSE, true),
        ("{", RESPONSE, StatusCode::BAD_REQUEST, RESPONSE, false),
        (fine, "text/html", StatusCode::NOT_ACCEPTABLE, JSON, false),
    ] {
        let response = posted(&server, query, accept).send().await.unwrap();
        assert_eq!(response.status(), status, "{query} as {accept}");
        let headers = response.headers().clone();
        assert!(headers["content-type"].to_str().unwrap().starts_with(form), "{headers:?}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
        assert!(headers.contains_key("strict-transport-security"), "this is production");
        let body: Value = response.json().await.unwrap();
        assert_eq!(body.get("data").is_some(), has_data, "{query} as {accept}: {body}");
        assert_eq!(body.get("errors").is_none(), query == fine && has_data, "{body}");
    }
}

async fn a_get_reads_and_changes_nothing(world: World) {
    let server = serving(&world);
    let get = async |parameters: &[(&str, &str)]| {
        let url = Url::parse_with_params(&format!("{}/graphql", server.url), parameters).unwrap();
        Client::new().get(url).header("accept", RESPONSE).send().await.unwrap()
    };
    let query =
        "query Whole($yes: Boolean!) { me @include(if: $yes) { name } } query Other { __typename }";
    let whole = [("query", query), ("operationName", "Whole"), ("variables", "{\"yes\": true}")];
    let answer = get(&whole).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "data": { "me": null } }));
    let sign_in = format!(
        "mutation {{ signIn(email: \"national-viewer@exempel.se\", password: \"{PASSWORD}\") {{ accessToken }} }}"
    );
    let answer = get(&[("query", &sign_in)]).await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers()["allow"], "POST");
    assert!(!answer.text().await.unwrap().contains("accessToken"));
    let by_post = posted(&server, &sign_in, RESPONSE).send().await.unwrap();
    let signed_in: Value = by_post.json().await.unwrap();
    assert!(signed_in["data"]["signIn"]["accessToken"].is_string(), "{signed_in}");
    for faulty in [&[][..], &[("query", "")], &[("query", query), ("variables", "[1")]] {
        assert_eq!(get(faulty).await.status(), StatusCode::BAD_REQUEST, "{faulty:?}");
    }
}
