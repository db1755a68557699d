//! A server that is killed in the middle of issuing has issued everything or nothing.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::World;

use crate::running::Program;

testkit::on_both_databases!(all_or_nothing, a_server_asked_to_end_does_so_in_order);

const ISSUE: &str = "mutation ($input: DocumentsIssueInput!) {
    documentsIssue(input: $input) { documents }
}";

const ISSUED: &str = "query { region(slug: \"norrbotten\") {
    documents(first: 1) { totalCount }
    ledger { balanced }
} }";

async fn all_or_nothing(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2023"]);
    let email = program.account("regional-coordinator", &["--region", "norrbotten"]);
    let mut seen = Vec::new();
    // Later and later, so that some are killed before, some in the middle of, and some after the commit.
    for wait in [0, 20, 40, 60, 80, 100, 130, 160, 200, 300] {
        let server = program.serve();
        let api =
            crate::running::Api::signed_in(&server.url, &email, crate::running::PASSWORD).await;
        let issuing = api.clone();
        let running = tokio::spawn(async move {
            let input = json!({ "region": "norrbotten", "until": "2028-06-30" });
            issuing.try_ask(ISSUE, json!({ "input": input })).await
        });
        tokio::time::sleep(Duration::from_millis(wait)).await;
        server.kill();
        // The answer may have come or not: what counts is what is there afterwards.
        let _ = running.await.unwrap();
        let server = program.serve();
        let api = api.at(&server.url);
        let now = api.ask(ISSUED, Value::Null).await["region"].take();
        let count = now["documents"]["totalCount"].as_i64().unwrap();
        assert!(count == 0 || count == 146, "{count} of 146 documents");
        assert_eq!(now["ledger"]["balanced"], true);
        seen.push(count);
    }
    let server = program.serve();
    let api = crate::running::Api::signed_in(&server.url, &email, crate::running::PASSWORD).await;
    let input = json!({ "region": "norrbotten", "until": "2028-06-30" });
    api.ask(ISSUE, json!({ "input": input })).await;
    let now = api.ask(ISSUED, Value::Null).await["region"].take();
    assert_eq!(now["documents"]["totalCount"], 146, "in the end all, once; seen {seen:?}");
}

async fn a_server_asked_to_end_does_so_in_order(world: World) {
    let program = Program::on(&world);
    assert!(program.serve().stop());
}
