//! A crawl over the whole schema as each role of another region, and as nobody: whatever is asked for or changed by
//! a foreign id is answered, to the byte, as an id that nobody has, and changes nothing anywhere.
//!
//! What there is to ask for is read from the schema, what there is to ask by from the data. Who adds a role, or an id
//! to a mutation, is told here what is missing.

use apollo_compiler::Schema;
use apollo_compiler::ast::FieldDefinition;
use serde_json::{Value, json};
use testkit::World;
use testkit::contents::{changed, contents};

use crate::everything_offered::{Filling, is_leaf, literal, schema};
use crate::harvest::{Ids, harvest, newest_and_oldest};
use crate::running::{Api, PASSWORD, Program, Server};
use crate::seeded::{ask_for_credit, pay, spend, upload};

testkit::on_both_databases!(foreign_things_are_as_things_that_nobody_has);

const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";
const FOREIGN: &str = "norrbotten";
/// As long as the foreign one's name, so that places in the text are the same.
const NONE: &str = "ingenstans";
const OWN: &str = "goteborgsregionen";

/// Somebody who has no business in the foreign region.
struct Stranger {
    role: String,
    api: Api,
}

async fn foreign_things_are_as_things_that_nobody_has(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022", "norrbotten-2022"]);
    for region in [FOREIGN, OWN] {
        program.done(&["documents", "issue", "--region", region, "--until", "2022-12-31"]);
    }
    let server = program.serve();
    let schema = schema();
    let owner = program.coordinator(&server, FOREIGN).await;
    upload(&owner, FOREIGN).await;
    spend(&owner, FOREIGN).await;
    let mut foreign = harvest(&schema, &owner, FOREIGN).await;
    foreign.add(&pay(&owner, FOREIGN, &foreign).await);
    foreign.add(&ask_for_credit(&owner, FOREIGN, &foreign).await);
    let strangers = strangers(&schema, &program, &server).await;
    let coordinator = strangers.iter().find(|one| one.role == "regional-coordinator").unwrap();
    plan(&coordinator.api).await;
    upload(&coordinator.api, OWN).await;
    spend(&coordinator.api, OWN).await;
    let mut own = newest_and_oldest(&schema, &coordinator.api, OWN).await;
    let paid = pay(&coordinator.api, OWN, &own[0]).await;
    let credit = ask_for_credit(&coordinator.api, OWN, &own[0]).await;
    for ids in &mut own {
        ids.add(&paid);
        ids.add(&credit);
    }
    let before = contents(&world).await;
    for Stranger { role, api } in &strangers {
        let mut tried = 0;
        for field in schema.get_object("Region").unwrap().fields.values() {
            tried += regions_are_alike(&schema, api, field, &foreign).await;
            tried += things_are_alike(&schema, api, field, &foreign).await;
        }
        for field in schema.get_object("Mutation").unwrap().fields.values() {
            tried += changes_are_alike(&schema, api, field, &foreign, &own).await;
        }
        assert!(tried > 60, "{role}: the schema was not read: {tried}");
        let after = contents(&world).await;
        assert_eq!(changed(&before, &after), Vec::<String>::new(), "{role} has changed something");
    }
}

/// One of each role that there is, with a place in another region, and nobody.
async fn strangers(schema: &Schema, program: &Program, server: &Server) -> Vec<Stranger> {
    let mut strangers = vec![Stranger { role: "nobody".to_owned(), api: Api::of(&server.url) }];
    for role in schema.get_enum("Role").unwrap().values.keys() {
        let word = role.as_str().to_lowercase().replace('_', "-");
        let scope: &[&str] = match word.as_str() {
            "national-viewer" => &[],
            "national-producer" => &["--journey", "barn"],
            "municipal-administrator" | "signatory" => &["--region", OWN, "--municipality", "1480"],
            "regional-coordinator"
            | "regional-economist"
            | "manager"
            | "trainer"
            | "participant"
            | "steering-group-member"
            | "support" => &["--region", OWN],
            _ => panic!("say in crawl.rs by which scope somebody becomes {word} of {OWN}"),
        };
        let email = program.account(&word, scope);
        let api = Api::signed_in(&server.url, &email, PASSWORD).await;
        strangers.push(Stranger { role: word, api });
    }
    strangers
}

/// An occasion to come, with somebody on it, so that what needs an open day has one.
async fn plan(coordinator: &Api) {
    let register = "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) {
        id courseDays { id } } }";
    let input = json!({
        "region": OWN, "course": "Våld", "code": "KOMMANDE",
        "days": [{ "date": "2022-11-30", "delivery": "ON_SITE", "length": "1" }],
    });
    let data = coordinator.ask(register, json!({ "input": input })).await;
    let occasion = &data["occasionRegister"];
    let enrol =
        "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) { id } }";
    let input = json!({
        "region": OWN, "occasion": occasion["id"], "name": "En Deltagare", "municipality": "1480",
    });
    coordinator.ask(enrol, json!({ "input": input })).await;
    let assign = "mutation ($input: TrainerAssignInput!) { trainerAssign(input: $input) { id } }";
    let input = json!({
        "region": OWN, "courseDay": occasion["courseDays"][0]["id"], "name": "En Utbildare",
        "municipality": "1480", "role": "TRAINER",
    });
    coordinator.ask(assign, json!({ "input": input })).await;
}

/// Any field of a region that is not theirs, beside the same of a region that nobody has.
async fn regions_are_alike(
    schema: &Schema,
    api: &Api,
    field: &FieldDefinition,
    foreign: &Ids,
) -> usize {
    let ask = |region: &str| {
        let field = asked(schema, field, &mut |name| foreign.id(name, kind(field, name)));
        format!("query {{ region(slug: \"{region}\") {{ {field} }} }}")
    };
    alike(api, &ask(FOREIGN), &ask(NONE)).await;
    1
}

/// A field of their own region asked with the id of a foreign thing, beside an id that nobody has.
async fn things_are_alike(
    schema: &Schema,
    api: &Api,
    field: &FieldDefinition,
    foreign: &Ids,
) -> usize {
    let takes_an_id = |argument: &str| ["id", "search"].contains(&argument);
    if field.arguments.iter().all(|argument| !takes_an_id(&argument.name)) {
        return 0;
    }
    let ask = |id: &str| {
        let field = asked(schema, field, &mut |_| id.to_owned());
        format!("query {{ region(slug: \"{OWN}\") {{ {field} }} }}")
    };
    for id in foreign.all() {
        alike(api, &ask(id), &ask(NOWHERE)).await;
    }
    foreign.all().count()
}

/// A mutation on the foreign region; and on the own one, with one foreign id among own ones, at each place in turn.
async fn changes_are_alike(
    schema: &Schema,
    api: &Api,
    field: &FieldDefinition,
    foreign: &Ids,
    own: &[Ids],
) -> usize {
    // Passkeys are made in a browser alone, and providers need one outside: passkeys.rs and the gateway's
    // identity_providers.rs try another's.
    if ["asskey", "rovider", "oidc"].iter().any(|part| field.name.contains(part)) {
        return 0;
    }
    let mut tried = 0;
    let there = |region: &str| {
        mutation(schema, field, region, 1, &mut |name| foreign.id(name, kind(field, name)))
    };
    if there(FOREIGN) != there(NONE) {
        alike(api, &there(FOREIGN), &there(NONE)).await;
        tried += 1;
    }
    // The lists of the second hold two, so that one of each is own and the other not.
    for (own, items) in own.iter().zip([1, 2]) {
        let mut places = 0;
        mutation(schema, field, OWN, items, &mut |_| {
            places += 1;
            String::new()
        });
        for place in 0..places {
            let ask = |strange: &dyn Fn(&str) -> String| {
                let mut here = 0;
                mutation(schema, field, OWN, items, &mut |name| {
                    here += 1;
                    if here == place + 1 { strange(name) } else { own.id(name, kind(field, name)) }
                })
            };
            let theirs = ask(&|name| foreign.id(name, kind(field, name)));
            let answer = alike(api, &theirs, &ask(&|_| NOWHERE.to_owned())).await;
            assert!(answer.contains("\"errors\""), "{theirs}: {answer}");
            tried += 1;
        }
    }
    tried
}

/// What both are answered: the same, to the byte, and no fault of ours.
async fn alike(api: &Api, foreign: &str, none: &str) -> String {
    let (answer, expected) = (api.bytes(foreign).await, api.bytes(none).await);
    assert_eq!(answer, expected, "{foreign}\n{none}");
    assert!(
        !answer.contains("INTERNAL") && !answer.contains("RATE_LIMITED"),
        "{foreign}: {answer}"
    );
    assert!(!answer.contains("not valid against the schema"), "{foreign}: {answer}");
    answer
}

/// Of which type an id is, by the name of the field or argument that takes it.
fn kind<'a>(field: &'a FieldDefinition, name: &str) -> &'a str {
    match (field.name.as_str(), name) {
        ("sessionEnd", "id") | (_, "session") => "Session",
        ("documentFile" | "documentPayments" | "documentCredits", "id")
        | (_, "document" | "documents") => "Document",
        // A file from the bank needs books that are set up: the gateway's payments.rs tries another region's.
        (_, "payment") => "Payment",
        ("bankFile", "id") | (_, "run") => "Run",
        (_, "id") => field.ty.inner_named_type().as_str(),
        (_, "occasion") => "Occasion",
        (_, "cost") => "Cost",
        (_, "credit") => "DocumentCredit",
        (_, "line") => "DocumentLine",
        (_, "courseDay") => "CourseDay",
        ("staffMerge", "keep" | "merge")
        | ("staffDuplicateDismiss", "first" | "second")
        | (_, "person") => "Person",
        (_, "import") => "StaffImport",
        (_, "role") => "RoleGrant",
        (_, "enrolment") => "Participant",
        (_, "assignment") => "TrainerAssignment",
        (of, _) => panic!("say in crawl.rs of which type the id {name} of {of} is"),
    }
}

fn mutation(
    schema: &Schema,
    field: &FieldDefinition,
    region: &str,
    items: usize,
    ids: &mut dyn FnMut(&str) -> String,
) -> String {
    let mut filling = Filling { schema, region, items, ids };
    let arguments: Vec<_> = field
        .arguments
        .iter()
        .map(|one| format!("{}: {}", one.name, literal(&filling.value(&one.name, &one.ty))))
        .collect();
    let arguments =
        if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let selection = if is_leaf(schema, &field.ty) { "" } else { " { __typename }" };
    format!("mutation {{ {}{arguments}{selection} }}", field.name)
}

/// A field with every required argument filled, and every one by which something is found.
fn asked(schema: &Schema, field: &FieldDefinition, ids: &mut dyn FnMut(&str) -> String) -> String {
    let mut arguments = Vec::new();
    for argument in &field.arguments {
        let value = match argument.name.as_str() {
            "search" => Value::from(ids("person")),
            _ if argument.is_required() || argument.ty.inner_named_type() == "ID" => {
                let region = OWN;
                Filling { schema, region, items: 1, ids }.value(&argument.name, &argument.ty)
            }
            _ => continue,
        };
        arguments.push(format!("{}: {}", argument.name, literal(&value)));
    }
    let arguments =
        if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let selection = if is_leaf(schema, &field.ty) { "" } else { " { __typename }" };
    format!("{}{arguments}{selection}", field.name)
}
