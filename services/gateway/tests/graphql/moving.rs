//! Moving between regions: whoever moves takes their courses along, by themselves; the old region keeps its counts and
//! sees nothing new.

use serde_json::{Value, json};
use testkit::World;

use crate::erasing::{EMAIL, closed_and_issued, her_account, participant, take_her_on};
use crate::house::{House, Person};

testkit::on_both_databases!(
    one_takes_ones_courses_along_and_leaves,
    whoever_is_expected_or_counted_on_does_not_leave,
    nobody_takes_along_from_where_they_are_not,
);

const TAKE: &str = "mutation ($input: CourseHistoryInput!) { courseHistoryTake(input: $input) {
    origin originName date course mark } }";
const REMOVE: &str =
    "mutation ($input: CourseHistoryInput!) { courseHistoryRemove(input: $input) { course } }";
const LEAVE: &str = "mutation ($input: StaffLeaveInput!) { staffLeave(input: $input) }";
const CREATE: &str = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
const OWN: &str =
    "query { region(slug: \"goteborgsregionen\") { myCourseHistory { course mark } } }";
const OF_HER: &str = "query ($person: ID!) { region(slug: \"goteborgsregionen\") {
    courseHistory(person: $person) { course originName } } }";
const IN_THE_OLD_REGION: &str = "query ($person: ID!) { region(slug: \"norrbotten\") {
    staffMember(id: $person) { name employments { lastDay } }
    documents(first: 100) { totalAmount totalCount }
    courseHistory(person: $person) { course } } }";

fn from_norrbotten() -> Value {
    json!({ "input": { "region": "goteborgsregionen", "from": "norrbotten" } })
}

fn leave(region: &str, last_day: &str) -> Value {
    json!({ "input": { "region": region, "lastDay": last_day } })
}

/// Two regions, their coordinators, and her, who is staff of both.
async fn moved(house: &House) -> (Person, Person, Person, Value, Value) {
    house.import("norrbotten-2023").await;
    house.import("goteborgsregionen-2022").await;
    let old = house.coordinator("norrbotten").await;
    let new = house.coordinator("goteborgsregionen").await;
    let memberships = vec![participant("norrbotten"), participant("goteborgsregionen")];
    let her = her_account(house, memberships).await;
    let person = take_her_on(&old, &["PARTICIPANT"]).await;
    let input = json!({ "input": { "region": "goteborgsregionen", "municipality": "1440",
        "roles": ["PARTICIPANT"], "details": { "givenName": "Ingridlinn",
        "familyName": "Ekdahlsson", "email": EMAIL, "firstDay": "2024-11-01" } } });
    let there = new.ask(CREATE, input).await["staffCreate"]["id"].take();
    (old, new, her, person, there)
}

async fn one_takes_ones_courses_along_and_leaves(world: World) {
    let house = House::over(world);
    let (old, new, her, person, there) = moved(&house).await;
    closed_and_issued(&old, &person).await;
    let before = old.ask(IN_THE_OLD_REGION, json!({ "person": person })).await["region"].take();

    let taken = her.ask(TAKE, from_norrbotten()).await["courseHistoryTake"].take();
    let expected = json!([{ "origin": "norrbotten", "originName": "Norrbottens Kommuner",
        "date": "2024-11-15", "course": "Våld", "mark": "ATTENDED" }]);
    assert_eq!(taken, expected);
    let again = her.ask(TAKE, from_norrbotten()).await["courseHistoryTake"].take();
    assert_eq!(again, expected, "asked for twice, it is there once");
    let seen = new.ask(OF_HER, json!({ "person": there })).await;
    let day = json!([{ "course": "Våld", "originName": "Norrbottens Kommuner" }]);
    assert_eq!(seen["region"]["courseHistory"], day);

    her.ask(LEAVE, leave("norrbotten", "2024-10-31")).await;
    let gone = "query { region(slug: \"norrbotten\") { name } }";
    assert_eq!(her.refusal(gone, json!({})).await.0, "NOT_FOUND", "from the very next request on");
    assert_eq!(her.refusal(TAKE, from_norrbotten()).await.0, "NOT_FOUND");
    let own = her.ask(OWN, json!({})).await["region"]["myCourseHistory"].take();
    assert_eq!(own, json!([{ "course": "Våld", "mark": "ATTENDED" }]));

    let after = old.ask(IN_THE_OLD_REGION, json!({ "person": person })).await["region"].take();
    assert_eq!(after["documents"], before["documents"], "what it charged stays");
    assert_eq!(after["staffMember"]["employments"][0]["lastDay"], "2024-10-31");
    assert_eq!(after["courseHistory"], json!([]), "nothing of what she does elsewhere");
    let trail =
        "query { region(slug: \"norrbotten\") { audit(first: 5) { nodes { action subject } } } }";
    let trail = old.ask(trail, json!({})).await.to_string();
    assert!(trail.contains("course-history-give") && trail.contains("staff-leave"), "{trail}");
    assert!(!trail.contains("goteborgsregionen"), "where she went is not told: {trail}");

    let left = her.ask(REMOVE, from_norrbotten()).await["courseHistoryRemove"].take();
    assert_eq!(left, json!([]), "she may take it back");
    assert_eq!(her.ask(OWN, json!({})).await["region"]["myCourseHistory"], json!([]));
}

async fn whoever_is_expected_or_counted_on_does_not_leave(world: World) {
    let house = House::over(world);
    let (old, _, her, person, _) = moved(&house).await;
    let register = "mutation { occasionRegister(input: { region: \"norrbotten\", course: \"Våld\",
        days: [{ date: \"2024-12-03\", delivery: ON_SITE, length: \"1\" }] }) { id } }";
    let occasion = old.ask(register, json!({})).await["occasionRegister"]["id"].take();
    let enrol =
        "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) { id } }";
    let input = json!({ "input": { "region": "norrbotten", "occasion": occasion,
        "person": person, "municipality": "2580" } });
    old.ask(enrol, input).await;
    let refused = her.refusal(LEAVE, leave("norrbotten", "2024-11-15")).await;
    assert_eq!(refused.0, "CONFLICT", "expected on a course day");
    let taken = her.ask(TAKE, from_norrbotten()).await["courseHistoryTake"].take();
    assert_eq!(taken, json!([]), "a day that is not closed is not history");

    for last_day in ["2024-11-16", "2023-12-31"] {
        let refused = her.refusal(LEAVE, leave("goteborgsregionen", last_day)).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec!["input.lastDay".to_owned()]));
    }
    let refused = old.refusal(LEAVE, leave("norrbotten", "2024-11-15")).await;
    assert_eq!(refused.0, "CONFLICT", "a coordinator is counted on");
    let lone = house.participant("norrbotten", "ensam@lulea.example").await;
    let refused = lone.refusal(LEAVE, leave("norrbotten", "2024-11-15")).await;
    assert_eq!(refused.0, "CONFLICT", "has nowhere else to be");
}

async fn nobody_takes_along_from_where_they_are_not(world: World) {
    let house = House::over(world);
    let (_, new, her, _, there) = moved(&house).await;
    let foreign = json!({ "input": { "region": "goteborgsregionen", "from": "dalarna" } });
    house.world.region("dalarna", "Region Dalarna").await;
    let nowhere = json!({ "input": { "region": "goteborgsregionen", "from": "finns-inte" } });
    let refused = her.refusal(TAKE, foreign).await;
    assert_eq!(refused.0, "NOT_FOUND");
    assert_eq!(refused, her.refusal(TAKE, nowhere).await, "as of a region that is not there");
    let same = json!({ "input": { "region": "norrbotten", "from": "norrbotten" } });
    assert_eq!(her.refusal(TAKE, same).await.1, ["input.from"]);
    assert_eq!(new.refusal(TAKE, from_norrbotten()).await.0, "NOT_FOUND");
    let refused = her.refusal(OF_HER, json!({ "person": there })).await;
    assert_eq!(refused.0, "FORBIDDEN", "what employers see is not for everybody");
    let lone = house.participant("norrbotten", "ensam@lulea.example").await;
    assert_eq!(lone.refusal(TAKE, from_norrbotten()).await.0, "NOT_FOUND");
}
