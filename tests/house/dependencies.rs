//! Who may know whom, held against what Cargo says. Tests' own dependencies are their own affair.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::sources::{assert_none, root};

const VALUES: [&str; 1] = ["domain"];
/// Rooms that services stand on.
const GROUND: [&str; 17] = [
    "domain",
    "settle",
    "casefile",
    "staff-file",
    "books",
    "einvoice",
    "sie",
    "paper",
    "giro",
    "tenancy",
    "identity",
    "people",
    "graph",
    "shared-state",
    "telemetry",
    "mail",
    "migrations",
];
const SERVICES: [&str; 4] = ["accounts", "agreements", "delivery", "settlement"];

/// Whom a room may know.
fn may_know(room: &str) -> Option<Vec<&'static str>> {
    let ground = || GROUND.into_iter().filter(|other| *other != "migrations");
    let known: Vec<&str> = match room {
        "domain" | "paper" | "migrations" => Vec::new(),
        "settle" | "staff-file" | "einvoice" | "sie" | "giro" | "web" => VALUES.to_vec(),
        "books" => vec!["domain", "einvoice", "settle", "sie"],
        "casefile" => vec!["domain", "books"],
        // They know each other too; Cargo itself refuses a circle.
        "identity" | "graph" | "shared-state" | "telemetry" => {
            vec!["domain", "tenancy", "identity", "graph", "shared-state", "telemetry"]
        }
        "people" => vec!["domain", "identity", "tenancy"],
        "tenancy" => vec!["domain", "identity", "shared-state", "telemetry", "migrations"],
        "mail" => vec!["domain", "tenancy", "telemetry"],
        "accounts" | "agreements" | "delivery" | "settlement" => ground().collect(),
        "gateway" => ground().chain(SERVICES).collect(),
        "yrkesresan" => GROUND.into_iter().chain(SERVICES).chain(["gateway", "web"]).collect(),
        "testkit" => GROUND.to_vec(),
        "end-to-end" => GROUND.into_iter().chain(["testkit", "web"]).collect(),
        _ => return None,
    };
    Some(known)
}

/// Every package of ours, with those of ours that it knows.
fn known_by_room() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ours = |dependency: &&serde_json::Value| {
        // Those without a kind are neither for tests nor for build scripts.
        dependency["kind"].is_null() && dependency["path"].is_string()
    };
    let name = |value: &serde_json::Value| value["name"].as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let known = package["dependencies"].as_array().unwrap().iter().filter(ours).map(name);
            (name(package), known.collect())
        })
        .collect()
}

#[test]
fn nobody_knows_whom_they_must_not() {
    let rooms = known_by_room();
    assert!(rooms.len() >= 17 && rooms["gateway"].contains("settlement"), "cargo told too little");
    let mut breaches = Vec::new();
    for (room, known) in &rooms {
        let Some(may) = may_know(room) else {
            breaches.push(format!("{room} has no rule: give it one in tests/house"));
            continue;
        };
        let must_not = known.iter().filter(|other| !may.contains(&other.as_str()));
        breaches.extend(must_not.map(|other| format!("{room} must not know {other}")));
    }
    assert_none("who may know whom:", &breaches);
}
