//! Delivery: from an occasion that is planned to a day that is closed and corrected, and what is refused on the way.

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    an_occasion_goes_its_way,
    what_is_wrong_is_told_by_field,
    seats_are_given_once,
    a_day_is_closed_once_and_corrected_with_a_reason,
    a_municipal_administrator_enrols_their_own,
);

const REGISTER: &str =
    "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) {
    id code state courseDays { id date state }
} }";
const ENROL: &str = "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) {
    state enrolled participants { id state person { id name } municipality { code } }
} }";
const CANCEL: &str = "mutation ($input: EnrolmentCancelInput!) { enrolmentCancel(input: $input) { enrolled state } }";
const ASSIGN: &str = "mutation ($input: TrainerAssignInput!) { trainerAssign(input: $input) {
    trainers { id role municipality { code } served }
} }";
const MARK: &str =
    "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { state } }";
const CLOSE: &str = "mutation ($input: CourseDayCloseInput!) { courseDayClose(input: $input) {
    state closedBy counts { municipality { code } attended absent }
} }";
const CORRECT: &str =
    "mutation ($input: CourseDayCorrectInput!) { courseDayCorrect(input: $input) {
    counts { municipality { code } attended absent } corrections { reason by changes }
} }";

async fn planning(world: World) -> (House, Person) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let person = house.coordinator("norrbotten").await;
    (house, person)
}

/// An occasion with one day, on the world's present day.
async fn occasion(person: &Person, capacity: Option<u32>) -> Value {
    let input = json!({
        "region": "norrbotten", "course": "Våld i nära relationer", "venue": "Kulturens hus",
        "capacity": capacity,
        "days": [{ "date": "2024-11-15", "delivery": "ON_SITE", "length": "1" }],
    });
    person.ask(REGISTER, json!({ "input": input })).await["occasionRegister"].take()
}

async fn enrol(person: &Person, occasion: &Value, name: &str, municipality: &str) -> Value {
    let input = json!({
        "region": "norrbotten", "occasion": occasion["id"], "name": name, "municipality": municipality,
    });
    person.ask(ENROL, json!({ "input": input })).await["enrolmentCreate"].take()
}

fn enrolment(occasion: &Value, name: &str) -> Value {
    let participants = occasion["participants"].as_array().unwrap();
    participants.iter().find(|one| one["person"]["name"] == name).unwrap()["id"].clone()
}

async fn an_occasion_goes_its_way(world: World) {
    let (_, person) = planning(world).await;
    let planned = occasion(&person, None).await;
    assert_eq!(planned["state"], "PLANNED");
    let day = &planned["courseDays"][0]["id"];
    let open = enrol(&person, &planned, "Alva Exempelsson", "2580").await;
    let open = if open["state"] == "OPEN" {
        enrol(&person, &planned, "Bo Provström", "2584").await
    } else {
        open
    };
    assert_eq!([&open["state"], &open["enrolled"]], [&json!("OPEN"), &json!(2)]);
    let assign = json!({ "input": {
        "region": "norrbotten", "courseDay": day, "name": "Lo Ledarson", "municipality": "2580", "role": "LEADER",
    } });
    let trainers = person.ask(ASSIGN, assign.clone()).await["trainerAssign"]["trainers"].take();
    let close = json!({ "input": { "region": "norrbotten", "courseDay": day } });
    assert_eq!(person.refusal(CLOSE, close.clone()).await.0, "CONFLICT", "nobody is marked yet");
    let marks = json!({ "input": {
        "region": "norrbotten", "courseDay": day,
        "marks": [
            { "enrolment": enrolment(&open, "Alva Exempelsson"), "mark": "ATTENDED" },
            { "enrolment": enrolment(&open, "Bo Provström"), "mark": "ABSENT" },
        ],
        "trainers": [{ "assignment": trainers[0]["id"], "served": true }],
    } });
    person.ask(MARK, marks).await;
    let before = due(&person).await;
    let closed = person.ask(CLOSE, close).await["courseDayClose"].take();
    assert_eq!(closed["state"], "CLOSED");
    let counts = json!([
        { "municipality": { "code": "2580" }, "attended": 1, "absent": 0 },
        { "municipality": { "code": "2584" }, "attended": 0, "absent": 1 },
    ]);
    assert_eq!(by_code(&closed["counts"]), by_code(&counts));
    // A day on site for who came, 1 550 kr, of which the pot gives 400 kr back; nothing for who did not.
    assert_eq!(due(&person).await.minus(before).unwrap().to_string(), "1150.00");
}

/// What would be issued by the end of 2024.
async fn due(person: &Person) -> Money {
    let text = "query { region(slug: \"norrbotten\") { settlementPreview(until: \"2024-12-31\") { total } } }";
    let found = person.ask(text, json!({})).await;
    found["region"]["settlementPreview"]["total"].as_str().unwrap().parse().unwrap()
}

async fn what_is_wrong_is_told_by_field(world: World) {
    let (_, person) = planning(world).await;
    let days = json!([
        { "date": "2024-11-15", "delivery": "ON_SITE", "length": "1" },
        { "date": "2040-01-01", "delivery": "ON_SITE", "length": "0.75" },
    ]);
    let input = json!({ "region": "norrbotten", "course": " ", "capacity": 0, "days": days });
    let (code, fields) = person.refusal(REGISTER, json!({ "input": input })).await;
    assert_eq!(code, "INVALID_INPUT");
    assert!(!fields.is_empty(), "{fields:?}");
    let days = json!([
        { "date": "2024-11-15", "delivery": "ON_SITE", "length": "1" },
        { "date": "2040-01-01", "delivery": "ON_SITE", "length": "1" },
    ]);
    let input = json!({ "region": "norrbotten", "course": " ", "capacity": 0, "days": days });
    let (code, fields) = person.refusal(REGISTER, json!({ "input": input })).await;
    assert_eq!(code, "INVALID_INPUT");
    for field in ["course", "capacity", "days.1.date"] {
        assert!(fields.iter().any(|one| one == field), "{field} in {fields:?}");
    }
    let none = json!({ "region": "norrbotten", "course": "Kurs", "days": [] });
    assert_eq!(person.refusal(REGISTER, json!({ "input": none })).await.0, "INVALID_INPUT");
    let planned = occasion(&person, None).await;
    let input = json!({
        "region": "norrbotten", "occasion": planned["id"], "name": "Alva", "municipality": "0180",
    });
    let (code, fields) = person.refusal(ENROL, json!({ "input": input })).await;
    assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["municipality".to_owned()]));
}

async fn seats_are_given_once(world: World) {
    let (_, person) = planning(world).await;
    let planned = occasion(&person, Some(1)).await;
    let full = enrol(&person, &planned, "Alva Exempelsson", "2580").await;
    assert_eq!(full["state"], "FULL");
    let input = json!({
        "region": "norrbotten", "occasion": planned["id"], "name": "Bo Provström", "municipality": "2580",
    });
    assert_eq!(person.refusal(ENROL, json!({ "input": input })).await.0, "CONFLICT");
    let cancel = json!({ "input": {
        "region": "norrbotten", "enrolment": enrolment(&full, "Alva Exempelsson"),
    } });
    assert_eq!(person.ask(CANCEL, cancel.clone()).await["enrolmentCancel"]["enrolled"], 0);
    assert_eq!(person.refusal(CANCEL, cancel).await.0, "CONFLICT", "cancelled already");
    let taken = enrol(&person, &planned, "Bo Provström", "2580").await;
    assert_eq!(taken["enrolled"], 1);
    // Many at once for one seat.
    let planned = occasion(&person, Some(3)).await;
    let mut running = tokio::task::JoinSet::new();
    for number in 0..12 {
        let (person, id) = (person.clone(), planned["id"].clone());
        running.spawn(async move {
            let input = json!({
                "region": "norrbotten", "occasion": id, "name": format!("Deltagare {number}"),
                "municipality": "2580",
            });
            person.refusal(ENROL, json!({ "input": input })).await.0
        });
    }
    let answers = running.join_all().await;
    let seated = answers.iter().filter(|code| *code == "none").count();
    assert_eq!(seated, 3, "{answers:?}");
    assert!(
        answers.iter().all(|code| ["none", "CONFLICT"].contains(&code.as_str())),
        "{answers:?}"
    );
}

async fn a_day_is_closed_once_and_corrected_with_a_reason(world: World) {
    let (_, person) = planning(world).await;
    let planned = occasion(&person, None).await;
    let day = &planned["courseDays"][0]["id"];
    let enrolled = enrol(&person, &planned, "Alva Exempelsson", "2580").await;
    let mark = |word: &str| json!([{ "enrolment": enrolment(&enrolled, "Alva Exempelsson"), "mark": word }]);
    let of_day = |extra: Value| {
        let mut input = json!({ "region": "norrbotten", "courseDay": day });
        input.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "input": input })
    };
    let early = of_day(json!({ "marks": mark("ABSENT"), "reason": "Fel" }));
    assert_eq!(person.refusal(CORRECT, early).await.0, "CONFLICT", "it is not closed");
    person.ask(MARK, of_day(json!({ "marks": mark("ATTENDED") }))).await;
    person.ask(CLOSE, of_day(json!({}))).await;
    assert_eq!(person.refusal(CLOSE, of_day(json!({}))).await.0, "CONFLICT");
    let late = of_day(json!({ "marks": mark("ABSENT") }));
    assert_eq!(person.refusal(MARK, late).await.0, "CONFLICT", "only a correction changes it");
    let silent = of_day(json!({ "marks": mark("ABSENT"), "reason": " " }));
    let (code, fields) = person.refusal(CORRECT, silent).await;
    assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["reason".to_owned()]));
    let same = of_day(json!({ "marks": mark("ATTENDED"), "reason": "Ingen ändring" }));
    assert_eq!(person.refusal(CORRECT, same).await.0, "INVALID_INPUT");
    let right = of_day(json!({ "marks": mark("ABSENT"), "reason": "Blev sjuk" }));
    let corrected = person.ask(CORRECT, right).await["courseDayCorrect"].take();
    assert_eq!(corrected["counts"][0]["absent"], 1);
    assert_eq!(corrected["corrections"][0]["reason"], "Blev sjuk");
    let told = corrected["corrections"][0]["changes"][0].as_str().unwrap();
    assert!(told.ends_with("närvarande → frånvarande"), "{told}");
    assert!(!told.contains("Alva"), "what is kept for ever names nobody: {told}");
    let input = json!({ "region": "norrbotten", "courseDay": day, "name": "Lo", "role": "LEADER" });
    assert_eq!(person.refusal(ASSIGN, json!({ "input": input })).await.0, "CONFLICT");
}

async fn a_municipal_administrator_enrols_their_own(world: World) {
    let (house, person) = planning(world).await;
    let planned = occasion(&person, None).await;
    enrol(&person, &planned, "Bo Provström", "2584").await;
    let limited = house.administrator("norrbotten", "2580").await;
    let seen = enrol(&limited, &planned, "Alva Exempelsson", "2580").await;
    assert_eq!(seen["enrolled"], 2, "how many is no secret");
    let participants = seen["participants"].as_array().unwrap();
    assert!(participants.iter().all(|one| one["municipality"]["code"] == "2580"), "who is");
    let input = json!({
        "region": "norrbotten", "occasion": planned["id"], "name": "Kim", "municipality": "2584",
    });
    assert_eq!(limited.refusal(ENROL, json!({ "input": input })).await.0, "NOT_FOUND");
    let day = &planned["courseDays"][0]["id"];
    for (text, input) in [
        (CLOSE, json!({ "region": "norrbotten", "courseDay": day })),
        (MARK, json!({ "region": "norrbotten", "courseDay": day })),
        (CORRECT, json!({ "region": "norrbotten", "courseDay": day, "reason": "Fel" })),
        (
            ASSIGN,
            json!({ "region": "norrbotten", "courseDay": day, "name": "Lo", "role": "LEADER" }),
        ),
        (REGISTER, json!({ "region": "norrbotten", "course": "Kurs", "days": [] })),
    ] {
        assert_eq!(limited.refusal(text, json!({ "input": input })).await.0, "FORBIDDEN", "{text}");
    }
}

fn by_code(counts: &Value) -> Vec<Value> {
    let mut counts = counts.as_array().unwrap().clone();
    counts.sort_by_key(|count| count["municipality"]["code"].as_str().unwrap().to_owned());
    counts
}
