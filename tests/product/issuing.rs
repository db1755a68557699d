//! Issuing: once, whoever asks and however many; corrections as differences; the ledger in balance throughout.

use serde_json::{Value, json};
use testkit::World;
use tokio::task::JoinSet;

use crate::running::{Api, Program};

testkit::on_both_databases!(
    fifty_clients_issue_once,
    a_correction_after_issue_is_one_adjustment,
    what_has_changed_since_the_preview_is_not_issued,
);

const ISSUE: &str = "mutation ($input: DocumentsIssueInput!) {
    documentsIssue(input: $input) { documents total run { firstNumber lastNumber } }
}";

const ISSUED: &str = "query ($region: String!) { region(slug: $region) {
    documents(first: 100) {
        totalCount
        nodes {
            id number adjusts total municipality { code }
            lines { id kind code amount adjusts courseDay { id } explanation { __typename } }
        }
    }
    ledger { balanced accounts { code debit credit balance } }
} }";

const OCCASIONS: &str = "query ($region: String!) { region(slug: $region) {
    occasions(first: 100) { nodes {
        courseDays { id code }
        participants { id municipality { code } days { courseDay mark } }
    } }
} }";

const CORRECT: &str = "mutation ($input: CourseDayCorrectInput!) {
    courseDayCorrect(input: $input) { corrections { reason } counts { attended } }
}";

async fn fifty_clients_issue_once(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    // Two replicas, as in production.
    let (one, two) = (program.serve(), program.serve());
    let api = program.coordinator(&one, "goteborgsregionen").await;
    let other = api.at(&two.url);
    let mut running = JoinSet::new();
    for turn in 0..50 {
        let api = if turn % 2 == 0 { api.clone() } else { other.clone() };
        running.spawn(async move {
            let input = json!({ "region": "goteborgsregionen", "until": "2022-12-31" });
            api.ask(ISSUE, json!({ "input": input })).await["documentsIssue"]["documents"].as_i64()
        });
    }
    let counts: Vec<_> = running.join_all().await.into_iter().flatten().collect();
    assert_eq!(counts.iter().sum::<i64>(), 26, "{counts:?}");
    assert_eq!(counts.iter().filter(|count| **count > 0).count(), 1, "all by one of them");
    let issued = issued(&api).await;
    let mut numbers: Vec<_> = issued["documents"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| document["number"].as_str().unwrap().rsplit('-').next().unwrap().to_owned())
        .collect();
    numbers.sort();
    let gapless: Vec<String> = (1..=26).map(|number| format!("{number:05}")).collect();
    assert_eq!(numbers, gapless);
    assert_eq!(issued["ledger"]["balanced"], true);
}

async fn a_correction_after_issue_is_one_adjustment(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let server = program.serve();
    let api = program.coordinator(&server, "goteborgsregionen").await;
    let region = json!({ "region": "goteborgsregionen" });
    let input = json!({ "region": "goteborgsregionen", "until": "2022-12-31" });
    api.ask(ISSUE, json!({ "input": input })).await;
    let occasions = api.ask(OCCASIONS, region).await;
    let (day, enrolment) = somebody_who_came(&occasions, "1481");
    let correction = json!({ "input": {
        "region": "goteborgsregionen", "courseDay": day, "reason": "Blev sjuk på morgonen",
        "marks": [{ "enrolment": enrolment, "mark": "ABSENT" }],
    } });
    let corrected = api.ask(CORRECT, correction).await;
    assert_eq!(corrected["courseDayCorrect"]["corrections"][0]["reason"], "Blev sjuk på morgonen");
    let before = issued(&api).await;
    let again = api.ask(ISSUE, json!({ "input": input })).await["documentsIssue"].take();
    let after = issued(&api).await;
    let new: Vec<&Value> = after["documents"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|document| document["adjusts"] == true)
        .collect();
    assert_eq!(again["documents"], new.len(), "{again}");
    // One participant of Mölndal fewer: their fee of the day back; and the pot has 400 kr less to share.
    let fee: Vec<_> = new
        .iter()
        .filter(|document| document["municipality"]["code"] == "1481")
        .flat_map(|document| document["lines"].as_array().unwrap())
        .filter(|line| line["kind"] == "COURSE_FEE")
        .collect();
    assert_eq!(fee.len(), 5, "one for each component of the fee: {fee:?}");
    assert!(fee.iter().all(|line| line["adjusts"] == true && line["courseDay"]["id"] == day));
    let given_back: i64 = fee.iter().map(|line| ore(&line["amount"])).sum();
    assert_eq!(given_back, -125_000, "1 250 kr");
    let pot: i64 = new
        .iter()
        .flat_map(|document| document["lines"].as_array().unwrap())
        .filter(|line| line["kind"] == "TRAINER_POT")
        .map(|line| ore(&line["amount"]))
        .sum();
    assert_eq!(pot, 40_000, "the pot gave 400 kr too much");
    assert_eq!(after["ledger"]["balanced"], true);
    let kept = before["documents"]["nodes"].as_array().unwrap();
    let now = after["documents"]["nodes"].as_array().unwrap();
    assert!(kept.iter().all(|document| now.contains(document)), "what was issued stays as it was");
    let third = api.ask(ISSUE, json!({ "input": input })).await;
    assert_eq!(third["documentsIssue"]["documents"], 0);
}

async fn what_has_changed_since_the_preview_is_not_issued(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let server = program.serve();
    let api = program.coordinator(&server, "goteborgsregionen").await;
    let stale = json!({
        "region": "goteborgsregionen", "until": "2022-12-31", "fingerprint": "of something else",
    });
    assert_eq!(api.refusal(ISSUE, json!({ "input": stale })).await, "CONFLICT");
    assert_eq!(issued(&api).await["documents"]["totalCount"], 0);
}

async fn issued(api: &Api) -> Value {
    api.ask(ISSUED, json!({ "region": "goteborgsregionen" })).await["region"].take()
}

fn somebody_who_came(occasions: &Value, municipality: &str) -> (String, String) {
    let occasions = occasions["region"]["occasions"]["nodes"].as_array().unwrap();
    for occasion in occasions {
        for participant in occasion["participants"].as_array().unwrap() {
            let came = participant["days"].as_array().unwrap();
            let came = came.iter().find(|day| day["mark"] == "ATTENDED");
            if let Some(day) = came.filter(|_| participant["municipality"]["code"] == municipality)
            {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                return (text(&day["courseDay"]), text(&participant["id"]));
            }
        }
    }
    panic!("nobody of {municipality} came");
}

fn ore(amount: &Value) -> i64 {
    amount.as_str().unwrap().parse::<domain::Money>().unwrap().ore()
}
