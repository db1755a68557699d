//! The audit by GraphQL: every change has an entry, found by who, what and when.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use testkit::World;
use uuid::Uuid;

use crate::house::{House, Person};

testkit::on_both_databases!(
    every_change_has_an_entry,
    entries_are_found_and_paged,
    whoever_is_shown_is_named,
    what_shows_nobody_leaves_no_entry,
    refusals_are_entries,
);

const AUDIT: &str = "query ($filter: AuditFilter, $first: Int!, $after: String) {
    region(slug: \"norrbotten\") {
        audit(filter: $filter, first: $first, after: $after) {
            totalCount nodes { sequence at actor kind action operation subject } pageInfo { hasNextPage endCursor }
        }
    }
}";

async fn audit(person: &Person, filter: Value, first: u32, after: &Value) -> Value {
    let asked = json!({ "filter": filter, "first": first, "after": after });
    person.ask(AUDIT, asked).await["region"]["audit"].take()
}

async fn settled(world: World) -> Person {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let person = house.coordinator("norrbotten").await;
    for until in ["2022-06-30", "2022-12-31"] {
        let issue = "mutation ($input: DocumentsIssueInput!) { documentsIssue(input: $input) { documents } }";
        let input = json!({ "region": "norrbotten", "until": until });
        person.ask(issue, json!({ "input": input })).await;
    }
    person
}

async fn every_change_has_an_entry(world: World) {
    let person = settled(world).await;
    let entries = audit(&person, json!({ "kind": "CHANGE" }), 100, &Value::Null).await;
    let actions: Vec<_> =
        entries["nodes"].as_array().unwrap().iter().map(|one| one["action"].clone()).collect();
    assert_eq!(
        actions,
        ["documents-issue", "documents-issue", "delivery-import", "agreement-import"]
    );
    let runs = "{ region(slug: \"norrbotten\") { runs { nodes { id } } } }";
    let runs = person.ask(runs, json!({})).await;
    let latest = &runs["region"]["runs"]["nodes"][0]["id"];
    assert_eq!(&entries["nodes"][0]["subject"], latest);
    assert_eq!(entries["nodes"][0]["actor"], "Signe Samordnare");
}

async fn entries_are_found_and_paged(world: World) {
    let today = world.regions.surroundings().clock.today();
    let (yesterday, tomorrow) = (today.pred_opt().unwrap(), today.succ_opt().unwrap());
    let person = settled(world).await;
    for (asked, found) in [
        (json!({ "kind": "CHANGE" }), 4),
        (json!({ "actor": "Signe Samordnare", "kind": "CHANGE" }), 2),
        (json!({ "actor": "Signe" }), 0),
        (json!({ "action": "agreement-import" }), 1),
        (json!({ "kind": "CHANGE", "from": today, "to": today }), 4),
        (json!({ "to": yesterday }), 0),
        (json!({ "from": tomorrow }), 0),
    ] {
        let listed = audit(&person, asked.clone(), 100, &Value::Null).await;
        assert_eq!(listed["totalCount"], found, "{asked}");
    }
    let changes = json!({ "kind": "CHANGE" });
    let first = audit(&person, changes.clone(), 3, &Value::Null).await;
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    let after = &first["pageInfo"]["endCursor"];
    let second = audit(&person, changes, 3, after).await;
    assert_eq!(second["nodes"].as_array().unwrap().len(), 1);
    assert_eq!(second["nodes"][0]["sequence"], 1);
}

/// A field that shows persons: the operation's text, and where in the data their ids are.
const SHOWING: [(&str, &str); 6] = [
    ("query Persons { region(slug: \"norrbotten\") { persons(first: 7) { nodes { id } } } }", "id"),
    (
        "query Courses { region(slug: \"norrbotten\") { occasions(first: 3) { nodes {
            participants { person { id } } courseDays { trainers { person { id } } } } } } }",
        "id",
    ),
    (
        "query Named { region(slug: \"norrbotten\") { occasions(first: 1) { nodes { ...Who } } } }
         fragment Who on Occasion { whoever: participants { them: person { name that: id } } }",
        "that",
    ),
    (
        "query Occasion($occasion: ID!) { region(slug: \"norrbotten\") { occasion(id: $occasion) {
            participants { person { id } } } } }",
        "id",
    ),
    (
        "query CourseDay($day: ID!) { region(slug: \"norrbotten\") { courseDay(id: $day) {
            trainers { person { id } } } } }",
        "id",
    ),
    (
        "mutation Remark($correct: CourseDayCorrectInput!) { courseDayCorrect(input: $correct) {
            trainers { person { id } } } }",
        "id",
    ),
];

async fn whoever_is_shown_is_named(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let person = house.coordinator("norrbotten").await;
    let variables = variables(&person).await;
    for (text, key) in SHOWING {
        let before = last(&person, "persons-read").await;
        let shown = ids(&person.ask(text, variables.clone()).await, key);
        assert!(!shown.is_empty(), "{text}");
        let after = audit(&person, json!({ "action": "persons-read" }), 100, &Value::Null).await;
        let new = after["nodes"].as_array().unwrap().iter();
        let new: Vec<_> = new.filter(|one| one["sequence"].as_i64() > before).collect();
        let named: BTreeSet<Uuid> = new
            .iter()
            .flat_map(|one| one["subject"].as_str().unwrap().split(' '))
            .map(|id| id.parse().unwrap())
            .collect();
        assert_eq!(named, shown, "{text}");
        let name = text.split(['(', '{', ' ']).nth(1).unwrap();
        assert!(new.iter().all(|one| one["operation"] == name && one["kind"] == "READING"));
        let one = json!({ "person": named.first().unwrap() });
        assert!(audit(&person, one, 1, &Value::Null).await["totalCount"].as_i64() > Some(0));
    }
}

/// An occasion and a closed day of it, and a correction that changes nothing but its trail.
async fn variables(person: &Person) -> Value {
    let text = "{ region(slug: \"norrbotten\") { occasions(first: 5) { nodes {
        id courseDays { id state trainers { id served } } } } } }";
    let data = person.ask(text, json!({})).await;
    let occasion = &data["region"]["occasions"]["nodes"][0];
    let day = &occasion["courseDays"][0];
    let trainer = &day["trainers"][0];
    let served = !trainer["served"].as_bool().unwrap();
    let trainers = json!([{ "assignment": trainer["id"], "served": served }]);
    let correct = json!({
        "region": "norrbotten", "courseDay": day["id"], "reason": "Missades", "trainers": trainers,
        "marks": [],
    });
    json!({ "occasion": occasion["id"], "day": day["id"], "correct": correct })
}

async fn last(person: &Person, action: &str) -> Option<i64> {
    let entries = audit(person, json!({ "action": action }), 1, &Value::Null).await;
    entries["nodes"][0]["sequence"].as_i64()
}

/// Every id that is a person's: of a list of persons, or of `person`.
fn ids(data: &Value, key: &str) -> BTreeSet<Uuid> {
    match data {
        Value::Array(items) => items.iter().flat_map(|item| ids(item, key)).collect(),
        Value::Object(fields) => {
            let inner = fields.values().flat_map(|value| ids(value, key));
            let own = fields.get(key).and_then(Value::as_str).map(|id| id.parse().unwrap());
            inner.chain(own).collect()
        }
        _ => BTreeSet::new(),
    }
}

async fn what_shows_nobody_leaves_no_entry(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let person = house.coordinator("norrbotten").await;
    let before = last(&person, "persons-read").await;
    for text in [
        "{ region(slug: \"norrbotten\") { occasions(first: 9) { nodes { id enrolled courseDays { id } } } } }",
        "{ region(slug: \"norrbotten\") { courseDaysToClose { nodes { id } } documents { totalCount } } }",
    ] {
        person.ask(text, json!({})).await;
    }
    assert_eq!(last(&person, "persons-read").await, before);
    assert_eq!(last(&person, "audit-read").await, None, "of an empty page");
    audit(&person, json!({ "kind": "CHANGE" }), 100, &Value::Null).await;
    let read = audit(&person, json!({ "action": "audit-read" }), 1, &Value::Null).await;
    assert_eq!(read["nodes"][0]["subject"], "1-2", "the entries that were shown");
}

async fn refusals_are_entries(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    house.world.region("dalarna", "Region Dalarna").await;
    let person = house.coordinator("norrbotten").await;
    let administrator = house.administrator("norrbotten", "2580").await;
    let stranger = house.coordinator("dalarna").await;
    let audit_of = "query Nosy { region(slug: \"norrbotten\") { audit { totalCount } } }";
    for _ in 0..2 {
        assert_eq!(administrator.refusal(audit_of, json!({})).await.0, "FORBIDDEN");
        assert_eq!(stranger.refusal(audit_of, json!({})).await.0, "NOT_FOUND");
    }
    house.world.regions.settled().await;
    let refused = audit(&person, json!({ "kind": "REFUSAL" }), 100, &Value::Null).await;
    let told = refused["nodes"].as_array().unwrap().iter();
    let told: Vec<_> =
        told.map(|one| [&one["action"], &one["operation"]].map(Value::as_str)).collect();
    assert_eq!(told, [[Some("not-a-member"), Some("Nosy")], [Some("forbidden"), Some("Nosy")],]);
}
