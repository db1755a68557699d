//! Closing what writers have left open where the server ended on them: a case knows delivered days alone, and an
//! occasion that is invoiced by itself gets its date from its last one.

use serde_json::{Value, json};

use super::Tried;
use super::audit::all;
use super::client::Client;
use super::writer::{CLOSE, MARK, texts};

const OCCASIONS: &str = "query ($region: String!, $after: String) { region(slug: $region) {
    occasions(first: 50, after: $after) {
        nodes {
            courseDays { id state trainers { id } }
            participants { id days { courseDay mark } }
        }
        pageInfo { hasNextPage endCursor }
    }
} }";

/// Closes every day that is open. Everybody came.
pub(crate) async fn close_the_rest(tried: &Tried, client: &Client) {
    let mut client = client.clone();
    for occasion in all(&mut client, OCCASIONS, tried, "occasions").await {
        let days = occasion["courseDays"].as_array().unwrap();
        for day in days.iter().filter(|day| day["state"] != "CLOSED") {
            close(tried, &mut client, day, &occasion["participants"]).await;
        }
    }
}

async fn close(tried: &Tried, client: &mut Client, day: &Value, participants: &Value) {
    let mut marks = Vec::new();
    for participant in participants.as_array().unwrap() {
        let days = participant["days"].as_array().unwrap();
        if days.iter().any(|one| one["courseDay"] == day["id"] && one["mark"].is_null()) {
            marks.push(json!({ "enrolment": participant["id"], "mark": "ATTENDED" }));
        }
    }
    let served = texts(&day["trainers"], "id");
    let served: Vec<Value> =
        served.iter().map(|id| json!({ "assignment": id, "served": true })).collect();
    let mark = json!({ "region": tried.slug, "courseDay": day["id"], "marks": marks,
        "trainers": served });
    client.read(MARK, &json!({ "input": mark })).await;
    let close = json!({ "region": tried.slug, "courseDay": day["id"] });
    client.read(CLOSE, &json!({ "input": close })).await;
}
