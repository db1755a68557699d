//! Settlement: previews, runs in steps, explanations down to the marks, the pot and the ledger.

use std::collections::BTreeSet;

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    runs_in_steps_come_to_the_same_as_one,
    every_line_is_explained_by_figures_that_hold,
    the_pot_is_told_year_by_year,
    numbers_follow_each_other_over_runs,
);

const ISSUE: &str = "mutation ($until: Date!) {
    documentsIssue(input: { region: \"goteborgsregionen\", until: $until }) { documents total run { firstNumber lastNumber } }
}";

const LINES: &str = "query { region(slug: \"goteborgsregionen\") {
    documents(first: 100) { totalAmount nodes { number date total municipality { code } lines {
        id kind name amount quantity unitPrice courseDay { id }
        explanation {
            __typename
            ... on CourseFeeExplanation { clause attended absent quantity unitPrice charged issuedBefore amount courseDay { id } closedBy }
            ... on FixedCostExplanation { clause }
            ... on TrainerPotExplanation { clause }
            ... on WithdrawnExplanation { issuedBefore }
        }
    } } }
    ledger { balanced accounts { code debit credit } }
} }";

async fn settling(world: World) -> Person {
    let house = House::over(world);
    house.import("goteborgsregionen-2022").await;
    house.coordinator("goteborgsregionen").await
}

fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

async fn runs_in_steps_come_to_the_same_as_one(world: World) {
    let person = settling(world).await;
    let mut issued = Money::ZERO;
    for (until, documents) in [
        ("2022-01-31", 0),
        ("2022-06-30", 13),
        ("2022-06-30", 0),
        ("2022-12-31", 13),
        ("2023-12-31", 0),
    ] {
        let run = person.ask(ISSUE, json!({ "until": until })).await["documentsIssue"].take();
        assert_eq!(run["documents"], documents, "{until}: {run}");
        assert_eq!(run["run"].is_null(), documents == 0);
        issued = issued.plus(money(&run["total"])).unwrap();
    }
    let region = person.ask(LINES, json!({})).await["region"].take();
    assert_eq!(issued.to_string(), "192500.00");
    assert_eq!(money(&region["documents"]["totalAmount"]), issued);
    let ledger = &region["ledger"];
    assert_eq!(ledger["balanced"], true);
    let sum = |side: &str| {
        let accounts = ledger["accounts"].as_array().unwrap().iter();
        Money::sum(accounts.map(|account| money(&account[side]))).unwrap()
    };
    assert_eq!(sum("debit"), sum("credit"));
    assert!(!sum("debit").is_zero());
}

async fn every_line_is_explained_by_figures_that_hold(world: World) {
    let person = settling(world).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let region = person.ask(LINES, json!({})).await["region"].take();
    let documents = region["documents"]["nodes"].as_array().unwrap();
    let mut kinds = BTreeSet::new();
    for line in documents.iter().flat_map(|one| one["lines"].as_array().unwrap()) {
        let explanation = &line["explanation"];
        kinds.insert(explanation["__typename"].as_str().unwrap().to_owned());
        assert!(explanation["clause"].as_str().unwrap().starts_with("agreement."), "{explanation}");
        if line["kind"] == "COURSE_FEE" {
            assert_eq!(explanation["amount"], line["amount"]);
            assert_eq!(explanation["courseDay"]["id"], line["courseDay"]["id"]);
            let price = money(&explanation["unitPrice"]).ore();
            let attended = explanation["attended"].as_i64().unwrap();
            assert_eq!(money(&line["amount"]).ore(), attended * price, "{line}");
        }
    }
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    let id = documents[0]["lines"][0]["id"].as_str().unwrap();
    let down = "query ($id: ID!) { region(slug: \"goteborgsregionen\") { documentLine(id: $id) {
        document { number } courseDay { id } explanation { __typename }
    } } }";
    let line = person.ask(down, json!({ "id": id })).await["region"]["documentLine"].take();
    assert_eq!(line["document"]["number"], documents[0]["number"]);
    if let Some(day) = line["courseDay"]["id"].as_str() {
        let marks = "query ($id: ID!) { region(slug: \"goteborgsregionen\") { courseDay(id: $id) {
            counts { attended } occasion { id }
        } } }";
        let day = person.ask(marks, json!({ "id": day })).await;
        assert!(day["region"]["courseDay"]["counts"].is_array());
    }
}

async fn the_pot_is_told_year_by_year(world: World) {
    let person = settling(world).await;
    let pots = "query { region(slug: \"goteborgsregionen\") { trainerPots {
        year collected points issued shareValue
        shares { municipality { name } points exact amount line }
    } } }";
    let before = person.ask(pots, json!({})).await["region"]["trainerPots"][0].take();
    assert_eq!(before["issued"], false);
    let shares: Vec<_> = before["shares"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["municipality"]["name"].as_str().unwrap(), one["amount"].as_str().unwrap()))
        .collect();
    assert_eq!(shares, [("Kungälv", "8000.00"), ("Lerum", "6667.00"), ("Mölndal", "5333.00")]);
    assert!(before["shares"].as_array().unwrap().iter().all(|one| one["line"].is_null()));
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let after = person.ask(pots, json!({})).await["region"]["trainerPots"][0].take();
    assert_eq!(after["issued"], true);
    assert!(after["shares"].as_array().unwrap().iter().all(|one| one["line"].is_string()));
    assert_eq!([&after["collected"], &after["points"]], [&json!("20000.00"), &json!("7.5")]);
}

async fn numbers_follow_each_other_over_runs(world: World) {
    let person = settling(world).await;
    let run = |until: &str| {
        let variables = json!({ "until": until });
        let person = person.clone();
        async move { person.ask(ISSUE, variables).await["documentsIssue"]["run"].take() }
    };
    let (first, second) = (run("2022-06-30").await, run("2022-12-31").await);
    // The series is of the year in which is issued: the world's present.
    assert_eq!(first, json!({ "firstNumber": "2024-00001", "lastNumber": "2024-00013" }));
    assert_eq!(second, json!({ "firstNumber": "2024-00014", "lastNumber": "2024-00026" }));
}
