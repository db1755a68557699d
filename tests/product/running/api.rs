//! The API by HTTP, as somebody or nobody.

use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

/// The API, asked by one person or nobody.
#[derive(Clone)]
pub(crate) struct Api {
    client: Client,
    url: String,
    token: Option<String>,
}

impl Api {
    /// The API, asked by nobody.
    pub(crate) fn of(url: &str) -> Self {
        Self { client: Client::new(), url: url.to_owned(), token: None }
    }

    /// The API, asked by the one who signs in so.
    pub(crate) async fn signed_in(url: &str, email: &str, password: &str) -> Self {
        let mut api = Self::of(url);
        let text = "mutation ($email: String!, $password: String!) {
            signIn(email: $email, password: $password) { accessToken }
        }";
        let data = api.ask(text, json!({ "email": email, "password": password })).await;
        api.token = Some(data["signIn"]["accessToken"].as_str().unwrap().to_owned());
        api
    }

    /// The same person, asking another replica.
    pub(crate) fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// Whether an operation was answered at all: the server may have ended.
    pub(crate) async fn try_ask(&self, operation: &str, variables: Value) -> bool {
        let body = json!({ "query": operation, "variables": variables });
        let request = self.client.post(format!("{}/graphql", self.url)).json(&body);
        let request = request.bearer_auth(self.token.as_deref().unwrap_or_default());
        request.send().await.is_ok()
    }

    /// The data that an operation gives, brought by the route for files.
    pub(crate) async fn upload(&self, operation: &str, variables: Value) -> Value {
        let body = json!({ "query": operation, "variables": variables });
        let request = self.client.post(format!("{}/graphql/upload", self.url)).json(&body);
        let request = request.bearer_auth(self.token.as_deref().unwrap_or_default());
        let mut answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert!(answer.get("errors").is_none(), "{operation}: {answer}");
        answer["data"].take()
    }

    /// The same API, asked with this token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The data that an operation gives, which has no error.
    pub(crate) async fn ask(&self, operation: &str, variables: Value) -> Value {
        let mut answer = self.answer(operation, variables).await;
        assert!(answer.get("errors").is_none(), "{operation}: {answer}");
        answer["data"].take()
    }

    /// The code of the one error that an operation gives.
    pub(crate) async fn refusal(&self, operation: &str, variables: Value) -> String {
        let answer = self.answer(operation, variables).await;
        let errors = answer["errors"].as_array().map(Vec::len);
        assert_eq!(errors, Some(1), "{operation}: {answer}");
        answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("none").to_owned()
    }

    /// Whatever an operation gives.
    pub(crate) async fn answer(&self, operation: &str, variables: Value) -> Value {
        let body = json!({ "query": operation, "variables": variables });
        let response = self.post("application/json", body.to_string()).await;
        assert_eq!(response.status(), StatusCode::OK, "{operation}");
        response.json().await.unwrap()
    }

    /// What is answered, to the byte.
    pub(crate) async fn bytes(&self, operation: &str) -> String {
        let body = json!({ "query": operation, "variables": {} });
        let response = self.post("application/json", body.to_string()).await;
        format!("{} {}", response.status(), response.text().await.unwrap())
    }

    /// The response to any body.
    pub(crate) async fn post(
        &self,
        content_type: &str,
        body: impl Into<reqwest::Body>,
    ) -> Response {
        let request = self.client.post(format!("{}/graphql", self.url));
        let request = request.header("content-type", content_type).body(body);
        let request = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        request.send().await.unwrap()
    }

    /// The response to a GET.
    pub(crate) async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().await.unwrap()
    }
}
