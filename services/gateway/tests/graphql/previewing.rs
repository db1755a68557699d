//! What a preview shows before anything is issued: each municipality's documents line by line, what has changed since the
//! last run, and what will be a credit note.

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{ISSUE, economist, money, set_up};
use crate::house::Person;

testkit::on_both_databases!(
    every_line_is_shown_with_its_course_day,
    what_has_changed_is_shown_beside_what_was_charged,
);

const PREVIEW: &str = "query ($municipality: String) { region(slug: \"goteborgsregionen\") {
    settlementPreview(until: \"2022-12-31\") {
        findings { kind amount municipality { code } }
        documents(municipality: $municipality) { total payable municipality { code } details {
            kind code quantity amount adjusts charged issuedBefore courseDay { id code date } } } } } }";

async fn preview(person: &Person, municipality: &Value) -> Value {
    let asked = json!({ "municipality": municipality });
    person.ask(PREVIEW, asked).await["region"]["settlementPreview"].take()
}

async fn every_line_is_shown_with_its_course_day(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    let all = preview(&person, &Value::Null).await;
    let own = preview(&person, &json!("1482")).await;
    let of_kungälv = |one: &&Value| one["municipality"]["code"] == "1482";
    let expected: Vec<Value> =
        all["documents"].as_array().unwrap().iter().filter(of_kungälv).cloned().collect();
    assert!(!expected.is_empty());
    assert_eq!(own["documents"], json!(expected));
    for document in all["documents"].as_array().unwrap() {
        let details = document["details"].as_array().unwrap();
        let sum = Money::sum(details.iter().map(|line| money(&line["amount"]))).unwrap();
        assert_eq!(sum, money(&document["total"]));
        for line in details {
            assert_eq!(line["kind"] == "COURSE_FEE", line["courseDay"].is_object(), "{line}");
            assert_eq!(
                [&line["charged"], &line["issuedBefore"]],
                [&line["amount"], &json!("0.00")]
            );
        }
    }
    let refused = person.refusal(PREVIEW, json!({ "municipality": "148" })).await;
    assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec!["municipality".to_owned()]));
}

async fn what_has_changed_is_shown_beside_what_was_charged(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    assert_eq!(preview(&person, &Value::Null).await["documents"], json!([]));
    let days = "query { region(slug: \"goteborgsregionen\") { occasions(first: 1) { nodes {
        courseDays { id } participants { id municipality { code } days { mark } } } } } }";
    let occasion = person.ask(days, json!({})).await["region"]["occasions"]["nodes"][0].take();
    let participants = occasion["participants"].as_array().unwrap();
    let somebody = participants.iter().find(|one| one["days"][0]["mark"] == "ATTENDED").unwrap();
    let correct =
        "mutation ($input: CourseDayCorrectInput!) { courseDayCorrect(input: $input) { id } }";
    let marks = json!([{ "enrolment": somebody["id"], "mark": "CANCELLED" }]);
    let input = json!({ "region": "goteborgsregionen", "courseDay": occasion["courseDays"][0]["id"],
        "reason": "Avbokad i tid", "marks": marks });
    person.ask(correct, json!({ "input": input })).await;
    let code = &somebody["municipality"]["code"];
    let changed = preview(&person, code).await;
    let lines = changed["documents"].as_array().unwrap().iter();
    let lines: Vec<&Value> =
        lines.flat_map(|document| document["details"].as_array().unwrap()).collect();
    let fees: Vec<&&Value> = lines.iter().filter(|line| line["kind"] == "COURSE_FEE").collect();
    assert!(!fees.is_empty());
    for line in &lines {
        assert_eq!(line["adjusts"], true);
        let parts = ["charged", "issuedBefore", "amount"].map(|part| money(&line[part]));
        assert_eq!(parts[0].minus(parts[1]).unwrap(), parts[2], "{line}");
        assert!(!parts[1].is_zero(), "{line}");
    }
    let findings = changed["findings"].as_array().unwrap().iter();
    let negative = findings
        .filter(|one| one["kind"] == "NEGATIVE_TOTAL" && one["municipality"]["code"] == *code);
    let told = Money::sum(negative.map(|one| money(&one["amount"]))).unwrap();
    assert!(told.is_negative(), "{changed}");
}
