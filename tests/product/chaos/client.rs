//! Somebody who is signed in and asks whichever replica answers.

use std::time::Duration;

use serde_json::{Value, json};

use super::Stage;
use crate::running::PASSWORD;

/// What became of a request.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// It was done, and this is the field that was asked for.
    Done(Value),
    /// It was refused, with this code, and nothing was done.
    Refused(String),
    /// The server ended, or said that something went wrong in it: nobody knows.
    Unknown,
}

/// A coordinator.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    email: String,
    token: String,
    pub(crate) stage: Stage,
}

const SIGN_IN: &str = "mutation ($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { accessToken }
}";

impl Client {
    pub(crate) async fn signed_in(email: String, stage: Stage) -> Self {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(90)).build().unwrap();
        let mut client = Self { http, email, token: String::new(), stage };
        client.sign_in().await;
        client
    }

    async fn sign_in(&mut self) {
        let who = json!({ "email": self.email, "password": PASSWORD });
        for attempt in 0.. {
            if let Outcome::Done(tokens) = self.send(attempt % 2, SIGN_IN, &who).await {
                tokens["accessToken"].as_str().unwrap().clone_into(&mut self.token);
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Asks one of the replicas once, signed in anew where the token has run out.
    pub(crate) async fn ask(
        &mut self,
        which: usize,
        operation: &str,
        variables: &Value,
    ) -> Outcome {
        let outcome = self.send(which, operation, variables).await;
        match outcome {
            Outcome::Refused(code) if code == "UNAUTHENTICATED" => {
                self.sign_in().await;
                self.send(which, operation, variables).await
            }
            other => other,
        }
    }

    /// Asks until there is an answer; for what may be asked as often as one likes.
    pub(crate) async fn insist(&mut self, operation: &str, variables: &Value) -> Outcome {
        for attempt in 0.. {
            match self.ask(attempt % 2, operation, variables).await {
                Outcome::Unknown => tokio::time::sleep(Duration::from_millis(100)).await,
                known => return known,
            }
        }
        Outcome::Unknown
    }

    /// What a question gives that is always answered.
    pub(crate) async fn read(&mut self, operation: &str, variables: &Value) -> Value {
        match self.insist(operation, variables).await {
            Outcome::Done(value) => value,
            other => panic!("{operation} of {variables}: {other:?}"),
        }
    }

    async fn send(&self, which: usize, operation: &str, variables: &Value) -> Outcome {
        let body = json!({ "query": operation, "variables": variables });
        let request = self.http.post(format!("{}/graphql", self.stage.replicas.url(which)));
        let request = request.bearer_auth(&self.token).json(&body);
        let Ok(response) = request.send().await else { return Outcome::Unknown };
        let Ok(mut answer) = response.json::<Value>().await else { return Outcome::Unknown };
        if let Some(error) = answer["errors"].get(0) {
            let code = error["extensions"]["code"].as_str().unwrap_or("none").to_owned();
            if code != "INTERNAL" && code != "none" {
                return Outcome::Refused(code);
            }
            self.stage.replicas.note_fault(format!("{variables}: {answer}"));
            return Outcome::Unknown;
        }
        let field = answer["data"].as_object_mut().and_then(|data| data.values_mut().next());
        field.map_or(Outcome::Unknown, |field| Outcome::Done(field.take()))
    }
}
