//! The three cases, read and settled, held against their `expected.json`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::Money;
use serde_json::Value;
use settle::{DocumentKind, Settlement, settle};

/// Date, municipality, occasion, whether it is paid out, kind, code.
type Place = (String, String, Option<String>, bool, String, String);

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases").join(name)
}

fn settled(name: &str) -> (Settlement, Value) {
    let case = casefile::read(&folder(name)).unwrap();
    let expected = std::fs::read_to_string(folder(name).join("expected.json")).unwrap();
    (settle(&case.terms, &case.delivered, None).unwrap(), serde_json::from_str(&expected).unwrap())
}

fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

#[test]
fn every_case_comes_out_as_expected() {
    for name in ["goteborgsregionen-2022", "norrbotten-2022", "norrbotten-2023"] {
        let (settlement, expected) = settled(name);
        let shares = settlement.fixed_cost_shares.iter();
        let shares: BTreeMap<_, _> = shares
            .map(|one| ((one.name.clone(), one.share.municipality.to_string()), one.share.amount))
            .collect();
        let rows = expected["fixed_cost_shares"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let wanted: BTreeMap<_, _> = rows
            .map(|row| ((text(&row["name"]), text(&row["municipality"])), money(&row["annual"])))
            .collect();
        assert_eq!(shares, wanted, "{name}");
        assert_eq!(sums(&settlement), wanted_sums(&expected), "{name}");
        for (year, wanted) in
            settlement.trainer_pot.iter().zip(expected["trainer_pot"].as_array().unwrap())
        {
            assert_eq!(i64::from(year.year), wanted["year"].as_i64().unwrap());
            assert_eq!(year.collected, money(&wanted["collected"]));
            assert_eq!(year.carried_out, money(&wanted["carried_out"]));
            assert_eq!(year.points.to_string(), text(&wanted["points"]));
            assert_eq!(year.shares.len(), wanted["shares"].as_array().unwrap().len());
        }
    }
}

fn sums(settlement: &Settlement) -> BTreeMap<Place, Money> {
    let mut sums: BTreeMap<Place, Money> = BTreeMap::new();
    for document in settlement.documents().unwrap() {
        for line in &document.lines {
            let place = (
                document.key.date.to_string(),
                document.key.municipality.to_string(),
                document.key.occasion.as_ref().map(ToString::to_string),
                document.key.kind == DocumentKind::Payout,
                line.key.kind().to_string(),
                line.key.code().to_owned(),
            );
            let sum = sums.entry(place).or_default();
            *sum = sum.plus(line.amount).unwrap();
        }
    }
    sums
}

fn wanted_sums(expected: &Value) -> BTreeMap<Place, Money> {
    let mut sums: BTreeMap<Place, Money> = BTreeMap::new();
    for document in expected["documents"].as_array().unwrap() {
        let lines = document["lines"].as_array().unwrap();
        let paid_out = money(&document["total"]).is_negative()
            && lines.iter().all(|line| line["kind"] == "trainer_pot");
        for line in lines {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let place = (
                text(&document["date"]),
                text(&document["municipality"]),
                document["occasion"].as_str().map(str::to_owned),
                paid_out,
                text(&line["kind"]),
                text(&line["code"]),
            );
            let sum = sums.entry(place).or_default();
            *sum = sum.plus(money(&line["amount"])).unwrap();
        }
    }
    sums
}
