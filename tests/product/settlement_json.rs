//! `settlement.json`, held against `expected.json`: sums by document, kind and code, shares, the pot.

use std::collections::BTreeMap;
use std::fs;

use domain::Money;
use serde_json::Value;

use crate::running::case;

/// A sum's place: date, municipality, occasion, whether the document pays out, kind, code.
type Place = (String, String, Option<String>, bool, String, String);

/// What a case must come to.
pub(crate) fn expected(name: &str) -> Value {
    let text = fs::read_to_string(case(name).join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Fails where `actual` is not what `expected` says; more keys and finer lines are welcome.
pub(crate) fn assert_as_expected(actual: &Value, expected: &Value) {
    assert_eq!(actual["region"], expected["region"]);
    assert_eq!(sums(actual), sums(expected), "sums by document, kind and code");
    for part in ["fixed_cost_shares", "trainer_pot"] {
        let (actual, expected) = (list(&actual[part]), list(&expected[part]));
        assert_eq!(actual.len(), expected.len(), "{part}");
        for (actual, expected) in actual.iter().zip(expected) {
            assert_holds(actual, expected, part);
        }
    }
}

fn assert_holds(actual: &Value, expected: &Value, path: &str) {
    match expected {
        Value::Object(fields) => {
            for (key, value) in fields {
                assert_holds(&actual[key], value, &format!("{path}.{key}"));
            }
        }
        Value::Array(items) => {
            assert_eq!(list(actual).len(), items.len(), "{path}");
            for (index, item) in items.iter().enumerate() {
                assert_holds(&actual[index], item, &format!("{path}[{index}]"));
            }
        }
        _ => assert_eq!(actual, expected, "{path}"),
    }
}

fn sums(settlement: &Value) -> BTreeMap<Place, Money> {
    let mut sums: BTreeMap<Place, Money> = BTreeMap::new();
    for document in list(&settlement["documents"]) {
        let lines = list(&document["lines"]);
        let total = Money::sum(lines.iter().map(|line| money(&line["amount"]))).unwrap();
        assert_eq!(total, money(&document["total"]), "a document adds up: {document}");
        let pays_out =
            total.is_negative() && lines.iter().all(|line| line["kind"] == "trainer_pot");
        for line in lines {
            let place = (
                text(&document["date"]),
                text(&document["municipality"]),
                document["occasion"].as_str().map(str::to_owned),
                pays_out,
                text(&line["kind"]),
                text(&line["code"]),
            );
            let sum = sums.entry(place).or_default();
            *sum = Money::sum([*sum, money(&line["amount"])]).unwrap();
        }
    }
    sums
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn money(value: &Value) -> Money {
    text(value).parse().unwrap()
}
