//! Four eyes: one attests just what a preview shows, another issues it; both are in the audit.

use serde_json::{Value, json};
use testkit::World;

use crate::books::{economist, set_up};

testkit::on_both_databases!(one_attests_and_another_issues);

const PREVIEW: &str = "query ($until: Date!) { region(slug: \"goteborgsregionen\") {
    settlementPreview(until: $until) { fingerprint fourEyes attestations { by own } } } }";
const ATTEST: &str = "mutation ($input: RunAttestInput!) { runAttest(input: $input) {
    attestations { by own } } }";
const ISSUE: &str =
    "mutation ($input: DocumentsIssueInput!) { documentsIssue(input: $input) { documents } }";
const SET: &str = "mutation ($on: Boolean!) { booksSet(input: {
    region: \"goteborgsregionen\", fourEyes: $on }) { fourEyes } }";

fn of(until: &str, fingerprint: &Value) -> Value {
    json!({ "input": { "region": "goteborgsregionen", "until": until, "fingerprint": fingerprint } })
}

async fn one_attests_and_another_issues(world: World) {
    let (house, coordinator, codes) = economist(world).await;
    set_up(&coordinator, &codes).await;
    let economist = house
        .member("goteborgsregionen", identity::Role::RegionalEconomist, identity::Reach::Region)
        .await;
    assert_eq!(coordinator.ask(SET, json!({ "on": true })).await["booksSet"]["fourEyes"], true);
    let until = json!({ "until": "2022-06-30" });
    let seen = coordinator.ask(PREVIEW, until.clone()).await["region"]["settlementPreview"].take();
    assert_eq!([&seen["fourEyes"], &seen["attestations"]], [&json!(true), &json!([])]);
    let print = &seen["fingerprint"];
    assert_eq!(coordinator.refusal(ISSUE, of("2022-06-30", print)).await.0, "CONFLICT");
    let other = json!("another-preview");
    assert_eq!(coordinator.refusal(ATTEST, of("2022-06-30", &other)).await.0, "CONFLICT");
    for _ in 0..2 {
        let attested = coordinator.ask(ATTEST, of("2022-06-30", print)).await;
        let expected = json!([{ "by": "Signe Samordnare", "own": true }]);
        assert_eq!(attested["runAttest"]["attestations"], expected, "once is enough");
    }
    assert_eq!(
        coordinator.refusal(ISSUE, of("2022-06-30", print)).await.0,
        "CONFLICT",
        "not one's own"
    );
    let seen = economist.ask(PREVIEW, until).await["region"]["settlementPreview"].take();
    assert_eq!(seen["attestations"][0]["own"], false);
    // Attested was what was due by June, and nothing more.
    let later = economist.ask(PREVIEW, json!({ "until": "2022-12-31" })).await;
    let later = &later["region"]["settlementPreview"]["fingerprint"];
    assert_eq!(economist.refusal(ISSUE, of("2022-12-31", later)).await.0, "CONFLICT");
    let issued = economist.ask(ISSUE, of("2022-06-30", print)).await;
    assert!(issued["documentsIssue"]["documents"].as_i64().unwrap() > 10, "{issued}");
    let trail =
        "query { region(slug: \"goteborgsregionen\") { audit(first: 10) { nodes { action } } } }";
    let trail = coordinator.ask(trail, json!({})).await.to_string();
    assert!(trail.contains("run-attest") && trail.contains("documents-issue"), "{trail}");
    coordinator.ask(SET, json!({ "on": false })).await;
    let later = coordinator.ask(PREVIEW, json!({ "until": "2022-12-31" })).await;
    let later = &later["region"]["settlementPreview"]["fingerprint"];
    let issued = coordinator.ask(ISSUE, of("2022-12-31", later)).await;
    assert!(issued["documentsIssue"]["documents"].as_i64().unwrap() > 10, "{issued}");
}
