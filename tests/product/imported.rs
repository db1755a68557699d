//! 50 000 people from one file: a server that is killed in the middle goes on when it comes back, and every row is in
//! exactly once.

use std::fmt::Write;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::World;

use crate::running::{Api, PASSWORD, Program};

testkit::on_both_databases!(every_row_is_in_exactly_once);

const PEOPLE: usize = 50_000;
/// Thirty seconds on an idle machine with two cores; other tests run beside this one.
const MOST: Duration = Duration::from_secs(90);

const UPLOAD: &str = "mutation ($input: StaffImportUploadInput!) {
    staffImportUpload(input: $input) { id mappingFaults }
}";
const START: &str = "mutation ($input: StaffImportStartInput!) {
    staffImportStart(input: $input) { id }
}";
const PROGRESS: &str = "query ($id: ID!) { region(slug: \"norrbotten\") {
    staffImport(id: $id) { state progress { rows created changed unchanged refused } }
} }";
const COUNT: &str = "query ($search: String) { region(slug: \"norrbotten\") {
    staff(first: 1, search: $search) { totalCount }
} }";

fn file() -> String {
    let mut text = "Förnamn;Efternamn;E-post;Enhet;Befattning\n".to_owned();
    for number in 0..PEOPLE {
        let name: String =
            format!("{number:05}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        writeln!(text, "Åsa;S{name};p{number:05}@lulea.example;Hemtjänst;Stödassistent").unwrap();
    }
    text
}

async fn progress(api: &Api, id: &str) -> Value {
    let mut answer = api.ask(PROGRESS, json!({ "id": id })).await;
    answer["region"]["staffImport"].take()
}

async fn every_row_is_in_exactly_once(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2023"]);
    let scope = ["--region", "norrbotten", "--municipality", "2580"];
    let email = program.account("municipal-administrator", &scope);
    let server = program.serve();
    let api = Api::signed_in(&server.url, &email, PASSWORD).await;
    let before = api.ask(COUNT, json!({})).await["region"]["staff"]["totalCount"].as_u64().unwrap();
    let content = STANDARD.encode(file());
    let input = json!({ "region": "norrbotten", "fileName": "alla.csv", "content": content });
    let uploaded = api.upload(UPLOAD, json!({ "input": input })).await;
    let id = uploaded["staffImportUpload"]["id"].as_str().unwrap().to_owned();
    let input = json!({ "region": "norrbotten", "import": id, "onFault": "SKIP" });
    let began = Instant::now();
    api.ask(START, json!({ "input": input })).await;
    let mut seen = 0;
    while seen < 10_000 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        seen = progress(&api, &id).await["progress"]["created"].as_u64().unwrap();
    }
    server.kill();

    let server = program.serve();
    let api = api.at(&server.url);
    let mut now = progress(&api, &id).await;
    let half = now["progress"]["created"].as_u64().unwrap();
    assert!(half >= seen && half < 50_000, "{half} rows were in when it was killed");
    while now["state"] == "RUNNING" {
        tokio::time::sleep(Duration::from_millis(200)).await;
        now = progress(&api, &id).await;
    }
    let took = began.elapsed();
    println!("{PEOPLE} rows in {took:?}, a death and the wait for its lease to end among them");
    assert!(took < MOST, "{took:?}");
    let expected =
        json!({ "rows": PEOPLE, "created": PEOPLE, "changed": 0, "unchanged": 0, "refused": 0 });
    assert_eq!([&now["state"], &now["progress"]], [&json!("DONE"), &expected]);
    let after = api.ask(COUNT, json!({})).await["region"]["staff"]["totalCount"].as_u64().unwrap();
    assert_eq!(after, before + 50_000);
    for number in [0, 9_999, 10_000, 49_999] {
        let search = format!("p{number:05}@");
        let found = api.ask(COUNT, json!({ "search": search })).await;
        assert_eq!(found["region"]["staff"]["totalCount"], 1, "{search}");
    }
    assert!(server.stop());
    program.done(&["audit", "verify", "--region", "norrbotten"]);
}
