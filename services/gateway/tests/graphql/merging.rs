//! Persons who are there twice: found, told apart, or merged, with everything that was held on both and no sum changed.

use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

mod kept;

testkit::on_both_databases!(
    those_who_may_be_the_same_are_found_and_told_apart,
    what_was_held_on_both_is_one_persons_and_no_sum_changes,
    what_counts_twice_is_refused_until_it_is_corrected,
);

const DUPLICATES: &str = "query ($after: String, $first: Int = 20) { region(slug: \"norrbotten\") {
    staffDuplicates(first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
        nodes { reasons first { id name } second { id name } } } } }";
const MERGE: &str = "mutation ($input: StaffMergeInput!) { staffMerge(input: $input) {
    id name email staffNumber state protected employments { unit municipality { code } } } }";
const DISMISS: &str =
    "mutation ($input: StaffDuplicateDismissInput!) { staffDuplicateDismiss(input: $input) }";

/// Takes somebody on in a municipality of Norrbotten, and gives their id.
async fn made(person: &Person, at: &str, name: [&str; 2], email: Option<&str>) -> Value {
    let details = json!({ "givenName": name[0], "familyName": name[1], "email": email,
        "unit": email.unwrap_or("Vuxna") });
    made_of(person, at, details, &[]).await
}

async fn made_of(person: &Person, at: &str, details: Value, roles: &[&str]) -> Value {
    let create = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
    let input = json!({ "region": "norrbotten", "municipality": at, "roles": roles,
        "details": details });
    person.ask(create, json!({ "input": input })).await["staffCreate"]["id"].take()
}

async fn duplicates(person: &Person) -> Vec<Value> {
    let found = person.ask(DUPLICATES, json!({})).await;
    let found = &found["region"]["staffDuplicates"];
    let nodes = found["nodes"].as_array().unwrap().clone();
    assert_eq!(found["totalCount"], nodes.len());
    nodes
}

fn merge(keep: &Value, merge: &Value) -> Value {
    json!({ "input": { "region": "norrbotten", "keep": keep, "merge": merge } })
}

async fn those_who_may_be_the_same_are_found_and_told_apart(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let coordinator = house.coordinator("norrbotten").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let kiruna = house.administrator_of("norrbotten", "2584", "kiruna@exempel.se").await;
    assert_eq!(duplicates(&coordinator).await, [] as [Value; 0], "codes of a case are no names");
    let one = made(&lulea, "2580", ["Åsa", "Ek"], Some("asa.ek@lulea.example")).await;
    let other = made(&lulea, "2580", ["Asa", "EK"], None).await;
    let elsewhere = made(&kiruna, "2584", ["Åsa", "Ek"], None).await;
    let third = made(&lulea, "2580", ["Bo", "Ny"], Some("asa.ek+kurs@lulea.example")).await;
    let hidden = json!({ "givenName": "Åsa", "familyName": "Ek", "protected": true });
    let hidden = made_of(&lulea, "2580", hidden, &[]).await;

    let found = duplicates(&coordinator).await;
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(!json!(found).to_string().contains(hidden.as_str().unwrap()), "the protected are not");
    assert!(!json!(found).to_string().contains(elsewhere.as_str().unwrap()), "Kiruna's is another");
    let reasons = |pair: [&Value; 2], all: &[Value]| {
        let found = all.iter().find(|node| [&node["first"]["id"], &node["second"]["id"]] == pair);
        found.map(|node| node["reasons"].clone()).unwrap_or_default()
    };
    assert_eq!(reasons([&one, &other], &found), json!(["SIMILAR_NAME"]));
    assert_eq!(reasons([&one, &third], &found), json!(["SAME_EMAIL"]));
    assert_eq!(duplicates(&lulea).await.len(), 4, "the few who must see the protected too");
    assert_eq!(duplicates(&kiruna).await, [] as [Value; 0]);
    let page = coordinator.ask(DUPLICATES, json!({ "first": 1 })).await;
    let page = &page["region"]["staffDuplicates"];
    assert_eq!([&page["totalCount"], &page["pageInfo"]["hasNextPage"]], [&json!(2), &json!(true)]);
    let next = json!({ "first": 1, "after": page["pageInfo"]["endCursor"] });
    let next = coordinator.ask(DUPLICATES, next).await;
    let next = &next["region"]["staffDuplicates"]["nodes"];
    assert_eq!([page["nodes"][0].clone(), next[0].clone()].to_vec(), found);

    let dismiss = |first: &Value, second: &Value| json!({ "input": { "region": "norrbotten", "first": first, "second": second } });
    assert_eq!(kiruna.refusal(DISMISS, dismiss(&one, &other)).await.0, "NOT_FOUND");
    assert_eq!(kiruna.refusal(DISMISS, dismiss(&elsewhere, &other)).await.0, "NOT_FOUND");
    assert_eq!(lulea.refusal(DISMISS, dismiss(&one, &one)).await.1, ["second"]);
    lulea.ask(DISMISS, dismiss(&other, &one)).await;
    lulea.ask(DISMISS, dismiss(&one, &other)).await;
    let found = duplicates(&coordinator).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(reasons([&one, &third], &found), json!(["SAME_EMAIL"]));

    assert_eq!(kiruna.refusal(MERGE, merge(&one, &elsewhere)).await.0, "NOT_FOUND");
    assert_eq!(kiruna.refusal(MERGE, merge(&elsewhere, &one)).await.0, "NOT_FOUND");
    assert_eq!(lulea.refusal(MERGE, merge(&one, &one)).await.1, ["merge"]);
    // What was said of the one who goes holds for the one who stays.
    lulea.ask(MERGE, merge(&third, &one)).await;
    assert_eq!(reasons([&other, &third], &duplicates(&lulea).await), Value::Null);
}

/// An occasion with a day, on the world's present day: their ids.
async fn occasion(coordinator: &Person) -> (Value, Value) {
    let register = "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) {
        id courseDays { id } } }";
    let input = json!({ "region": "norrbotten", "course": "Våld",
        "days": [{ "date": "2024-11-15", "delivery": "ON_SITE", "length": "1" }] });
    let made = coordinator.ask(register, json!({ "input": input })).await;
    let made = &made["occasionRegister"];
    (made["id"].clone(), made["courseDays"][0]["id"].clone())
}

/// Enrols somebody, and gives the enrolment's id.
async fn enrol(coordinator: &Person, occasion: &Value, person: &Value) -> Value {
    let enrol = "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) {
        participants { id person { id } } } }";
    let input = json!({ "region": "norrbotten", "occasion": occasion, "person": person,
        "municipality": "2580" });
    let seated = coordinator.ask(enrol, json!({ "input": input })).await;
    let seats = seated["enrolmentCreate"]["participants"].as_array().unwrap().clone();
    seats.iter().find(|seat| seat["person"]["id"] == *person).unwrap()["id"].clone()
}

async fn marked(coordinator: &Person, day: &Value, marks: &[(&Value, &str)]) {
    let mark = "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { id } }";
    let marks = marks.iter().map(|(seat, mark)| json!({ "enrolment": seat, "mark": mark }));
    let input = json!({ "region": "norrbotten", "courseDay": day,
        "marks": marks.collect::<Vec<_>>() });
    coordinator.ask(mark, json!({ "input": input })).await;
}

async fn closed(coordinator: &Person, day: &Value) {
    let close = "mutation ($input: CourseDayCloseInput!) { courseDayClose(input: $input) { id } }";
    let input = json!({ "region": "norrbotten", "courseDay": day });
    coordinator.ask(close, json!({ "input": input })).await;
}

/// Everything that money is: what is due, the pots, documents with their lines, counts.
async fn money(coordinator: &Person) -> Value {
    let text = "query { region(slug: \"norrbotten\") {
        settlementPreview(until: \"2024-12-31\") { total documents { municipality { code } total } }
        documents(first: 100) { nodes { id number total lines { id amount } } }
        ledger { balanced accounts { code debit credit } } trainerPots { year collected points shareValue }
        occasions(first: 100) { nodes { id courseDays { id counts { municipality { code }
            attended absent } } } }
    } }";
    coordinator.ask(text, json!({})).await
}

async fn what_was_held_on_both_is_one_persons_and_no_sum_changes(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    let keep = made(&coordinator, "2580", ["Åsa", "Ek"], None).await;
    let gone = made(&coordinator, "2580", ["Asa", "Ek"], Some("asa.ek@lulea.example")).await;
    // One came to the first occasion and the other to the second; a third day has both, one of them cancelled.
    let (first, second, third) =
        (occasion(&coordinator).await, occasion(&coordinator).await, occasion(&coordinator).await);
    let own = enrol(&coordinator, &first.0, &keep).await;
    marked(&coordinator, &first.1, &[(&own, "ATTENDED")]).await;
    let others = enrol(&coordinator, &second.0, &gone).await;
    marked(&coordinator, &second.1, &[(&others, "ABSENT")]).await;
    let both =
        (enrol(&coordinator, &third.0, &keep).await, enrol(&coordinator, &third.0, &gone).await);
    marked(&coordinator, &third.1, &[(&both.0, "CANCELLED"), (&both.1, "ATTENDED")]).await;
    let assign = "mutation ($input: TrainerAssignInput!) { trainerAssign(input: $input) { id } }";
    let teaches = json!({ "region": "norrbotten", "courseDay": first.1, "person": gone,
        "municipality": "2580", "role": "LEADER" });
    coordinator.ask(assign, json!({ "input": teaches })).await;
    let trainers = "query ($id: ID!) { region(slug: \"norrbotten\") { courseDay(id: $id) {
        trainers { id person { id } } } } }";
    let teaching = coordinator.ask(trainers, json!({ "id": first.1 })).await;
    let assignment = &teaching["region"]["courseDay"]["trainers"][0]["id"];
    let mark = "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { id } }";
    let served = json!({ "region": "norrbotten", "courseDay": first.1,
        "trainers": [{ "assignment": assignment, "served": true }] });
    coordinator.ask(mark, json!({ "input": served })).await;
    for (_, day) in [&first, &second, &third] {
        closed(&coordinator, day).await;
    }
    let issue =
        "mutation { documentsIssue(input: { region: \"norrbotten\", until: \"2024-11-30\" }) {
        total } }";
    coordinator.ask(issue, json!({})).await;
    let before = money(&coordinator).await;

    house.world.clock.step(chrono::TimeDelta::seconds(1));
    let merged = coordinator.ask(MERGE, merge(&keep, &gone)).await;
    let merged = &merged["staffMerge"];
    assert_eq!([&merged["name"], &merged["email"]], ["Åsa Ek", "asa.ek@lulea.example"]);
    assert_eq!(merged["employments"][0]["unit"], "Vuxna", "the kept one's is the present one");
    assert_eq!(merged["employments"][1]["unit"], "asa.ek@lulea.example");
    assert_eq!(money(&coordinator).await, before);

    let participants = "query ($id: ID!) { region(slug: \"norrbotten\") { occasion(id: $id) {
        participants { person { id } days { mark } } } } }";
    for (occasion, mark) in [(&first.0, "ATTENDED"), (&second.0, "ABSENT"), (&third.0, "ATTENDED")]
    {
        let seen = coordinator.ask(participants, json!({ "id": occasion })).await;
        let expected = json!([{ "person": { "id": keep }, "days": [{ "mark": mark }] }]);
        assert_eq!(seen["region"]["occasion"]["participants"], expected);
    }
    let teaching = coordinator.ask(trainers, json!({ "id": first.1 })).await;
    assert_eq!(teaching["region"]["courseDay"]["trainers"][0]["person"]["id"], keep);
    let lists = "query { region(slug: \"norrbotten\") {
        staff(search: \"ek\") { nodes { id } } persons(search: \"ek\") { nodes { id } } } }";
    let lists = coordinator.ask(lists, json!({})).await;
    for list in ["staff", "persons"] {
        assert_eq!(lists["region"][list]["nodes"], json!([{ "id": keep }]), "{list}");
    }
    let one = "query ($id: ID!) { region(slug: \"norrbotten\") { staffMember(id: $id) { id } } }";
    assert_eq!(coordinator.refusal(one, json!({ "id": gone })).await.0, "NOT_FOUND");
    assert_eq!(coordinator.refusal(MERGE, merge(&keep, &gone)).await.0, "NOT_FOUND");
    // Whoever had a form open with the other one's id means the one who is kept.
    let fourth = occasion(&coordinator).await;
    let enrol = "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) {
        participants { person { id } } } }";
    let input = json!({ "region": "norrbotten", "occasion": fourth.0, "person": gone,
        "municipality": "2580" });
    let seated = coordinator.ask(enrol, json!({ "input": input })).await;
    assert_eq!(seated["enrolmentCreate"]["participants"][0]["person"]["id"], keep);
    let trail = "query { region(slug: \"norrbotten\") { audit(first: 100) {
        nodes { action subject } } } }";
    let trail = coordinator.ask(trail, json!({})).await.to_string();
    assert!(trail.contains("staff-merge"), "{trail}");
}

async fn what_counts_twice_is_refused_until_it_is_corrected(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let coordinator = house.coordinator("norrbotten").await;
    let keep = made(&coordinator, "2580", ["Åsa", "Ek"], None).await;
    let gone = made(&coordinator, "2580", ["Asa", "Ek"], None).await;
    let (occasion, day) = occasion(&coordinator).await;
    let (own, others) =
        (enrol(&coordinator, &occasion, &keep).await, enrol(&coordinator, &occasion, &gone).await);
    marked(&coordinator, &day, &[(&own, "ATTENDED"), (&others, "ABSENT")]).await;
    closed(&coordinator, &day).await;
    let refused = coordinator.answer(MERGE, merge(&keep, &gone)).await;
    let error = &refused["errors"][0];
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert!(error["message"].as_str().unwrap().contains("correct one of them as cancelled"));
    let participants = "query ($id: ID!) { region(slug: \"norrbotten\") { occasion(id: $id) {
        participants { person { id } } } } }";
    let seen = coordinator.ask(participants, json!({ "id": occasion })).await;
    let seats = seen["region"]["occasion"]["participants"].as_array().unwrap().len();
    assert_eq!(seats, 2, "nothing has happened");
    let correct =
        "mutation ($input: CourseDayCorrectInput!) { courseDayCorrect(input: $input) { id } }";
    let input = json!({ "region": "norrbotten", "courseDay": day, "reason": "Samma person",
        "marks": [{ "enrolment": others, "mark": "CANCELLED" }] });
    coordinator.ask(correct, json!({ "input": input })).await;
    let before = money(&coordinator).await;
    coordinator.ask(MERGE, merge(&keep, &gone)).await;
    assert_eq!(money(&coordinator).await, before);
}
