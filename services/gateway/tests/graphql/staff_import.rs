//! Staff from files: tried first, then brought in by work in the background, as often as one likes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    a_dry_run_shows_every_fault_and_the_rest_comes_in,
    all_or_nothing_brings_nothing_in_where_a_row_is_at_fault,
    a_mapping_is_remembered_and_blanks_wipe_nothing,
    personal_numbers_are_never_kept,
    an_import_is_its_uploaders_and_can_be_stopped,
);

const UPLOAD: &str =
    "mutation ($input: StaffImportUploadInput!) { staffImportUpload(input: $input) {
    id state mappingFaults columns { index letter name holds samples }
} }";
const DRY_RUN: &str = "query ($id: ID!) { region(slug: \"norrbotten\") { staffImport(id: $id) {
    mappingFaults dryRun { counts { rows created changed unchanged refused }
        rows { row outcome name explanation } } } } }";
const START: &str = "mutation ($input: StaffImportStartInput!) { staffImportStart(input: $input) {
    state } }";
const IMPORT: &str = "query ($id: ID!) { region(slug: \"norrbotten\") { staffImport(id: $id) {
    state fault progress { rows created changed unchanged refused }
    results { row outcome explanation } resultFile } } }";

/// Semicolons and Windows-1252, as Swedish Excel writes it; rows 4 and 5 are at fault.
fn file() -> Vec<u8> {
    let text = "Förnamn;Efternamn;E-post;Enhet;Befattning;Fr.o.m.\r\n\
        Åsa;Ek;asa.ek@lulea.example;Barn och unga;Socialsekreterare;2026-01-07\r\n\
        Örjan;Berg;orjan.berg@lulea.example;Vuxna;;2025-08-18\r\n\
        Eva;Ny;ingen adress;Vuxna;;\r\n\
        Ulf;Ås;ulf.as@lulea.example;Vuxna;;i höstas\r\n";
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

async fn upload(person: &Person, content: &[u8]) -> Value {
    let input = json!({ "region": "norrbotten", "fileName": "personal.csv",
        "content": STANDARD.encode(content) });
    person.ask(UPLOAD, json!({ "input": input })).await["staffImportUpload"].take()
}

fn start(id: &Value, on_fault: &str, invite: bool) -> Value {
    json!({ "input": { "region": "norrbotten", "import": id, "onFault": on_fault,
        "invite": invite } })
}

async fn brought_in(house: &House, person: &Person, id: &Value) -> Value {
    house.work_off().await;
    let mut found = person.ask(IMPORT, json!({ "id": id })).await;
    found["region"]["staffImport"].take()
}

async fn staff(person: &Person) -> Vec<Value> {
    let text = "query { region(slug: \"norrbotten\") { staff(first: 100) { nodes {
        name email state employments { unit title firstDay } } } } }";
    let found = person.ask(text, json!({})).await;
    let all = found["region"]["staff"]["nodes"].as_array().unwrap().clone();
    all.into_iter().filter(|one| !one["email"].is_null()).collect()
}

async fn a_dry_run_shows_every_fault_and_the_rest_comes_in(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let import = upload(&lulea, &file()).await;
    assert_eq!([&import["state"], &import["columns"][0]["holds"]], ["UPLOADED", "GIVEN_NAME"]);
    assert_eq!(import["columns"][0]["samples"], json!(["Åsa", "Örjan", "Eva"]));
    let id = &import["id"];
    let tried = lulea.ask(DRY_RUN, json!({ "id": id })).await;
    let tried = &tried["region"]["staffImport"]["dryRun"];
    let counts = |created: i32, unchanged: i32, refused: i32| {
        json!({ "rows": 4, "created": created, "changed": 0, "unchanged": unchanged,
            "refused": refused })
    };
    assert_eq!(tried["counts"], counts(2, 0, 2));
    assert_eq!(tried["rows"][2]["row"], 4);
    let told = tried["rows"][2]["explanation"].as_str().unwrap();
    assert!(told.starts_with("E-post (kolumn C): skriv en e-postadress"), "{told}");
    assert!(staff(&lulea).await.is_empty(), "nobody came in");

    lulea.ask(START, start(id, "SKIP", true)).await;
    assert_eq!(lulea.refusal(START, start(id, "SKIP", true)).await.0, "CONFLICT", "once");
    let done = brought_in(&house, &lulea, id).await;
    assert_eq!([&done["state"], &done["fault"]], [&json!("DONE"), &Value::Null]);
    assert_eq!(done["progress"], counts(2, 0, 2));
    let result = STANDARD.decode(done["resultFile"].as_str().unwrap()).unwrap();
    let result = String::from_utf8(result).unwrap();
    assert!(result.contains("Ny;;Åsa;Ek;asa.ek@lulea.example"), "{result}");
    assert!(result.contains("Felaktig;"), "{result}");
    let in_now = staff(&lulea).await;
    assert_eq!(in_now.len(), 2);
    assert_eq!([&in_now[0]["name"], &in_now[0]["state"]], ["Åsa Ek", "INVITED"]);
    assert_eq!(in_now[0]["employments"][0]["firstDay"], "2026-01-07");

    let again = upload(&lulea, &file()).await;
    lulea.ask(START, start(&again["id"], "SKIP", true)).await;
    let again = brought_in(&house, &lulea, &again["id"]).await;
    assert_eq!(again["progress"], counts(0, 2, 2), "a second time changes nothing");
}

async fn all_or_nothing_brings_nothing_in_where_a_row_is_at_fault(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let faulty = upload(&lulea, &file()).await;
    let refused = lulea.refusal(START, start(&faulty["id"], "ALL_OR_NOTHING", false)).await;
    assert_eq!(refused.0, "CONFLICT");
    let sound: Vec<u8> =
        file().split_inclusive(|byte| *byte == b'\n').take(3).flatten().copied().collect();
    let sound = upload(&lulea, &sound).await;
    lulea.ask(START, start(&sound["id"], "ALL_OR_NOTHING", false)).await;
    let done = brought_in(&house, &lulea, &sound["id"]).await;
    assert_eq!([&done["state"], &done["progress"]["created"]], [&json!("DONE"), &json!(2)]);
    let states: Vec<Value> =
        staff(&lulea).await.into_iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["NONE", "NONE"], "nobody was invited");
}

async fn a_mapping_is_remembered_and_blanks_wipe_nothing(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let first = b"A;B;C;D\nEva;Ny;eva.ny@lulea.example;Vuxna\n";
    let import = upload(&lulea, first).await;
    assert!(!import["mappingFaults"].as_array().unwrap().is_empty(), "nothing tells what is what");
    let map = "mutation ($input: StaffImportMapInput!) { staffImportMap(input: $input) {
        mappingFaults } }";
    let columns = ["GIVEN_NAME", "FAMILY_NAME", "EMAIL", "UNIT"].iter().enumerate();
    let columns: Vec<Value> =
        columns.map(|(index, holds)| json!({ "index": index, "holds": holds })).collect();
    let mut input = json!({ "region": "norrbotten", "import": import["id"], "columns": columns,
        "municipality": "2580" });
    let mapped = lulea.ask(map, json!({ "input": input })).await;
    assert_eq!(mapped["staffImportMap"]["mappingFaults"], json!([]));
    input["municipality"] = json!("2584");
    assert_eq!(lulea.refusal(map, json!({ "input": input })).await.1, ["municipality"]);
    lulea.ask(START, start(&import["id"], "SKIP", false)).await;
    brought_in(&house, &lulea, &import["id"]).await;

    let second = b"A;B;C;D\nEva;Nyberg;eva.ny@lulea.example;\n";
    let import = upload(&lulea, second).await;
    assert_eq!(
        [&import["mappingFaults"], &import["columns"][3]["holds"]],
        [&json!([]), &json!("UNIT")]
    );
    let tried = lulea.ask(DRY_RUN, json!({ "id": import["id"] })).await;
    let row = &tried["region"]["staffImport"]["dryRun"]["rows"][0];
    assert_eq!(row["outcome"], "CHANGED");
    assert_eq!(row["explanation"], "Namn: Eva Ny → Eva Nyberg", "and the unit stays");
    let third = b"A;B;C;D\nEva;Ny;eva.ny@lulea.example;-\n";
    let import = upload(&lulea, third).await;
    lulea.ask(START, start(&import["id"], "SKIP", false)).await;
    brought_in(&house, &lulea, &import["id"]).await;
    let eva = staff(&lulea).await.remove(0);
    assert_eq!(eva["employments"][0]["unit"], Value::Null, "taken away on purpose");
}

async fn personal_numbers_are_never_kept(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let file = "Personnummer;Förnamn;Efternamn;E-post\n\
        19811228-9874;Eva;Ny;eva.ny@lulea.example\n19640823-3234;Ulf;Ås;ulf.as@lulea.example\n";
    let import = upload(&lulea, file.as_bytes()).await;
    let names: Vec<&Value> =
        import["columns"].as_array().unwrap().iter().map(|column| &column["name"]).collect();
    assert_eq!(names, ["Förnamn", "Efternamn", "E-post"]);
    assert!(!import.to_string().contains("9874"), "{import}");
}

async fn an_import_is_its_uploaders_and_can_be_stopped(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let kiruna = house.administrator_of("norrbotten", "2584", "kiruna@exempel.se").await;
    let import = upload(&lulea, &file()).await;
    let id = &import["id"];
    assert_eq!(kiruna.refusal(DRY_RUN, json!({ "id": id })).await.0, "NOT_FOUND");
    assert_eq!(kiruna.refusal(START, start(id, "SKIP", false)).await.0, "NOT_FOUND");
    let cancel = "mutation ($input: StaffImportCancelInput!) { staffImportCancel(input: $input) {
        state stopping } }";
    let one = json!({ "input": { "region": "norrbotten", "import": id } });
    assert_eq!(kiruna.refusal(cancel, one.clone()).await.0, "NOT_FOUND");
    lulea.ask(START, start(id, "SKIP", false)).await;
    assert_eq!(lulea.ask(cancel, one.clone()).await["staffImportCancel"]["stopping"], true);
    let done = brought_in(&house, &lulea, id).await;
    assert_eq!([&done["state"], &done["progress"]["created"]], [&json!("CANCELLED"), &json!(0)]);
    assert_eq!(lulea.refusal(cancel, one).await.0, "CONFLICT");
    assert!(staff(&lulea).await.is_empty());
    for odd in [&b""[..], b"\x00\x01", b"bara en rubrik\n"] {
        let input =
            json!({ "region": "norrbotten", "fileName": "x", "content": STANDARD.encode(odd) });
        let (code, fields) = lulea.refusal(UPLOAD, json!({ "input": input })).await;
        assert_eq!((code.as_str(), fields[0].as_str()), ("INVALID_INPUT", "content"), "{odd:?}");
    }
}
