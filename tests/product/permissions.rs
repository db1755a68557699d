//! Who may do what: every field and mutation, tried as each role, against the table that is committed.
//! A new field is not in the table, so that somebody has to say who it is for.

use std::path::Path;

use serde_json::{Value, json};
use testkit::World;

use crate::everything_offered::{field_of_region, filled, mutation, mutations, schema};
use crate::running::{Api, PASSWORD, Program, Server};

testkit::on_both_databases!(every_field_is_for_those_whom_the_table_names);

/// What is not there: whoever is let through finds nothing.
const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";

const HEAD: &str = "\
# What each role is answered in Norrbotten. Ids are made up: whoever is let through to them gets NOT_FOUND.
# Inputs are nonsense: whoever is let through to them gets INVALID_INPUT. Checked by permissions.rs.
";

/// Somebody who tries everything, and what they are called in the table.
struct Person {
    role: &'static str,
    api: Api,
}

async fn people(program: &Program, server: &Server) -> Vec<Person> {
    let region = ["--region", "norrbotten"].as_slice();
    let municipality = ["--region", "norrbotten", "--municipality", "2580"].as_slice();
    let scopes: [(&str, &str, &[&str]); 12] = [
        ("coordinator", "regional-coordinator", region),
        ("economist", "regional-economist", region),
        ("administrator", "municipal-administrator", municipality),
        ("manager", "manager", region),
        ("trainer", "trainer", region),
        ("participant", "participant", region),
        ("signatory", "signatory", municipality),
        ("steering group", "steering-group-member", region),
        ("support", "support", region),
        ("elsewhere", "regional-coordinator", &["--region", "goteborgsregionen"]),
        ("viewer", "national-viewer", &[]),
        ("producer", "national-producer", &["--journey", "barn"]),
    ];
    let mut people = Vec::new();
    for (role, word, scope) in scopes {
        let email = program.account(word, scope);
        people.push(Person { role, api: Api::signed_in(&server.url, &email, PASSWORD).await });
    }
    people.push(Person { role: "nobody", api: Api::of(&server.url) });
    people
}

/// Every request, by the name that the table gives it. What changes something comes last.
fn requests() -> Vec<(String, String)> {
    let schema = schema();
    let mut requests = Vec::new();
    for (name, field) in &schema.get_object("Query").unwrap().fields {
        if field.arguments.iter().all(|argument| !argument.is_required()) {
            let (text, _) = field_of_region(&schema, field, NOWHERE);
            requests.push((format!("query {name}"), format!("query {{ {text} }}")));
        }
    }
    for (name, field) in &schema.get_object("Region").unwrap().fields {
        let (text, _) = field_of_region(&schema, field, NOWHERE);
        let text = format!("query {{ region(slug: \"norrbotten\") {{ {text} }} }}");
        requests.push((format!("region {name}"), text));
    }
    for (name, input) in mutations(&schema) {
        let input = filled(&schema, &input, "norrbotten", NOWHERE);
        requests.push((format!("mutation {name}"), mutation(&schema, &name, &input)));
    }
    requests
}

/// What is answered: a code, data, or nothing at all.
fn told(answer: &Value) -> String {
    if let Some(code) = answer["errors"][0]["extensions"]["code"].as_str() {
        return code.to_owned();
    }
    let data = answer["data"].as_object().unwrap();
    let nothing = data.values().all(Value::is_null);
    if nothing { "nothing" } else { "data" }.to_owned()
}

async fn every_field_is_for_those_whom_the_table_names(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022", "norrbotten-2022"]);
    let server = program.serve();
    let people = people(&program, &server).await;
    let mut rows =
        vec![HEAD.to_owned(), row("", people.iter().map(|person| person.role.to_owned()))];
    for (name, text) in requests() {
        let mut answers = Vec::new();
        // Whoever may least tries first, so that nothing has changed yet when they do.
        for person in people.iter().rev() {
            answers.push(told(&person.api.answer(&text, json!({})).await));
        }
        rows.push(row(&name, answers.into_iter().rev()));
    }
    let table = rows.join("\n") + "\n";
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("product/permissions.txt");
    if std::fs::read_to_string(&here).unwrap_or_default() != table {
        let made = std::env::temp_dir().join("yrkesresan-permissions.txt");
        std::fs::write(&made, &table).unwrap();
        let (made, here) = (made.display(), here.display());
        panic!("see `diff {here} {made}`; where all of it is meant: cp {made} {here}");
    }
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    let widened = cells.fold(format!("{name:<29} "), |line, cell| format!("{line}{cell:<17}"));
    widened.trim_end().to_owned()
}
