//! An API that answers with samples, and remembers what it was asked.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use serde_json::{Value, json};
use web::{Api, ApiRequest};

/// Answers each operation with its sample, unless told otherwise.
#[derive(Default)]
pub(crate) struct FakeApi {
    told: Mutex<HashMap<String, Vec<Value>>>,
    asked: Mutex<Vec<(String, ApiRequest)>>,
}

impl FakeApi {
    /// Answers the operation with this; given several times, in that order, the last one for ever.
    pub(crate) fn answer(&self, operation: &str, response: Value) {
        lock(&self.told).entry(operation.to_owned()).or_default().push(response);
    }

    /// Refuses the operation with this code.
    pub(crate) fn refuse(&self, operation: &str, code: &str) {
        self.answer(operation, json!({ "errors": [{ "extensions": { "code": code } }] }));
    }

    /// The requests for this operation, in order.
    pub(crate) fn asked(&self, operation: &str) -> Vec<ApiRequest> {
        let asked = lock(&self.asked);
        asked.iter().filter(|(name, _)| name == operation).map(|(_, one)| one.clone()).collect()
    }

    /// The names of all operations that were asked for.
    pub(crate) fn operations(&self) -> Vec<String> {
        lock(&self.asked).iter().map(|(name, _)| name.clone()).collect()
    }
}

#[async_trait::async_trait]
impl Api for FakeApi {
    async fn execute(&self, request: ApiRequest) -> Value {
        let name = name_of(request.operation);
        lock(&self.asked).push((name.clone(), request));
        if let Some(told) = lock(&self.told).get_mut(&name) {
            return if told.len() > 1 { told.remove(0) } else { told[0].clone() };
        }
        sample(&name)
    }
}

/// The name that an operation's text gives it.
pub(crate) fn name_of(operation: &str) -> String {
    let start = operation
        .lines()
        .find_map(|line| line.strip_prefix("query ").or_else(|| line.strip_prefix("mutation ")))
        .unwrap_or_else(|| panic!("no named operation in {operation}"));
    start.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The sample answer of the operation with this name.
pub(crate) fn sample(name: &str) -> Value {
    let mut file = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !file.is_empty() {
            file.push('_');
        }
        file.push(letter.to_ascii_lowercase());
    }
    sample_file(&file)
}

/// Every sample of the operation in this file: `share.json`, and variants as `share.equal.json`.
pub(crate) fn samples(operation_file: &str) -> Vec<(String, Value)> {
    let folder = format!("{}/tests/samples", env!("CARGO_MANIFEST_DIR"));
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let own = names.filter(|name| name.split('.').next() == Some(operation_file));
    own.map(|name| {
        let stem = name.strip_suffix(".json").unwrap().to_owned();
        let value = sample_file(&stem);
        (stem, value)
    })
    .collect()
}

/// The sample in this file.
pub(crate) fn sample_file(stem: &str) -> Value {
    let path = format!("{}/tests/samples/{stem}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"));
    serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}
