//! Staff, one by one: taken on, changed, moved, suspended; within one's reach, and with a role or not.

use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    somebody_is_taken_on_changed_and_moved,
    what_is_wrong_is_told_by_field,
    suspension_holds_for_the_very_next_request,
    an_administrator_signs_somebody_out,
    roles_are_given_within_reach_and_taken_away,
    the_protected_are_seen_by_the_few_who_must,
);

const CREATE: &str = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) {
    id name email state municipality { code } employments { unit title firstDay lastDay }
} }";
const CHANGE: &str = "mutation ($input: StaffChangeInput!) { staffChange(input: $input) {
    name email staffNumber employments { unit title }
} }";
const STAFF: &str = "query ($region: String!, $search: String) { region(slug: $region) {
    staff(search: $search) { totalCount nodes { id name state } }
    persons(first: 100) { nodes { id name } }
} }";

/// Somebody to take on in Luleå.
fn somebody(email: &str, roles: &[&str]) -> Value {
    json!({ "region": "norrbotten", "municipality": "2580", "roles": roles, "details": {
        "givenName": "Åsa", "familyName": "Ek", "email": email, "unit": "Barn och unga",
        "title": "Socialsekreterare", "firstDay": "2026-01-07",
    } })
}

async fn create(person: &Person, input: Value) -> Value {
    person.ask(CREATE, json!({ "input": input })).await["staffCreate"].take()
}

async fn names(person: &Person, search: &str) -> Vec<String> {
    let found = person.ask(STAFF, json!({ "region": "norrbotten", "search": search })).await;
    let nodes = found["region"]["staff"]["nodes"].as_array().unwrap().clone();
    nodes.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

async fn somebody_is_taken_on_changed_and_moved(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let (lulea, kiruna) = (
        house.administrator("norrbotten", "2580").await,
        house.administrator_of("norrbotten", "2584", "kiruna@exempel.se").await,
    );
    let made = create(&lulea, somebody("asa.ek@lulea.example", &[])).await;
    assert_eq!([&made["name"], &made["state"]], ["Åsa Ek", "NONE"]);
    assert_eq!(made["employments"][0]["firstDay"], "2026-01-07");
    assert_eq!(names(&lulea, "ek").await, ["Åsa Ek"]);
    assert_eq!(names(&lulea, "asa.ek@").await, ["Åsa Ek"]);
    assert_eq!(names(&kiruna, "ek").await, [""; 0]);

    let change = json!({ "input": { "region": "norrbotten", "person": made["id"], "details": {
        "familyName": "Ekström", "staffNumber": "4711", "title": "", "unit": null,
    } } });
    let changed = lulea.ask(CHANGE, change.clone()).await;
    let changed = &changed["staffChange"];
    assert_eq!([&changed["name"], &changed["staffNumber"]], ["Åsa Ekström", "4711"]);
    assert_eq!(changed["employments"][0], json!({ "unit": "Barn och unga", "title": null }));
    assert_eq!(kiruna.refusal(CHANGE, change).await.0, "NOT_FOUND");

    let to = |code: &str| {
        json!({ "input": { "region": "norrbotten", "person": made["id"], "municipality": code,
            "firstDay": "2026-09-01" } })
    };
    let moved = "mutation ($input: StaffMoveInput!) { staffMove(input: $input) { id } }";
    assert_eq!(lulea.refusal(moved, to("1480")).await.1, ["municipality"]);
    let gone = lulea.ask(moved, to("2584")).await;
    assert_eq!(gone["staffMove"], Value::Null, "out of reach now");
    assert_eq!(names(&lulea, "ekström").await, [""; 0]);
    assert_eq!(names(&kiruna, "ekström").await, ["Åsa Ekström"]);
    let one = "query ($id: ID!) { region(slug: \"norrbotten\") { staffMember(id: $id) {
        employments { municipality { code } firstDay lastDay } } } }";
    let seen = kiruna.ask(one, json!({ "id": made["id"] })).await;
    let employments = &seen["region"]["staffMember"]["employments"];
    assert_eq!(employments[0]["municipality"]["code"], "2584");
    assert_eq!(employments[1]["lastDay"], "2026-08-31", "the day before");
    assert_eq!(lulea.refusal(one, json!({ "id": made["id"] })).await.0, "NOT_FOUND");
}

async fn what_is_wrong_is_told_by_field(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    create(&lulea, somebody("asa.ek@lulea.example", &[])).await;
    let with = |field: &str, value: &str| {
        let mut input = somebody("eva.ek@lulea.example", &[]);
        input["details"][field] = json!(value);
        json!({ "input": input })
    };
    for (field, value) in [
        ("givenName", ""),
        ("email", "ingen adress"),
        ("email", "asa.ek@lulea.example"),
        ("firstDay", "i höstas"),
        ("unit", "19811228-9874"),
        ("staffNumber", "a b"),
    ] {
        let (code, fields) = lulea.refusal(CREATE, with(field, value)).await;
        assert_eq!((code.as_str(), fields.as_slice()), ("INVALID_INPUT", &[field.to_owned()][..]));
    }
    let mut elsewhere = somebody("eva.ek@lulea.example", &[]);
    elsewhere["municipality"] = json!("2584");
    let refused = lulea.refusal(CREATE, json!({ "input": elsewhere })).await;
    assert_eq!(refused.1, ["municipality"], "Kiruna's is not Luleå's to take people on for");
    assert_eq!(names(&lulea, "eva").await, [""; 0]);
}

async fn suspension_holds_for_the_very_next_request(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let participant = house.participant("norrbotten", "asa.ek@lulea.example").await;
    let made = create(&lulea, somebody("asa.ek@lulea.example", &["PARTICIPANT"])).await;
    assert_eq!(made["state"], "ACTIVE", "whoever had an account keeps it");
    let own =
        "query { region(slug: \"norrbotten\") { myself { name email } staff { totalCount } } }";
    assert_eq!(participant.refusal(own, json!({})).await.0, "FORBIDDEN", "staff is not theirs");
    let own = "query { region(slug: \"norrbotten\") { myself { name email } } }";
    let me = participant.ask(own, json!({})).await;
    assert_eq!(me["region"]["myself"]["email"], "asa.ek@lulea.example");
    let person = json!({ "input": { "region": "norrbotten", "person": made["id"] } });
    let suspend = "mutation ($input: StaffSuspendInput!) { staffSuspend(input: $input) { state } }";
    let resume = "mutation ($input: StaffSuspendInput!) { staffResume(input: $input) { state } }";
    assert_eq!(lulea.ask(suspend, person.clone()).await["staffSuspend"]["state"], "SUSPENDED");
    assert_eq!(participant.refusal(own, json!({})).await.0, "NOT_FOUND");
    assert_eq!(lulea.ask(resume, person).await["staffResume"]["state"], "ACTIVE");
    participant.ask(own, json!({})).await;
}

async fn an_administrator_signs_somebody_out(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let kiruna = house.administrator_of("norrbotten", "2584", "kiruna@exempel.se").await;
    let participant = house.participant("norrbotten", "asa.ek@lulea.example").await;
    let made = create(&lulea, somebody("asa.ek@lulea.example", &["PARTICIPANT"])).await;
    let sessions = "query ($person: ID!) { region(slug: \"norrbotten\") {
        staffSessions(person: $person) { id beganAt own }
    } }";
    let person = json!({ "person": made["id"] });
    let open = lulea.ask(sessions, person.clone()).await["region"]["staffSessions"].take();
    assert_eq!(open.as_array().unwrap().len(), 1);
    assert_eq!(open[0]["own"], false);
    assert_eq!(kiruna.refusal(sessions, person.clone()).await.0, "NOT_FOUND");
    let sign_out =
        "mutation ($input: StaffSignOutInput!) { staffSignOut(input: $input) { state } }";
    let input = |session: Value| json!({ "input": { "region": "norrbotten", "person": made["id"], "session": session } });
    let elsewhere = json!("01900000-0000-7000-8000-000000000000");
    assert_eq!(lulea.refusal(sign_out, input(elsewhere)).await.0, "NOT_FOUND");
    assert_eq!(kiruna.refusal(sign_out, input(Value::Null)).await.0, "NOT_FOUND");
    let own = "query { region(slug: \"norrbotten\") { myself { name } } }";
    participant.ask(own, json!({})).await;
    lulea.ask(sign_out, input(open[0]["id"].clone())).await;
    assert_eq!(participant.refusal(own, json!({})).await.0, "UNAUTHENTICATED");
    lulea.ask(sign_out, input(Value::Null)).await;
    let open = lulea.ask(sessions, person).await["region"]["staffSessions"].take();
    assert_eq!(open, json!([]));
    // A coordinator's sessions are beyond an administrator.
    let coordinator = house.coordinator("norrbotten").await;
    let boss = create(&coordinator, somebody("chef@lulea.example", &[])).await;
    let give = json!({ "input": { "region": "norrbotten", "email": "chef@lulea.example",
        "givenName": "Åsa", "familyName": "Ek", "role": "REGIONAL_COORDINATOR" } });
    let invite = json!({ "input": { "region": "norrbotten", "person": boss["id"],
        "roles": ["PARTICIPANT"] } });
    let staff_invite = "mutation ($input: StaffInviteInput!) { staffInvite(input: $input) { id } }";
    coordinator.ask(staff_invite, invite).await;
    coordinator.ask("mutation ($input: RoleGiveInput!) { roleGive(input: $input) }", give).await;
    let boss = json!({ "person": boss["id"] });
    assert_eq!(lulea.refusal(sessions, boss).await.0, "FORBIDDEN");
}

async fn roles_are_given_within_reach_and_taken_away(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let coordinator = house.coordinator("norrbotten").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let give = "mutation ($input: RoleGiveInput!) { roleGive(input: $input) }";
    let role = |role: &str, municipality: Option<&str>| {
        json!({ "input": { "region": "norrbotten", "email": "eva.ny@lulea.example",
            "givenName": "Eva", "familyName": "Ny", "role": role, "municipality": municipality } })
    };
    assert_eq!(lulea.refusal(give, role("REGIONAL_COORDINATOR", None)).await.0, "FORBIDDEN");
    assert_eq!(lulea.refusal(give, role("SIGNATORY", Some("2584"))).await.1, ["municipality"]);
    assert_eq!(lulea.refusal(give, role("SIGNATORY", None)).await.1, ["municipality"]);
    assert_eq!(coordinator.refusal(give, role("NATIONAL_VIEWER", None)).await.0, "FORBIDDEN");
    assert_eq!(coordinator.refusal(give, role("SUPPORT", None)).await.1, ["reason"]);
    lulea.ask(give, role("SIGNATORY", Some("2580"))).await;
    lulea.ask(give, role("SIGNATORY", Some("2580"))).await;
    coordinator.ask(give, role("REGIONAL_ECONOMIST", None)).await;
    let mut support = role("SUPPORT", None);
    support["input"]["reason"] = json!("Felsökning av en avräkning");
    assert_eq!(coordinator.refusal(give, support.clone()).await.1, ["lastDay"]);
    let soon = domain::Clock::today(&*house.world.clock) + chrono::TimeDelta::days(3);
    support["input"]["lastDay"] = json!(soon.to_string());
    coordinator.ask(give, support).await;
    let roles = "query { region(slug: \"norrbotten\") { roles(first: 50) { totalCount nodes {
        id name email role municipality { code } endsAt reason givenBy } } } }";
    let all = coordinator.ask(roles, json!({})).await;
    let all = all["region"]["roles"]["nodes"].as_array().unwrap().clone();
    let evas = |all: &[Value]| -> Vec<Value> {
        let own = all.iter().filter(|one| one["name"] == "Eva Ny");
        own.cloned().collect()
    };
    assert_eq!(evas(&all).len(), 3, "given twice, held once: {all:?}");
    let support = all.iter().find(|one| one["role"] == "SUPPORT").unwrap();
    assert_eq!(support["reason"], "Felsökning av en avräkning");
    assert!(support["endsAt"].is_string() && support["givenBy"] != "");
    let seen = lulea.ask(roles, json!({})).await;
    let seen = seen["region"]["roles"]["nodes"].as_array().unwrap().clone();
    assert!(seen.iter().all(|one| one["municipality"]["code"] == "2580"), "{seen:?}");
    let take = "mutation ($input: RoleTakeInput!) { roleTake(input: $input) }";
    let role = |id: &Value| json!({ "input": { "region": "norrbotten", "role": id } });
    assert_eq!(lulea.refusal(take, role(&support["id"])).await.0, "NOT_FOUND");
    coordinator.ask(take, role(&support["id"])).await;
    assert_eq!(coordinator.refusal(take, role(&support["id"])).await.0, "CONFLICT");
    let own = all.iter().find(|one| one["role"] == "REGIONAL_COORDINATOR").unwrap();
    assert_eq!(coordinator.refusal(take, role(&own["id"])).await.0, "CONFLICT", "one's own");
}

async fn the_protected_are_seen_by_the_few_who_must(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let coordinator = house.coordinator("norrbotten").await;
    let lulea = house.administrator("norrbotten", "2580").await;
    let mut input = somebody("asa.ek@lulea.example", &[]);
    input["details"]["protected"] = json!(true);
    let made = create(&lulea, input).await;
    assert_eq!(names(&lulea, "ek").await, ["Åsa Ek"]);
    assert_eq!(names(&coordinator, "ek").await, [""; 0], "neither searched for");
    let all = coordinator.ask(STAFF, json!({ "region": "norrbotten" })).await;
    let text = all.to_string();
    assert!(!text.contains("Åsa") && !text.contains(made["id"].as_str().unwrap()), "nor listed");
    let register =
        "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) { id } }";
    let new = json!({ "input": { "region": "norrbotten", "course": "Våld",
        "days": [{ "date": "2023-03-01", "delivery": "ON_SITE", "length": "1" }] } });
    let occasion = coordinator.ask(register, new).await["occasionRegister"]["id"].take();
    let enrol =
        "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) { id } }";
    let seat = json!({ "input": { "region": "norrbotten", "occasion": occasion,
        "person": made["id"], "municipality": "2580" } });
    lulea.ask(enrol, seat).await;
    let participants = "query ($id: ID!) { region(slug: \"norrbotten\") { occasion(id: $id) {
        participants { person { name } } } } }";
    let shown =
        |answer: &Value| answer["region"]["occasion"]["participants"][0]["person"]["name"].clone();
    let seen = coordinator.ask(participants, json!({ "id": occasion })).await;
    assert_eq!(shown(&seen), "Skyddad person");
    let seen = lulea.ask(participants, json!({ "id": occasion })).await;
    assert_eq!(shown(&seen), "Åsa Ek");
}
