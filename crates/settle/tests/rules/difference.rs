//! A run is a difference: nothing twice, everything once, and whatever changes comes out even.

use std::collections::BTreeMap;

use domain::{Date, Money, MunicipalityCode};
use proptest::prelude::*;
use settle::{Document, IssuedLine, LineKey, Quantity, Settlement, difference, settle};

use crate::scenario::{Scenario, any_scenario};

fn lines(documents: &[Document]) -> Vec<IssuedLine> {
    let all = documents.iter().flat_map(|one| one.lines.iter().map(move |line| (one, line)));
    all.map(|(document, line)| IssuedLine {
        document: document.key.clone(),
        key: line.key.clone(),
        name: line.name.clone(),
        quantity: line.quantity,
        amount: line.amount,
        reduces: false,
    })
    .collect()
}

/// What each municipality has been charged for each thing, all documents together.
fn charged(lines: &[IssuedLine]) -> BTreeMap<(MunicipalityCode, LineKey), Money> {
    let mut all: BTreeMap<_, Money> = BTreeMap::new();
    for line in lines {
        let sum = all.entry((line.document.municipality, line.key.clone())).or_default();
        *sum = sum.plus(line.amount).unwrap();
    }
    all.retain(|_, sum| !sum.is_zero());
    all
}

fn after_the_end(settlement: &Settlement) -> Date {
    let last = settlement.totals().map(|(key, _)| key.date).max();
    last.unwrap_or_default().max("2040-01-01".parse().unwrap())
}

proptest! {
    #[test]
    fn settling_twice_leaves_nothing(scenario in any_scenario()) {
        let Scenario { terms, delivered } = scenario;
        let should = settle(&terms, &delivered, None).unwrap();
        let end = after_the_end(&should);
        let first = difference(&should, &[], end).unwrap();
        prop_assert_eq!(&first, &should.documents().unwrap());
        prop_assert_eq!(difference(&should, &lines(&first), end).unwrap(), Vec::new());
    }

    #[test]
    fn many_runs_come_to_the_same_as_one(scenario in any_scenario(), mut dates in prop::collection::vec(0..2_500_u64, 1..6)) {
        let Scenario { terms, delivered } = scenario;
        let should = settle(&terms, &delivered, None).unwrap();
        dates.sort_unstable();
        let mut issued = Vec::new();
        for days in dates {
            let until = terms.term().from.checked_add_days(chrono::Days::new(days)).unwrap();
            issued.extend(lines(&difference(&should, &issued, until).unwrap()));
        }
        issued.extend(lines(&difference(&should, &issued, after_the_end(&should)).unwrap()));
        let whole = lines(&should.documents().unwrap());
        prop_assert_eq!(charged(&issued), charged(&whole));
    }

    #[test]
    fn whatever_is_corrected_is_charged_in_the_end(before in any_scenario(), after in any_scenario()) {
        // The same agreement; other facts.
        let delivered = after.delivered;
        prop_assume!(after.terms == before.terms);
        let first = settle(&before.terms, &before.delivered, None).unwrap();
        let should = settle(&before.terms, &delivered, None).unwrap();
        let end = after_the_end(&should);
        let mut issued = lines(&first.documents().unwrap());
        issued.extend(lines(&difference(&should, &issued, end).unwrap()));
        prop_assert_eq!(charged(&issued), charged(&lines(&should.documents().unwrap())));
        prop_assert_eq!(difference(&should, &issued, end).unwrap(), Vec::new());
    }

    #[test]
    fn what_is_reduced_by_hand_stays_off_and_nothing_goes_below_zero(
        before in any_scenario(),
        after in any_scenario(),
        parts in prop::collection::vec(0..=100_i64, 1..20),
    ) {
        let delivered = after.delivered;
        prop_assume!(after.terms == before.terms);
        let first = settle(&before.terms, &before.delivered, None).unwrap();
        let end = after_the_end(&first);
        let mut issued = lines(&first.documents().unwrap());
        let reductions: Vec<IssuedLine> = issued
            .iter()
            .zip(parts.iter().cycle())
            .filter(|(line, _)| !line.amount.is_negative())
            .map(|(line, part)| IssuedLine {
                quantity: Quantity::default(),
                amount: Money::from_ore(-(line.amount.ore() * part / 100)),
                reduces: true,
                ..line.clone()
            })
            .collect();
        let reduced = charged(&reductions);
        issued.extend(reductions);
        prop_assert_eq!(difference(&first, &issued, end).unwrap(), Vec::new());
        let should = settle(&before.terms, &delivered, None).unwrap();
        let end = end.max(after_the_end(&should));
        issued.extend(lines(&difference(&should, &issued, end).unwrap()));
        let mut due = charged(&lines(&should.documents().unwrap()));
        for (key, amount) in &mut due {
            let off = reduced.get(key).copied().unwrap_or_default();
            *amount = if off.is_zero() { *amount } else { amount.plus(off).unwrap().max(Money::ZERO) };
        }
        due.retain(|_, amount| !amount.is_zero());
        prop_assert_eq!(charged(&issued), due);
        prop_assert_eq!(difference(&should, &issued, end).unwrap(), Vec::new());
    }
}
