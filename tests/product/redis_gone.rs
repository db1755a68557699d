//! Redis stopped and started under load: reading and money go on, people sign in, and who was signed out stays out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use testkit::World;
use testkit::redis::OwnServer;
use tokio::sync::watch;

use crate::running::{Api, PASSWORD, Program};

testkit::on_both_databases!(work_goes_on_without_redis);

const READ: &str = "query { region(slug: \"norrbotten\") {
    occasions(first: 5) { totalCount nodes { id participants { person { name } } } }
    settlementPreview(until: \"2022-06-30\") { total }
} }";
const ME: &str = "query { me { name } }";

async fn work_goes_on_without_redis(world: World) {
    let mut redis = OwnServer::start();
    let program = Program::on(&world);
    program.import(&["norrbotten-2022"]);
    let variables = [("REDIS_URL", redis.address())];
    let (one, two) = (program.serve_with(&variables), program.serve_with(&variables));
    let email = program.account("regional-coordinator", &["--region", "norrbotten"]);
    let coordinator = Api::signed_in(&one.url, &email, PASSWORD).await;
    guess(&one.url, &email).await;
    let keys = redis.keys();
    assert!(!keys.is_empty(), "failed sign-ins are counted in it");
    for key in keys {
        assert!(key.starts_with("platform:") || key.starts_with("norrbotten:"), "{key}");
    }
    let load = Load::begin(&[coordinator.clone(), coordinator.at(&two.url)]);
    let early = Api::signed_in(&two.url, &email, PASSWORD).await;
    load.goes_on().await;

    redis.stop();
    load.goes_on().await;
    assert!(issue(&coordinator, "2022-06-30").await > 0, "money goes on");
    let late = Api::signed_in(&one.url, &email, PASSWORD).await;
    assert_eq!(late.ask(ME, json!({})).await["me"]["name"], "En Person");
    guess(&one.url, &email).await;
    // Signed out at the one, they are out at the other, with nothing to tell it but the database.
    end_session_of(&coordinator, &early).await;
    for url in [&one.url, &two.url] {
        assert!(early.at(url).ask(ME, json!({})).await["me"].is_null(), "signed out, at {url}");
    }
    load.goes_on().await;

    redis.start_again();
    load.goes_on().await;
    for url in [&one.url, &two.url] {
        assert!(early.at(url).ask(ME, json!({})).await["me"].is_null(), "still, at {url}");
        assert_eq!(late.at(url).ask(ME, json!({})).await["me"]["name"], "En Person");
    }
    while redis.keys().is_empty() {
        guess(&two.url, &email).await;
    }
    assert!(issue(&coordinator, "2022-12-31").await > 0);
    assert_eq!(issue(&coordinator, "2022-12-31").await, 0, "once each");
    assert_eq!(load.end().await, Vec::<Value>::new(), "nobody who worked was told of it");
}

/// A wrong password, which is refused and counted.
async fn guess(url: &str, email: &str) {
    let text =
        format!("mutation {{ signIn(email: \"{email}\", password: \"fel\") {{ accessToken }} }}");
    assert_eq!(Api::of(url).refusal(&text, json!({})).await, "UNAUTHENTICATED");
}

async fn issue(api: &Api, until: &str) -> i64 {
    let text = format!(
        "mutation {{ documentsIssue(input: {{ region: \"norrbotten\", until: \"{until}\" }}) {{ documents }} }}"
    );
    api.ask(&text, json!({})).await["documentsIssue"]["documents"].as_i64().unwrap()
}

/// Ends the other's session, both being of the same account.
async fn end_session_of(own: &Api, other: &Api) {
    let sessions = "query { mySessions { id own } }";
    let sessions = other.ask(sessions, json!({})).await;
    let sessions = sessions["mySessions"].as_array().unwrap();
    let theirs = sessions.iter().find(|session| session["own"] == true).unwrap();
    let text = format!("mutation {{ sessionEnd(id: {}) }}", theirs["id"]);
    own.ask(&text, json!({})).await;
}

/// Readers at work, until they are told to end.
struct Load {
    ends: Arc<AtomicBool>,
    answered: Arc<watch::Sender<usize>>,
    readers: Vec<tokio::task::JoinHandle<Vec<Value>>>,
}

impl Load {
    fn begin(apis: &[Api]) -> Self {
        let (ends, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(watch::Sender::new(0)));
        let readers = apis.iter().map(|api| {
            let (api, ends, answered) = (api.clone(), Arc::clone(&ends), Arc::clone(&answered));
            tokio::spawn(async move {
                let mut refused = Vec::new();
                while !ends.load(Ordering::Relaxed) {
                    let answer = api.answer(READ, json!({})).await;
                    if answer.get("errors").is_some() {
                        refused.push(answer);
                    }
                    answered.send_modify(|count| *count += 1);
                }
                refused
            })
        });
        let readers = readers.collect();
        Self { ends, answered, readers }
    }

    /// Waits until some more have been answered: they hang where anything does.
    async fn goes_on(&self) {
        let mut answered = self.answered.subscribe();
        let enough = *answered.borrow() + 6;
        answered.wait_for(|count| *count >= enough).await.unwrap();
    }

    /// What was answered that should not have been.
    async fn end(self) -> Vec<Value> {
        self.ends.store(true, Ordering::Relaxed);
        let mut refused = Vec::new();
        for reader in self.readers {
            refused.extend(reader.await.unwrap());
        }
        refused
    }
}
