//! The issuer: looks at a preview, issues just that under a key, and asks again under the same key where the server
//! has ended.

use std::time::Duration;

use serde_json::{Value, json};

use super::chance::Chance;
use super::client::{Client, Outcome};
use super::{REGIONS, Tried, books};

/// What was asked for under a key, and what came of it in the end.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) region: &'static str,
    pub(crate) input: Value,
    /// `None` where it was refused.
    pub(crate) answer: Option<Value>,
    /// How often the server ended before it answered.
    pub(crate) unanswered: usize,
}

const PREVIEW: &str = "query ($region: String!, $until: Date!) { region(slug: $region) {
    settlementPreview(until: $until) {
        fingerprint total fourEyes missing { kind } documents { total lines { amount } }
    }
} }";

const ATTEST: &str =
    "mutation ($input: RunAttestInput!) { runAttest(input: $input) { fingerprint } }";

pub(crate) const ISSUE: &str = "mutation ($input: DocumentsIssueInput!) {
    documentsIssue(input: $input) {
        documents total run { id until documents total firstNumber lastNumber }
    }
}";

/// Issues in one region and the other until it is over.
pub(crate) async fn issue(mut economists: [(Client, Client); 2], mut chance: Chance) -> Vec<Asked> {
    let mut asked = Vec::new();
    for turn in 0.. {
        let (tried, (issuer, other)) = (&REGIONS[turn % 2], &mut economists[turn % 2]);
        if !issuer.stage.goes_on() {
            break;
        }
        let until = *chance.of(&tried.dates);
        let question = json!({ "region": tried.slug, "until": until });
        let preview = issuer.read(PREVIEW, &question).await["settlementPreview"].take();
        let nothing_missing = preview["missing"].as_array().unwrap().is_empty();
        if !nothing_missing || (preview["fourEyes"] == true && chance.one_in(3)) {
            books::set_up(tried, issuer).await;
            continue;
        }
        let mut input = json!({ "region": tried.slug, "until": until,
            "idempotencyKey": format!("run-{turn}") });
        if preview["fourEyes"] == true {
            let attested = json!({ "region": tried.slug, "until": until,
                "fingerprint": preview["fingerprint"] });
            other.insist(ATTEST, &json!({ "input": attested })).await;
        }
        // While twenty write, most of what was previewed has changed.
        if preview["fourEyes"] == true || chance.one_in(2) {
            input["fingerprint"] = preview["fingerprint"].clone();
        }
        let one = under_a_key(tried.slug, issuer, input, &mut chance).await;
        let fingerprint = &one.input["fingerprint"];
        if let Some(answer) = one.answer.as_ref().filter(|_| !fingerprint.is_null()) {
            let previewed = preview["documents"].as_array().unwrap().len();
            assert_eq!(
                (&answer["documents"], &answer["total"]),
                (&json!(previewed), &preview["total"])
            );
        }
        asked.push(one);
        tokio::time::sleep(Duration::from_millis(chance.below(300))).await;
    }
    asked
}

/// Issues what is left, when nobody writes any more.
pub(crate) async fn issue_the_rest(tried: &'static Tried, client: &Client) -> Asked {
    let input = json!({ "region": tried.slug, "until": tried.dates[2], "idempotencyKey": "rest" });
    let one = under_a_key(tried.slug, &mut client.clone(), input, &mut Chance::new(0)).await;
    assert!(one.answer.is_some(), "the rest can be issued: {one:?}");
    one
}

/// Asks until there is an answer; now and then both replicas at once.
async fn under_a_key(
    region: &'static str,
    client: &mut Client,
    input: Value,
    chance: &mut Chance,
) -> Asked {
    let variables = json!({ "input": input });
    let mut unanswered = 0;
    loop {
        client.stage.replicas.issuing.notify_waiters();
        let first = chance.index(2);
        let outcomes = if chance.one_in(4) {
            let mut other = client.clone();
            let (one, two) = tokio::join!(
                client.ask(first, ISSUE, &variables),
                other.ask(1 - first, ISSUE, &variables)
            );
            vec![one, two]
        } else {
            vec![client.ask(first, ISSUE, &variables).await]
        };
        let (mut answers, mut refusals, mut ended) = (Vec::new(), 0, 0);
        for outcome in outcomes {
            match outcome {
                Outcome::Done(answer) => answers.push(answer),
                Outcome::Refused(code) => {
                    assert_eq!(code, "CONFLICT", "{input}");
                    refusals += 1;
                }
                Outcome::Unknown => ended += 1,
            }
        }
        if let [one, two] = &answers[..] {
            assert_eq!(one, two, "the same key, the same answer: {input}");
        }
        unanswered += ended;
        // A refusal tells nothing of what the other replica may have done before it ended.
        if !answers.is_empty() || (refusals > 0 && ended == 0) {
            return Asked { region, input, answer: answers.pop(), unanswered };
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
