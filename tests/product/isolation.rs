//! A stranger to a region: whatever field or mutation is tried, the region is not there.
//! The list of what is tried is the schema itself, so that nothing can be added and forgotten.

use std::path::Path;

use apollo_compiler::Schema;
use apollo_compiler::ast::{FieldDefinition, Type};
use apollo_compiler::schema::ExtendedType;
use serde_json::{Map, Value, json};
use testkit::World;

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
            if name == "documentsIssue" || name == "occasionRegister" {
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

fn schema() -> apollo_compiler::validation::Valid<Schema> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/gateway/schema.graphql");
    Schema::parse_and_validate(std::fs::read_to_string(&path).unwrap(), &path).unwrap()
}

/// The field with its arguments filled, as text.
fn field_of_region(schema: &Schema, field: &FieldDefinition, id: &str) -> (String, Value) {
    let given = field.arguments.iter().filter(|one| one.is_required() || one.name == "id");
    let arguments: Vec<String> = given
        .map(|one| format!("{}: {}", one.name, literal(&value_of(schema, &one.ty, "", id))))
        .collect();
    let arguments =
        if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let selection = if is_leaf(schema, &field.ty) { "" } else { " { __typename }" };
    (format!("{}{arguments}{selection}", field.name), json!({}))
}

/// Every mutation on a region, with the type of its input.
fn mutations(schema: &Schema) -> Vec<(String, String)> {
    let fields = schema.get_object("Mutation").unwrap().fields.values();
    let on_a_region = fields.filter_map(|field| {
        let input = field.arguments.iter().find(|argument| argument.name == "input")?;
        Some((field.name.to_string(), input.ty.inner_named_type().to_string()))
    });
    on_a_region.collect()
}

fn mutation(schema: &Schema, name: &str, input: &Value) -> String {
    let field = &schema.get_object("Mutation").unwrap().fields[name];
    let selection = if is_leaf(schema, &field.ty) { "" } else { " { __typename }" };
    format!("mutation {{ {name}(input: {}){selection} }}", literal(input))
}

/// An input with every required field filled, and every id.
fn filled(schema: &Schema, input: &str, region: &str, id: &str) -> Value {
    let ExtendedType::InputObject(definition) = &schema.types[input] else {
        panic!("{input} is no input");
    };
    let mut fields = Map::new();
    for field in definition.fields.values() {
        let is_id = field.ty.inner_named_type() == "ID";
        if field.is_required() || is_id || field.ty.is_list() {
            let value = value_of(schema, &field.ty, region, id);
            let value = if field.name == "region" { json!(region) } else { value };
            fields.insert(field.name.to_string(), value);
        }
    }
    Value::Object(fields)
}

fn value_of(schema: &Schema, ty: &Type, region: &str, id: &str) -> Value {
    if ty.is_list() {
        return json!([value_of(schema, ty.item_type(), region, id)]);
    }
    let name = ty.inner_named_type();
    match (&schema.types[name], name.as_str()) {
        (ExtendedType::InputObject(_), _) => filled(schema, name, region, id),
        (ExtendedType::Enum(words), _) => {
            json!({ "enum": words.values.keys().next().unwrap().as_str() })
        }
        (_, "ID") => json!(id),
        (_, "Date") => json!("2022-05-31"),
        (_, "Int") => json!(1),
        (_, "Boolean") => json!(true),
        (_, "Money" | "Decimal") => json!("1"),
        _ => json!("2580"),
    }
}

fn is_leaf(schema: &Schema, ty: &Type) -> bool {
    matches!(schema.types[ty.inner_named_type()], ExtendedType::Scalar(_) | ExtendedType::Enum(_))
}

/// A value as it stands in a GraphQL text.
fn literal(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            if let Some(word) = fields.get("enum").and_then(Value::as_str) {
                return word.to_owned();
            }
            let fields: Vec<_> =
                fields.iter().map(|(name, value)| format!("{name}: {}", literal(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
