//! The audit by GraphQL: every change has an entry, found by who, what and when.

use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(every_change_has_an_entry, entries_are_found_and_paged);

const AUDIT: &str = "query ($filter: AuditFilter, $first: Int!, $after: String) {
    region(slug: \"norrbotten\") {
        audit(filter: $filter, first: $first, after: $after) {
            totalCount nodes { sequence at actor action subject } pageInfo { hasNextPage endCursor }
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
    let entries = audit(&person, json!({}), 100, &Value::Null).await;
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
        (json!({}), 4),
        (json!({ "actor": "Signe Samordnare" }), 2),
        (json!({ "actor": "Signe" }), 0),
        (json!({ "action": "agreement-import" }), 1),
        (json!({ "from": today, "to": today }), 4),
        (json!({ "to": yesterday }), 0),
        (json!({ "from": tomorrow }), 0),
    ] {
        let listed = audit(&person, asked.clone(), 100, &Value::Null).await;
        assert_eq!(listed["totalCount"], found, "{asked}");
    }
    let first = audit(&person, json!({}), 3, &Value::Null).await;
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    let after = &first["pageInfo"]["endCursor"];
    let second = audit(&person, json!({}), 3, after).await;
    assert_eq!(second["nodes"].as_array().unwrap().len(), 1);
    assert_eq!(second["nodes"][0]["sequence"], 1);
}
