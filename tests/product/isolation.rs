//! A stranger to a region: whatever field or mutation is tried, the region is not there.
//! The list of what is tried is the schema itself, so that nothing can be added and forgotten.

use serde_json::{Value, json};
use testkit::World;

use crate::everything_offered::{field_of_region, filled, mutation, mutations, schema};
use crate::running::{Api, Program};

testkit::on_both_databases!(
    a_region_is_not_there_for_strangers,
    things_of_another_region_are_not_there,
    a_municipal_administrator_stays_in_their_municipality,
    skr_sees_published_sums_and_nothing_else,
);

/// What is not of the region that is asked.
const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";

async fn a_region_is_not_there_for_strangers(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022", "norrbotten-2022"]);
    let server = program.serve();
    let stranger = program.coordinator(&server, "goteborgsregionen").await;
    let schema = schema();
    let mut tried = 0;
    for field in schema.get_object("Region").unwrap().fields.values() {
        for slug in ["norrbotten", "ingenstans"] {
            let (field, variables) = field_of_region(&schema, field, NOWHERE);
            let text = format!("query {{ region(slug: \"{slug}\") {{ {field} }} }}");
            assert_eq!(stranger.refusal(&text, variables).await, "NOT_FOUND", "{text}");
            tried += 1;
        }
    }
    for (name, input) in mutations(&schema) {
        for slug in ["norrbotten", "ingenstans"] {
            let input = filled(&schema, &input, slug, NOWHERE);
            let text = mutation(&schema, &name, &input);
            assert_eq!(stranger.refusal(&text, json!({})).await, "NOT_FOUND", "{text}");
            tried += 1;
        }
        let own = filled(&schema, &input, "norrbotten", NOWHERE);
        let nobody = Api::of(&server.url).refusal(&mutation(&schema, &name, &own), json!({})).await;
        assert_eq!(nobody, "UNAUTHENTICATED", "{name}");
    }
    assert!(tried >= 40, "the schema was not read: {tried}");
}

/// With a foot in the own region, and an id of another's.
async fn things_of_another_region_are_not_there(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022", "norrbotten-2022"]);
    program.done(&["documents", "issue", "--region", "norrbotten", "--until", "2022-12-31"]);
    let server = program.serve();
    let owner = program.coordinator(&server, "norrbotten").await;
    let stranger = program.coordinator(&server, "goteborgsregionen").await;
    let schema = schema();
    let before = everything(&owner).await;
    for (ty, id) in foreign_ids(&before) {
        for field in schema.get_object("Region").unwrap().fields.values() {
            if field.arguments.iter().all(|argument| argument.name != "id") {
                continue;
            }
            let ask = |id: &str| {
                let (field, variables) = field_of_region(&schema, field, id);
                (
                    format!("query {{ region(slug: \"goteborgsregionen\") {{ {field} }} }}"),
                    variables,
                )
            };
            let ((text, foreign), (_, missing)) = (ask(&id), ask(NOWHERE));
            let (foreign, missing) =
                (stranger.answer(&text, foreign).await, stranger.answer(&text, missing).await);
            assert_eq!(told(&foreign), told(&missing), "{text} with the id of a {ty}");
        }
        for (name, input) in mutations(&schema) {
            let ask = |id: &str| {
                mutation(&schema, &name, &filled(&schema, &input, "goteborgsregionen", id))
            };
            // What the input says beside the id is nonsense on purpose: only the answers are compared.
            if ["documentsIssue", "occasionRegister", "retentionDecide"].contains(&name.as_str()) {
                continue;
            }
            let foreign = stranger.answer(&ask(&id), json!({})).await;
            let missing = stranger.answer(&ask(NOWHERE), json!({})).await;
            assert_eq!(told(&foreign), told(&missing), "{name} with the id of a {ty}");
            assert!(foreign.get("errors").is_some(), "{name}: {foreign}");
        }
    }
    assert_eq!(everything(&owner).await, before, "nothing has changed there");
}

async fn a_municipal_administrator_stays_in_their_municipality(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    program.done(&["documents", "issue", "--region", "norrbotten", "--until", "2022-12-31"]);
    let server = program.serve();
    let scope = ["--region", "norrbotten", "--municipality", "2580"];
    let email = program.account("municipal-administrator", &scope);
    let api = Api::signed_in(&server.url, &email, crate::running::PASSWORD).await;
    let seen = everything(&api).await;
    let of_lulea = |value: &Value| value["municipality"]["code"] == "2580";
    let documents = seen["documents"]["nodes"].as_array().unwrap();
    assert!(!documents.is_empty() && documents.iter().all(of_lulea));
    for occasion in seen["occasions"]["nodes"].as_array().unwrap() {
        assert!(occasion["participants"].as_array().unwrap().iter().all(of_lulea));
    }
    for forbidden in [
        "ledger { balanced }",
        "audit { totalCount }",
        "runs { totalCount }",
        "trainerPots { year }",
    ] {
        let text = format!("query {{ region(slug: \"norrbotten\") {{ {forbidden} }} }}");
        assert_eq!(api.refusal(&text, json!({})).await, "FORBIDDEN", "{forbidden}");
    }
    let issue = "mutation { documentsIssue(input: { region: \"norrbotten\", until: \"2023-06-30\" }) { documents } }";
    assert_eq!(api.refusal(issue, json!({})).await, "FORBIDDEN");
}

async fn skr_sees_published_sums_and_nothing_else(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    let server = program.serve();
    let email = program.account("national-viewer", &[]);
    let api = Api::signed_in(&server.url, &email, crate::running::PASSWORD).await;
    let region = "query { region(slug: \"norrbotten\") { name } }";
    assert_eq!(api.refusal(region, json!({})).await, "NOT_FOUND");
    let nation = api.ask("query { nation { years { __typename } } }", json!({})).await;
    assert!(nation["nation"]["years"].is_array(), "{nation}");
    let coordinator = program.coordinator(&server, "norrbotten").await;
    let nation = coordinator.answer("query { nation { years { __typename } } }", json!({})).await;
    assert!(nation["data"]["nation"].is_null(), "{nation}");
}

const EVERYTHING: &str = "query { region(slug: \"norrbotten\") {
    agreements { nodes { id } }
    persons(first: 3) { nodes { id } }
    occasions(first: 100) { nodes {
        id enrolled
        courseDays { id state trainers { id served } counts { attended absent } }
        participants { id municipality { code } state days { mark } }
    } }
    documents(first: 100) { totalCount nodes { id municipality { code } total lines { id } } }
} }";

async fn everything(api: &Api) -> Value {
    api.ask(EVERYTHING, json!({})).await["region"].take()
}

/// One id of each kind of thing.
fn foreign_ids(seen: &Value) -> Vec<(&'static str, String)> {
    let occasion = &seen["occasions"]["nodes"][0];
    let document = &seen["documents"]["nodes"][0];
    let day = &occasion["courseDays"][0];
    [
        ("agreement", &seen["agreements"]["nodes"][0]["id"]),
        ("person", &seen["persons"]["nodes"][0]["id"]),
        ("occasion", &occasion["id"]),
        ("course day", &day["id"]),
        ("assignment", &day["trainers"][0]["id"]),
        ("enrolment", &occasion["participants"][0]["id"]),
        ("document", &document["id"]),
        ("line", &document["lines"][0]["id"]),
    ]
    .map(|(name, id)| (name, id.as_str().unwrap_or_else(|| panic!("no {name}")).to_owned()))
    .to_vec()
}

/// An answer without what is new in each: where in the text, which request.
fn told(answer: &Value) -> (Value, Value, Value) {
    let error = &answer["errors"][0];
    (answer["data"].clone(), error["message"].clone(), error["extensions"]["code"].clone())
}
