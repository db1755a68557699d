//! Cancelling too late: what it costs is told before, charged by the agreement, and lifted by hand.

use domain::{CourseFee, FeeBasis};
use identity::Role;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    who_cancels_too_late_is_charged_as_absent,
    a_coordinator_lifts_it_before_the_day_closes,
    without_the_rule_cancelling_costs_nothing,
);

const REGISTER: &str =
    "mutation ($input: OccasionRegisterInput!) { occasionRegister(input: $input) {
    id courseDays { id date } } }";
const ENROL: &str = "mutation ($input: EnrolmentCreateInput!) { enrolmentCreate(input: $input) {
    participants { id } } }";
const CANCEL: &str = "mutation ($input: EnrolmentCancelInput!) { enrolmentCancel(input: $input) {
    enrolled courseDays { id } participants { id state days { courseDay mark } } } }";
const LATE: &str = "query ($id: ID!) { region(slug: \"norrbotten\") {
    lateCancellation(occasion: $id) { days courseDays { courseDay date } } } }";
const MARK: &str =
    "mutation ($input: AttendanceMarkInput!) { attendanceMark(input: $input) { state } }";
const CLOSE: &str = "mutation ($input: CourseDayCloseInput!) { courseDayClose(input: $input) {
    counts { municipality { code } attended absent } } }";
const ISSUE: &str = "mutation { documentsIssue(input: { region: \"norrbotten\", until: \"2024-12-31\" }) { documents } }";
const LINES: &str = "query { region(slug: \"norrbotten\") { documents(first: 100) { nodes { lines {
    amount explanation { __typename ... on CourseFeeExplanation {
        attended absent lateCancellationDays courseDay { id } } } } } } } }";

/// A region whose agreement charges who is absent, and who cancels fewer days than these before. Its coordinator, and
/// the administrator of Luleå.
async fn charging(world: World, days: Option<u16>) -> (House, Person, Person) {
    let house = House::over(world);
    let mut rows = House::rows("norrbotten-2023");
    let fee = &mut rows.terms.agreement.course_fee;
    fee.basis = if days.is_some() { FeeBasis::Registered } else { FeeBasis::Attended };
    fee.late_cancellation_days = days.map(|days| days.try_into().unwrap());
    house.import_rows(rows).await;
    let coordinator = house.coordinator("norrbotten").await;
    let administrator = house.administrator("norrbotten", "2580").await;
    (house, coordinator, administrator)
}

/// Goes to this date, where whoever signed in before must do so again.
async fn go_to(house: &House, date: &str) -> (Person, Person) {
    house.world.clock.go_to(date.parse().unwrap());
    let again = async |role: Role| house.sign_in(&format!("{role}.norrbotten@exempel.se")).await;
    (again(Role::RegionalCoordinator).await, again(Role::MunicipalAdministrator).await)
}

/// An occasion thirteen and fourteen days from the world's present day.
async fn occasion(coordinator: &Person) -> Value {
    let day = |date| json!({ "date": date, "delivery": "ON_SITE", "length": "1" });
    let input = json!({
        "region": "norrbotten", "course": "Våld i nära relationer",
        "days": [day("2024-11-28"), day("2024-11-29")],
    });
    coordinator.ask(REGISTER, json!({ "input": input })).await["occasionRegister"].take()
}

/// Enrols somebody from Luleå, who cancels at once: the occasion as its administrator sees it then.
async fn enrol_and_cancel(administrator: &Person, occasion: &Value) -> Value {
    let input = json!({
        "region": "norrbotten", "occasion": occasion["id"], "name": "Alva Exempelsson",
        "municipality": "2580",
    });
    let enrolled = administrator.ask(ENROL, json!({ "input": input })).await;
    let enrolment = &enrolled["enrolmentCreate"]["participants"][0]["id"];
    let input = json!({ "region": "norrbotten", "enrolment": enrolment });
    administrator.ask(CANCEL, json!({ "input": input })).await["enrolmentCancel"].take()
}

/// The marks of the only participant, by day.
fn marks(cancelled: &Value, occasion: &Value) -> Vec<Value> {
    let own = cancelled["participants"][0]["days"].as_array().unwrap();
    let days = occasion["courseDays"].as_array().unwrap().iter();
    days.map(|day| own.iter().find(|one| one["courseDay"] == day["id"]).unwrap()["mark"].clone())
        .collect()
}

async fn late(person: &Person, occasion: &Value) -> Value {
    let id = json!({ "id": occasion["id"] });
    person.ask(LATE, id).await["region"]["lateCancellation"].take()
}

async fn who_cancels_too_late_is_charged_as_absent(world: World) {
    let (house, coordinator, administrator) = charging(world, Some(14)).await;
    let occasion = occasion(&coordinator).await;
    let first = &occasion["courseDays"][0]["id"];
    let told = json!({ "days": 14, "courseDays": [{ "courseDay": first, "date": "2024-11-28" }] });
    assert_eq!(late(&administrator, &occasion).await, told, "fourteen days before is in time");
    let cancelled = enrol_and_cancel(&administrator, &occasion).await;
    assert_eq!(
        [&cancelled["enrolled"], &cancelled["participants"][0]["state"]],
        [&json!(0), &json!("CANCELLED")]
    );
    assert_eq!(marks(&cancelled, &occasion), ["ABSENT", "CANCELLED"]);
    let (coordinator, _) = go_to(&house, "2024-11-29").await;
    for (place, counts) in [
        (0, json!([{ "municipality": { "code": "2580" }, "attended": 0, "absent": 1 }])),
        (1, json!([])),
    ] {
        let input =
            json!({ "region": "norrbotten", "courseDay": occasion["courseDays"][place]["id"] });
        let closed = coordinator.ask(CLOSE, json!({ "input": input })).await;
        assert_eq!(closed["courseDayClose"]["counts"], counts);
    }
    let (coordinator, _) = go_to(&house, "2025-01-02").await;
    coordinator.ask(ISSUE, json!({})).await;
    let documents = coordinator.ask(LINES, json!({})).await["region"]["documents"]["nodes"].take();
    let lines = documents.as_array().unwrap().iter();
    let lines = lines.flat_map(|document| document["lines"].as_array().unwrap());
    let own: Vec<&Value> =
        lines.filter(|line| line["explanation"]["courseDay"]["id"] == *first).collect();
    assert!(!own.is_empty(), "the day is charged");
    for line in own {
        let why = &line["explanation"];
        assert_eq!([&why["attended"], &why["absent"]], [&json!(0), &json!(1)]);
        assert_eq!(why["lateCancellationDays"], 14, "the rule stands beside what it charged");
    }
}

async fn a_coordinator_lifts_it_before_the_day_closes(world: World) {
    let (house, coordinator, administrator) = charging(world, Some(14)).await;
    let occasion = occasion(&coordinator).await;
    let cancelled = enrol_and_cancel(&administrator, &occasion).await;
    let (coordinator, administrator) = go_to(&house, "2024-11-28").await;
    let marked = |mark: &str| {
        let marks = json!([{ "enrolment": cancelled["participants"][0]["id"], "mark": mark }]);
        json!({ "input": {
            "region": "norrbotten", "courseDay": occasion["courseDays"][0]["id"], "marks": marks,
        } })
    };
    let (code, fields) = coordinator.refusal(MARK, marked("ATTENDED")).await;
    assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec!["marks.0.mark".to_owned()]));
    for mark in ["CANCELLED", "ABSENT", "CANCELLED"] {
        coordinator.ask(MARK, marked(mark)).await;
    }
    assert_eq!(administrator.refusal(MARK, marked("CANCELLED")).await.0, "FORBIDDEN");
    let input = json!({ "region": "norrbotten", "courseDay": occasion["courseDays"][0]["id"] });
    let closed = coordinator.ask(CLOSE, json!({ "input": input })).await;
    assert_eq!(closed["courseDayClose"]["counts"], json!([]), "who was ill is not charged");
}

async fn without_the_rule_cancelling_costs_nothing(world: World) {
    let (house, coordinator, _) = charging(world, None).await;
    let occasion = occasion(&coordinator).await;
    let (coordinator, administrator) = go_to(&house, "2024-11-28").await;
    assert_eq!(late(&administrator, &occasion).await, Value::Null);
    let cancelled = enrol_and_cancel(&administrator, &occasion).await;
    assert_eq!(marks(&cancelled, &occasion), ["CANCELLED", "CANCELLED"]);
    let stranger = house.coordinator("goteborgsregionen").await;
    let answer = stranger.refusal(LATE, json!({ "id": occasion["id"] })).await;
    assert_eq!(answer.0, "NOT_FOUND");
    let marks = json!([{ "enrolment": cancelled["participants"][0]["id"], "mark": "ABSENT" }]);
    let input = json!({
        "region": "norrbotten", "courseDay": occasion["courseDays"][0]["id"], "marks": marks,
    });
    assert_eq!(coordinator.refusal(MARK, json!({ "input": input })).await.0, "INVALID_INPUT");
}

#[test]
fn terms_that_say_nothing_of_it_are_signed_as_before() {
    let text = r#"{"basis":"registered","invoicing":"per_occasion"}"#;
    let fee: CourseFee = serde_json::from_str(text).unwrap();
    assert_eq!(fee.late_cancellation_days, None);
    assert_eq!(serde_json::to_string(&fee).unwrap(), text);
    let text = r#"{"basis":"registered","late_cancellation_days":7,"invoicing":"per_occasion"}"#;
    let fee: CourseFee = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&fee).unwrap(), text);
    assert!(serde_json::from_str::<CourseFee>(&text.replace('7', "0")).is_err());
}
