//! Somebody who is erased is in no file that the product writes afterwards, and was never in its log.

use std::fs::{self, File};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::World;

use crate::running::{Api, PASSWORD, Program, Server};

testkit::on_both_databases!(whoever_is_erased_is_in_no_log_and_no_export);

const REGION: &str = "goteborgsregionen";
/// What tells of her, and of nobody else.
const TOLD: [&str; 5] = [
    "Ingridlinn",
    "Ekdahlsson",
    "ingridlinn.ekdahlsson@ale.example",
    "GR-47119",
    "Hemlighetsenheten",
];

fn of(input: Value) -> Value {
    Value::Object([("input".to_owned(), input)].into_iter().collect())
}

async fn whoever_is_erased_is_in_no_log_and_no_export(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = program.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("RUST_LOG", "trace").stderr(File::create(&log).unwrap());
    let server = Server::start(command);
    let coordinator = program.coordinator(&server, REGION).await;
    let person = take_her_on(&coordinator).await;
    let day = take_part(&coordinator, &person).await;
    refusals_that_name_her(&server, &coordinator).await;
    let export = |name: &str| {
        let out = folder.path().join(name);
        program.done(&["region", "export", REGION, "--out", out.to_str().unwrap()]);
        rows(&out)
    };
    let before = export("before");

    let input = json!({ "region": REGION, "person": person, "reason": "Slutat" });
    coordinator
        .ask("mutation ($input: StaffEraseInput!) { staffErase(input: $input) }", of(input))
        .await;
    let after = export("after");
    assert_eq!(before.lines().count(), after.lines().count(), "nothing but her is gone");
    assert!(after.contains(&day), "the day is there");
    let staff = folder.path().join("hr");
    program.done(&["totara", "export", "--region", REGION, "--out", staff.to_str().unwrap()]);
    assert!(server.stop());
    let log = fs::read_to_string(&log).unwrap();
    assert!(log.contains("a file of the learning platform was not read"), "it is written: {log}");
    for (what, text) in [("export", after), ("HR files", rows(&staff)), ("log", log)] {
        for told in TOLD {
            assert!(!text.to_lowercase().contains(&told.to_lowercase()), "{told} is in the {what}");
        }
    }
}

/// All files of a folder.
fn rows(folder: &Path) -> String {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

async fn take_her_on(coordinator: &Api) -> Value {
    let create = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
    let details = json!({ "givenName": TOLD[0], "familyName": TOLD[1], "email": TOLD[2],
        "staffNumber": TOLD[3], "unit": TOLD[4] });
    let input = json!({ "region": REGION, "municipality": "1440", "roles": ["PARTICIPANT"],
        "details": details });
    let person = coordinator.ask(create, of(input)).await["staffCreate"]["id"].take();
    let search = "query ($search: String!) { region(slug: \"goteborgsregionen\") {
        staff(search: $search) { totalCount } } }";
    let found = coordinator.ask(search, json!({ "search": TOLD[1] })).await;
    assert_eq!(found["region"]["staff"]["totalCount"], 1);
    person
}

/// On a day that is closed; gives its occasion's short name.
async fn take_part(coordinator: &Api, person: &Value) -> String {
    let register = "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) {
        id courseDays { id } } }";
    let input = json!({ "region": REGION, "course": "Våld", "code": "RADERAD",
        "days": [{ "date": "2022-11-30", "delivery": "ON_SITE", "length": "1" }] });
    let made = coordinator.ask(register, of(input)).await["occasionRegister"].take();
    let enrol = "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) {
        participants { id } } }";
    let input = json!({ "region": REGION, "occasion": made["id"], "person": person,
        "municipality": "1440" });
    let enrolled = coordinator.ask(enrol, of(input)).await;
    let enrolment = &enrolled["enrolmentCreate"]["participants"][0]["id"];
    let day = &made["courseDays"][0]["id"];
    let mark =
        "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { state } }";
    let marks = json!([{ "enrolment": enrolment, "mark": "ATTENDED" }]);
    coordinator.ask(mark, of(json!({ "region": REGION, "courseDay": day, "marks": marks }))).await;
    let close =
        "mutation ($input: CourseDayCloseInput!) { courseDayClose(input: $input) { state } }";
    coordinator.ask(close, of(json!({ "region": REGION, "courseDay": day }))).await;
    "RADERAD".to_owned()
}

/// What is refused is logged, and whoever asked may have named her.
async fn refusals_that_name_her(server: &Server, coordinator: &Api) {
    let nobody = Api::of(&server.url);
    let sign_in = "mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { accessToken } }";
    let wrong = json!({ "email": TOLD[2], "password": PASSWORD });
    assert_eq!(nobody.refusal(sign_in, wrong).await, "UNAUTHENTICATED");
    let search = "query ($search: String!) { region(slug: \"goteborgsregionen\") {
        staff(search: $search) { totalCount } } }";
    assert_eq!(nobody.refusal(search, json!({ "search": TOLD[1] })).await, "UNAUTHENTICATED");
    let drift = "query ($users: String!) { region(slug: \"goteborgsregionen\") {
        totaraDrift(users: $users) { differs } } }";
    let users = json!({ "users": STANDARD.encode(TOLD.join(",")) });
    assert_eq!(coordinator.refusal(drift, users).await, "INVALID_INPUT");
    let broken = nobody.answer(&format!("{{ me {{ {} }} }}", TOLD[0]), json!({})).await;
    assert!(broken["errors"].is_array());
}
