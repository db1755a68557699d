//! The three cases, settled in three ways: by the command alone, by commands on a database, by the API.

use std::fs;

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::running::{Api, Program, binary, case};
use crate::settlement_json::{assert_as_expected, expected};

/// Each case with its region and a date by which all of it is due.
const CASES: [(&str, &str, &str); 3] = [
    ("goteborgsregionen-2022", "goteborgsregionen", "2022-12-31"),
    ("norrbotten-2022", "norrbotten", "2023-12-31"),
    ("norrbotten-2023", "norrbotten", "2028-06-30"),
];

testkit::on_both_databases!(
    by_commands,
    both_agreements_of_a_region,
    goteborgsregionen_by_the_api,
    norrbotten_2022_by_the_api,
    norrbotten_2023_by_the_api,
);

#[test]
fn by_one_command() {
    for (name, ..) in CASES {
        let out = tempfile::tempdir().unwrap();
        let mut settle = std::process::Command::new(binary());
        settle.arg("settle").arg(case(name)).arg("--out").arg(out.path().join("ut"));
        assert!(settle.output().unwrap().status.success());
        let text = fs::read_to_string(out.path().join("ut/settlement.json")).unwrap();
        assert_as_expected(&serde_json::from_str(&text).unwrap(), &expected(name));
    }
}

async fn by_commands(world: World) {
    let program = Program::on(&world);
    let (name, region, until) = CASES[0];
    program.import(&[name]);
    program.done(&["documents", "issue", "--region", region, "--until", until]);
    let listed = program.done(&["documents", "list", "--region", region, "--json"]);
    assert_as_expected(&serde_json::from_str(&listed).unwrap(), &expected(name));
}

async fn both_agreements_of_a_region(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2022", "norrbotten-2023"]);
    for title in ["2022–2023", "2023–2028"] {
        let title = format!("Avtal länssamordning Yrkesresan {title}");
        let name = if title.contains("2022") { CASES[1].0 } else { CASES[2].0 };
        program.done(&["documents", "issue", "--region", "norrbotten", "--until", "2028-06-30"]);
        let list = ["documents", "list", "--region", "norrbotten", "--json", "--agreement", &title];
        assert_as_expected(&serde_json::from_str(&program.done(&list)).unwrap(), &expected(name));
    }
    let again =
        program.done(&["documents", "issue", "--region", "norrbotten", "--until", "2028-06-30"]);
    assert!(again.contains("nothing to issue"), "{again}");
}

async fn goteborgsregionen_by_the_api(world: World) {
    by_the_api(world, CASES[0]).await;
}

async fn norrbotten_2022_by_the_api(world: World) {
    by_the_api(world, CASES[1]).await;
}

async fn norrbotten_2023_by_the_api(world: World) {
    by_the_api(world, CASES[2]).await;
}

async fn by_the_api(world: World, (name, region, until): (&str, &str, &str)) {
    let program = Program::on(&world);
    program.import(&[name]);
    let server = program.serve();
    let api = program.coordinator(&server, region).await;
    let preview = api.ask(PREVIEW, json!({ "region": region, "until": until })).await;
    let preview = &preview["region"]["settlementPreview"];
    let input = json!({
        "region": region, "until": until, "fingerprint": preview["fingerprint"],
    });
    let issued = api.ask(ISSUE, json!({ "input": input })).await["documentsIssue"].take();
    let previewed = preview["documents"].as_array().unwrap().len();
    assert_eq!(issued["documents"], previewed, "what was previewed is what is issued");
    assert_eq!(issued["total"], preview["total"]);
    assert_as_expected(&settlement(&api, region).await, &expected(name));
    let again = api.ask(ISSUE, json!({ "input": { "region": region, "until": until } })).await;
    assert_eq!(again["documentsIssue"]["documents"], 0);
    let ledger = api.ask(LEDGER, json!({ "region": region })).await["region"]["ledger"].take();
    assert_eq!(ledger["balanced"], true);
    let receivable = ledger["accounts"].as_array().unwrap();
    let receivable = receivable.iter().find(|account| account["code"] == "1510").unwrap();
    assert_eq!(receivable["balance"], net_of_payouts(&issued, &ledger), "{ledger}");
}

/// What municipalities owe: all that was issued, less what is owed to them by 2890.
fn net_of_payouts(issued: &Value, ledger: &Value) -> String {
    let accounts = ledger["accounts"].as_array().unwrap();
    let paid_out = accounts.iter().find(|account| account["code"] == "2440");
    let money = |value: &Value| value.as_str().unwrap().parse::<Money>().unwrap();
    let owed = paid_out.map_or(Money::ZERO, |account| money(&account["balance"]));
    money(&issued["total"]).minus(owed).unwrap().to_string()
}

const PREVIEW: &str = "query ($region: String!, $until: Date!) { region(slug: $region) {
    settlementPreview(until: $until) { fingerprint total documents { total } }
} }";

const ISSUE: &str = "mutation ($input: DocumentsIssueInput!) {
    documentsIssue(input: $input) { documents total }
}";

const LEDGER: &str = "query ($region: String!) { region(slug: $region) {
    ledger { balanced accounts { code balance } }
} }";

const AGREEMENT: &str = "query ($region: String!) { region(slug: $region) {
    agreement { fixedCosts { name shares { municipality { code } amount } } }
    trainerPots {
        year carriedIn collected points carriedOut
        shares { municipality { code } points amount }
    }
} }";

const DOCUMENTS: &str = "query ($region: String!, $after: String) { region(slug: $region) {
    documents(first: 100, after: $after) {
        nodes {
            date municipality { code } occasion { code } total
            lines { kind code amount }
        }
        pageInfo { hasNextPage endCursor }
    }
} }";

/// What was issued, read by the API and put into the shape of `settlement.json`.
async fn settlement(api: &Api, region: &str) -> Value {
    let known = api.ask(AGREEMENT, json!({ "region": region })).await["region"].take();
    let shares = list(&known["agreement"]["fixedCosts"]).iter().flat_map(|cost| {
        list(&cost["shares"]).iter().map(|share| {
            json!({
                "name": cost["name"],
                "municipality": share["municipality"]["code"],
                "annual": share["amount"],
            })
        })
    });
    let pots = list(&known["trainerPots"]).iter().rev().map(|pot| {
        let shares = list(&pot["shares"]).iter().map(|share| {
            json!({
                "municipality": share["municipality"]["code"],
                "points": share["points"],
                "amount": share["amount"],
            })
        });
        json!({
            "year": pot["year"], "carried_in": pot["carriedIn"], "collected": pot["collected"],
            "points": pot["points"], "carried_out": pot["carriedOut"],
            "shares": by_code(shares),
        })
    });
    json!({
        "region": region,
        "fixed_cost_shares": by_code(shares),
        "trainer_pot": pots.collect::<Vec<_>>(),
        "documents": documents(api, region).await,
    })
}

/// Pages list municipalities by name, files by code.
fn by_code(rows: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut rows: Vec<Value> = rows.collect();
    rows.sort_by_key(|row| row["municipality"].as_str().unwrap().to_owned());
    rows
}

async fn documents(api: &Api, region: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = api.ask(DOCUMENTS, json!({ "region": region, "after": after })).await;
        let page = &page["region"]["documents"];
        all.extend(list(&page["nodes"]).iter().map(|document| {
            let lines = list(&document["lines"]).iter().map(|line| {
                let kind = line["kind"].as_str().unwrap().to_lowercase();
                json!({ "kind": kind, "code": line["code"], "amount": line["amount"] })
            });
            json!({
                "date": document["date"],
                "municipality": document["municipality"]["code"],
                "occasion": document["occasion"]["code"],
                "total": document["total"],
                "lines": lines.collect::<Vec<_>>(),
            })
        }));
        if page["pageInfo"]["hasNextPage"] == false {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}
