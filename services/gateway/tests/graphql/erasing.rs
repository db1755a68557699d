//! Erasing somebody: what told of them is gone from everywhere, and every count, document and sum is as before.

use accounts::NewAccount;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Slug;
use identity::{Membership, Reach, Role};
use serde_json::{Value, json};
use tenancy::AuditChain;
use testkit::World;
use testkit::contents::{changed, contents};

use crate::house::{House, PASSWORD, Person};

mod earlier;
mod everywhere;
mod refused;

use everywhere::{told, told_in_files};

testkit::on_both_databases!(
    a_participant_of_an_issued_day_is_gone_and_all_sums_stay,
    whoever_is_expected_is_not_erased_yet,
    an_account_that_others_need_leaves_the_region_alone,
);

const CREATE: &str = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
const REGISTER: &str =
    "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) {
    id courseDays { id } } }";
const ENROL: &str = "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) {
    participants { id person { id name } } } }";
const ASSIGN: &str = "mutation ($input: TrainerAssignInput!) { trainerAssign(input: $input) {
    trainers { id } } }";
const MARK: &str =
    "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { state } }";
const CLOSE: &str =
    "mutation ($input: CourseDayCloseInput!) { courseDayClose(input: $input) { state } }";
const CORRECT: &str =
    "mutation ($input: CourseDayCorrectInput!) { courseDayCorrect(input: $input) {
    corrections { reason changes } } }";
const ISSUE: &str = "mutation { documentsIssue(input: { region: \"norrbotten\",
    until: \"2025-12-31\" }) { documents } }";
const ERASE: &str = "mutation ($input: StaffEraseInput!) { staffErase(input: $input) }";
const OUTLOOK: &str =
    "query ($person: ID!) { region(slug: \"norrbotten\") { erasure(person: $person) {
    erased oneself account hindrances { kind what } } } }";
const SUMS: &str = "query ($day: ID!, $taught: ID!) { region(slug: \"norrbotten\") {
    documents(first: 100) { totalAmount totalCount nodes { number total lines { id amount quantity
        explanation { __typename ... on CourseFeeExplanation { attended absent closedBy } } } } }
    ledger { balanced accounts { code debit credit } }
    trainerPots { year collected points carriedOut }
    courseDay(id: $day) { counts { municipality { code } attended absent } }
    taught: courseDay(id: $taught) { counts { municipality { code } attended absent } }
} }";

pub(crate) const EMAIL: &str = "ingridlinn.ekdahlsson@lulea.example";

fn of(input: Value) -> Value {
    Value::Object([("input".to_owned(), input)].into_iter().collect())
}

fn erase(person: &Value, reason: &str) -> Value {
    of(json!({ "region": "norrbotten", "person": person, "reason": reason }))
}

/// Makes an account of hers, with these memberships, and signs her in.
pub(crate) async fn her_account(house: &House, memberships: Vec<Membership>) -> Person {
    let new = NewAccount {
        email: EMAIL.to_owned(),
        name: "Ingridlinn Ekdahlsson".to_owned(),
        password: PASSWORD.to_owned(),
        memberships,
    };
    house.accounts.create(new).await.unwrap();
    house.sign_in(EMAIL).await
}

pub(crate) fn participant(region: &str) -> Membership {
    let region = Slug::parse(region).unwrap();
    Membership::Regional { region, role: Role::Participant, reach: Reach::Oneself }
}

/// Takes her on in Luleå, and gives her id.
pub(crate) async fn take_her_on(coordinator: &Person, roles: &[&str]) -> Value {
    let input = json!({ "region": "norrbotten", "municipality": "2580", "roles": roles,
        "details": { "givenName": "Ingridlinn", "familyName": "Ekdahlsson", "email": EMAIL,
            "staffNumber": "NB-47119", "unit": "Hemlighetsenheten", "title": "Trollkonsult",
            "firstDay": "2024-01-08" } });
    coordinator.ask(CREATE, of(input)).await["staffCreate"]["id"].take()
}

/// An occasion of one day, today, and that day.
async fn occasion(coordinator: &Person, course: &str) -> (Value, Value) {
    let input = json!({ "region": "norrbotten", "course": course,
        "days": [{ "date": "2024-11-15", "delivery": "ON_SITE", "length": "1" }] });
    let mut made = coordinator.ask(REGISTER, of(input)).await["occasionRegister"].take();
    (made["id"].take(), made["courseDays"][0]["id"].take())
}

async fn enrol(coordinator: &Person, occasion: &Value, person: &Value) -> Value {
    let input = json!({ "region": "norrbotten", "occasion": occasion, "person": person,
        "municipality": "2580" });
    let found = coordinator.ask(ENROL, of(input)).await;
    let participants = found["enrolmentCreate"]["participants"].as_array().unwrap();
    participants.iter().find(|one| one["person"]["id"] == *person).unwrap()["id"].clone()
}

async fn assign(coordinator: &Person, day: &Value, person: &Value) -> Value {
    let input = json!({ "region": "norrbotten", "courseDay": day, "person": person,
        "municipality": "2580", "role": "TRAINER" });
    coordinator.ask(ASSIGN, of(input)).await["trainerAssign"]["trainers"][0]["id"].take()
}

/// Days that she took part in and taught, closed and issued; one corrected, in words that name her.
pub(crate) async fn closed_and_issued(coordinator: &Person, person: &Value) -> (Value, Value) {
    let (one, day) = occasion(coordinator, "Våld").await;
    let (_, taught) = occasion(coordinator, "Samtal").await;
    let enrolment = enrol(coordinator, &one, person).await;
    let assignment = assign(coordinator, &taught, person).await;
    let mark = json!({ "region": "norrbotten", "courseDay": day,
        "marks": [{ "enrolment": enrolment, "mark": "ATTENDED" }] });
    coordinator.ask(MARK, of(mark)).await;
    let served = json!({ "region": "norrbotten", "courseDay": taught,
        "trainers": [{ "assignment": assignment, "served": true }] });
    coordinator.ask(MARK, of(served)).await;
    for day in [&day, &taught] {
        coordinator.ask(CLOSE, of(json!({ "region": "norrbotten", "courseDay": day }))).await;
    }
    coordinator.ask(ISSUE, json!({})).await;
    for (mark, reason) in
        [("ABSENT", "Ingridlinn var sjuk"), ("ATTENDED", "Fel om EKDAHLSSON, hon kom")]
    {
        let correct = json!({ "region": "norrbotten", "courseDay": day, "reason": reason,
            "marks": [{ "enrolment": enrolment, "mark": mark }] });
        coordinator.ask(CORRECT, of(correct)).await;
    }
    coordinator.ask(ISSUE, json!({})).await;
    (day, taught)
}

/// Two lists that she is in: one brought in, which changes her and somebody whom she leads; one only uploaded.
async fn lists(house: &House, coordinator: &Person) {
    let upload =
        "mutation ($input: StaffImportUploadInput!) { staffImportUpload(input: $input) { id } }";
    let start =
        "mutation ($input: StaffImportStartInput!) { staffImportStart(input: $input) { state } }";
    let text = format!(
        "Förnamn;Efternamn;E-post;Enhet;Kommun;Chefens e-post\r\n\
         Ingridlinn;Ekdahlsson;{EMAIL};Hemlighetsenheten 2;Luleå;\r\n\
         Bo;Ek;bo.ek@lulea.example;Barn;Luleå;{EMAIL}\r\n"
    );
    for (file, is_started) in [("ingridlinns lista.csv", true), ("lista.csv", false)] {
        let input = json!({ "region": "norrbotten", "fileName": file,
            "content": STANDARD.encode(text.as_bytes()) });
        let import = coordinator.ask(upload, of(input)).await["staffImportUpload"]["id"].take();
        if is_started {
            let input = json!({ "region": "norrbotten", "import": import, "onFault": "SKIP",
                "invite": true });
            coordinator.ask(start, of(input)).await;
            house.work_off().await;
        }
    }
}

async fn a_participant_of_an_issued_day_is_gone_and_all_sums_stay(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    let her = her_account(&house, vec![participant("norrbotten")]).await;
    let person = take_her_on(&coordinator, &["PARTICIPANT", "TRAINER"]).await;
    // What she is refused is in the audit, by her name.
    let staff = "query { region(slug: \"norrbotten\") { staff { totalCount } } }";
    assert_eq!(her.refusal(staff, json!({})).await.0, "FORBIDDEN");
    let (day, taught) = closed_and_issued(&coordinator, &person).await;
    lists(&house, &coordinator).await;
    let days = json!({ "day": day, "taught": taught });
    let sums = coordinator.ask(SUMS, days.clone()).await;
    assert!(!told(&house).await.is_empty(), "there is something to erase");
    let before = told(&house).await.concat();
    for table in [
        "persons",
        "employments",
        "accounts",
        "outbox",
        "audit_actors",
        "corrections",
        "staff_imports",
        "staff_import_batches",
    ] {
        assert!(before.contains(table), "nothing tells of her in {table}: {before}");
    }
    let outlook = coordinator.ask(OUTLOOK, json!({ "person": person })).await;
    let ready = json!({ "erased": false, "oneself": false, "account": "ERASED", "hindrances": [] });
    assert_eq!(outlook["region"]["erasure"], ready);
    let named = erase(&person, "Ekdahlsson bad om det");
    assert_eq!(coordinator.refusal(ERASE, named).await.1, ["reason"], "the reason is kept");

    coordinator.ask(ERASE, erase(&person, "Slutat för tre år sedan")).await;

    assert_eq!(told(&house).await, [""; 0]);
    assert_eq!(told_in_files(&house).await, [""; 0]);
    assert_eq!(coordinator.ask(SUMS, days).await, sums, "every count, document and sum");
    let scope = house.world.region("norrbotten", "").await;
    assert!(matches!(scope.verify_audit(None).await.unwrap(), AuditChain::Whole { .. }));
    let due = "query { region(slug: \"norrbotten\") { settlementPreview(until: \"2025-12-31\") { total } } }";
    let due = coordinator.ask(due, json!({})).await;
    assert_eq!(due["region"]["settlementPreview"]["total"], "0.00", "nothing to adjust");
    let own = "query { region(slug: \"norrbotten\") { slug } }";
    assert_eq!(her.refusal(own, json!({})).await.0, "UNAUTHENTICATED", "from the next request on");
    let again = json!({ "email": EMAIL, "password": PASSWORD });
    let sign_in = "mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { accessToken } }";
    assert_eq!(house.nobody().refusal(sign_in, again).await.0, "UNAUTHENTICATED");
    let after = contents(&house.world).await;
    coordinator.ask(ERASE, erase(&person, "En gång till")).await;
    assert_eq!(changed(&after, &contents(&house.world).await), Vec::<String>::new());
    let outlook = coordinator.ask(OUTLOOK, json!({ "person": person })).await;
    assert_eq!(outlook["region"]["erasure"]["erased"], true);
    let (next, _) = occasion(&coordinator, "Efteråt").await;
    let input = json!({ "region": "norrbotten", "occasion": next, "person": person,
        "municipality": "2580" });
    assert_eq!(coordinator.refusal(ENROL, of(input)).await.0, "NOT_FOUND", "she is nobody now");
}

async fn whoever_is_expected_is_not_erased_yet(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    let person = take_her_on(&coordinator, &[]).await;
    let (one, day) = occasion(&coordinator, "Våld").await;
    let (_, taught) = occasion(&coordinator, "Samtal").await;
    let enrolment = enrol(&coordinator, &one, &person).await;
    let assignment = assign(&coordinator, &taught, &person).await;
    let outlook = coordinator.ask(OUTLOOK, json!({ "person": person })).await;
    assert_eq!(
        outlook["region"]["erasure"]["hindrances"],
        json!([
            { "kind": "ENROLLED", "what": "2024-11-15 Våld" },
            { "kind": "TEACHES", "what": "2024-11-15 Samtal" },
        ])
    );
    let before = contents(&house.world).await;
    assert_eq!(coordinator.refusal(ERASE, erase(&person, "Slutat")).await.0, "CONFLICT");
    assert_eq!(changed(&before, &contents(&house.world).await), Vec::<String>::new());
    let cancel =
        "mutation ($input: EnrolmentCancelInput!) { enrolmentCancel(input: $input) { id } }";
    coordinator.ask(cancel, of(json!({ "region": "norrbotten", "enrolment": enrolment }))).await;
    assert_eq!(coordinator.refusal(ERASE, erase(&person, "Slutat")).await.0, "CONFLICT");
    let remove = "mutation ($input: TrainerRemoveInput!) { trainerRemove(input: $input) { id } }";
    coordinator.ask(remove, of(json!({ "region": "norrbotten", "assignment": assignment }))).await;
    coordinator.ask(ERASE, erase(&person, "Slutat")).await;
    assert_eq!(told(&house).await, [""; 0]);
    let close = of(json!({ "region": "norrbotten", "courseDay": day }));
    coordinator.ask(CLOSE, close).await;
}

async fn an_account_that_others_need_leaves_the_region_alone(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    house.world.region("dalarna", "Region Dalarna").await;
    let coordinator = house.coordinator("norrbotten").await;
    let her = her_account(&house, vec![participant("norrbotten"), participant("dalarna")]).await;
    let person = take_her_on(&coordinator, &["PARTICIPANT"]).await;
    let outlook = coordinator.ask(OUTLOOK, json!({ "person": person })).await;
    assert_eq!(outlook["region"]["erasure"]["account"], "LEAVES");
    coordinator.ask(ERASE, erase(&person, "Flyttat till en annan region")).await;
    let left = told(&house).await;
    assert!(left.iter().all(|place| place.contains("accounts:")), "{left:?}");
    let slug = |region: &str| format!("query {{ region(slug: \"{region}\") {{ slug }} }}");
    assert_eq!(her.refusal(&slug("norrbotten"), json!({})).await.0, "NOT_FOUND");
    her.ask(&slug("dalarna"), json!({})).await;
}
