//! `demo`: three regions and an account for each role, ready in seconds; the agreements' tables as printed.

use std::process::Command;

use serde_json::{Value, json};

use crate::running::{Api, Server, binary};

/// A demonstration on a free port, in a folder of its own.
pub(crate) fn demo() -> Server {
    let mut command = Command::new(binary());
    command.args(["demo", "--listen", "127.0.0.1:0"]).env_remove("DATABASE_URL");
    Server::start(command)
}

/// Role, region, e-mail, password: what `demo` says of the accounts that it made.
pub(crate) fn accounts(demo: &Server) -> Vec<Vec<String>> {
    let lines = demo.said.iter();
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

const AGREEMENTS: &str = "query ($region: String!) { region(slug: $region) { agreements { nodes {
    title state
    parties { orgNumber }
    fixedCosts { annual shares { municipality { name } amount } }
} } } }";

#[tokio::test]
async fn every_account_signs_in_and_is_what_it_says() {
    let demo = demo();
    let accounts = accounts(&demo);
    let mut roles: Vec<&str> = accounts.iter().map(|account| account[0].as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    assert_eq!(roles, ["municipal-administrator", "national-viewer", "regional-coordinator"]);
    for account in &accounts {
        let api = Api::signed_in(&demo.url, &account[2], &account[3]).await;
        let me = api.ask("{ me { memberships { role region { slug } } } }", json!({})).await;
        let membership = &me["me"]["memberships"][0];
        let role = membership["role"].as_str().unwrap().to_lowercase().replace('_', "-");
        assert_eq!(role, account[0]);
        assert_eq!(membership["region"]["slug"].as_str().unwrap_or("-"), account[1]);
    }
}

#[tokio::test]
async fn the_agreements_stand_as_they_are_printed() {
    let demo = demo();
    let accounts = accounts(&demo);
    let of = |region: &str| {
        let found =
            accounts.iter().find(|one| one[0] == "regional-coordinator" && one[1] == region);
        found.unwrap().clone()
    };
    let account = of("norrbotten");
    let api = Api::signed_in(&demo.url, &account[2], &account[3]).await;
    let found = api.ask(AGREEMENTS, json!({ "region": "norrbotten" })).await;
    let agreements = found["region"]["agreements"]["nodes"].as_array().unwrap();
    for (agreement, printed) in agreements.iter().zip([
        [("Arjeplog", "10323.00"), ("Luleå", "298992.00"), ("Övertorneå", "16089.00")],
        [("Arjeplog", "10272.00"), ("Luleå", "298399.00"), ("Övertorneå", "16065.00")],
    ]) {
        assert_eq!(agreement["parties"].as_array().unwrap().len(), 14);
        assert_eq!(agreement["fixedCosts"][0]["annual"], "950000.00");
        for (name, amount) in printed {
            assert_eq!(share(agreement, name), amount, "{name} in {}", agreement["title"]);
        }
        let shares = agreement["fixedCosts"][0]["shares"].as_array().unwrap();
        let amounts = shares.iter().map(|one| one["amount"].as_str().unwrap().parse().unwrap());
        assert_eq!(domain::Money::sum(amounts).unwrap().to_string(), "950000.00");
    }
    let account = of("dalarna");
    let api = Api::signed_in(&demo.url, &account[2], &account[3]).await;
    let found = api.ask(AGREEMENTS, json!({ "region": "dalarna" })).await;
    let draft = &found["region"]["agreements"]["nodes"][0];
    assert_eq!(draft["state"], "DRAFT");
    assert_eq!(draft["parties"].as_array().unwrap().len(), 15);
}

fn share(agreement: &Value, name: &str) -> String {
    let shares = agreement["fixedCosts"][0]["shares"].as_array().unwrap();
    let share = shares.iter().find(|share| share["municipality"]["name"] == name);
    share.unwrap()["amount"].as_str().unwrap().to_owned()
}
