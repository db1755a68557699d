//! A run is a difference: nothing twice, everything once, and whatever changes comes out even.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use domain::{DayIndex, Delivered, Instruction, Money, MunicipalityCode, Participation};
use proptest::prelude::*;
use settle::{
    Document, DocumentKey, Earlier, Finding, IssuedLine, Line, LineKey, Quantity, Settlement,
    difference, findings, settle, settle_after,
};

use crate::scenario::{Scenario, any_scenario};

fn lines(documents: &[Document]) -> Vec<IssuedLine> {
    let all = documents.iter().flat_map(|one| one.lines.iter().map(move |line| (one, line)));
    all.map(|(document, line)| IssuedLine {
        document: document.key.clone(),
        key: line.key.clone(),
        year: line.year,
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

/// The lines of the years from `from` on, each with its document.
fn from_year(settlement: &Settlement, from: i32) -> Vec<(DocumentKey, Line)> {
    let documents = settlement.documents().unwrap().into_iter();
    let lines = documents
        .flat_map(|Document { key, lines }| lines.into_iter().map(move |line| (key.clone(), line)));
    lines.filter(|(_, line)| line.year >= from).collect()
}

/// What the years before `from` leave.
fn earlier(whole: &Settlement, delivered: &Delivered, from: i32) -> Earlier {
    let mut pots = whole.trainer_pot.iter().filter(|pot| pot.year < from);
    let carried = pots.next_back().map(|pot| pot.carried_out).unwrap_or_default();
    Earlier { from, carried, registered: sent(delivered, |year| year < from) }
}

fn sent(delivered: &Delivered, within: impl Fn(i32) -> bool) -> BTreeSet<MunicipalityCode> {
    let year = |day: DayIndex| delivered.days[usize::try_from(day.0).unwrap()].date.year();
    let rows = delivered.participation.iter();
    let sent = rows.filter(|row| row.attended + row.absent > 0 && within(year(row.day)));
    sent.map(|row| row.municipality).collect()
}

/// What was delivered in the years from `from` on, and nothing else.
fn delivered_from(delivered: &Delivered, from: i32) -> Delivered {
    let mut later = Delivered::default();
    let mut places = BTreeMap::new();
    for (index, day) in (0..).map(DayIndex).zip(&delivered.days) {
        if day.date.year() >= from {
            places.insert(index, DayIndex(u32::try_from(later.days.len()).unwrap()));
            later.days.push(day.clone());
        }
    }
    let participation = delivered.participation.iter();
    let kept = participation.filter_map(|row| Some((places.get(&row.day)?, *row)));
    later.participation = kept.map(|(day, row)| Participation { day: *day, ..row }).collect();
    let instruction = delivered.instruction.iter();
    let kept = instruction.filter_map(|row| Some((places.get(&row.day)?, *row)));
    later.instruction = kept.map(|(day, row)| Instruction { day: *day, ..row }).collect();
    later
}

proptest! {
    #[test]
    fn settling_twice_leaves_nothing(scenario in any_scenario()) {
        let Scenario { terms, delivered } = scenario;
        let should = settle(&terms, &delivered, None).unwrap();
        let first = difference(&should, &[]).unwrap();
        prop_assert_eq!(&first, &should.documents().unwrap());
        prop_assert_eq!(difference(&should, &lines(&first)).unwrap(), Vec::new());
    }

    #[test]
    fn many_runs_come_to_the_same_as_one(scenario in any_scenario(), mut dates in prop::collection::vec(0..2_500_u64, 1..6)) {
        let Scenario { terms, delivered } = scenario;
        let should = settle(&terms, &delivered, None).unwrap();
        dates.sort_unstable();
        let mut issued = Vec::new();
        for days in dates {
            let until = terms.term().from.checked_add_days(chrono::Days::new(days)).unwrap();
            let mut due = difference(&should, &issued).unwrap();
            due.retain(|document| document.key.date <= until);
            issued.extend(lines(&due));
        }
        issued.extend(lines(&difference(&should, &issued).unwrap()));
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
        let mut issued = lines(&first.documents().unwrap());
        issued.extend(lines(&difference(&should, &issued).unwrap()));
        prop_assert_eq!(charged(&issued), charged(&lines(&should.documents().unwrap())));
        prop_assert_eq!(difference(&should, &issued).unwrap(), Vec::new());
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
        prop_assert_eq!(difference(&first, &issued).unwrap(), Vec::new());
        let should = settle(&before.terms, &delivered, None).unwrap();
        issued.extend(lines(&difference(&should, &issued).unwrap()));
        let mut due = charged(&lines(&should.documents().unwrap()));
        for (key, amount) in &mut due {
            let off = reduced.get(key).copied().unwrap_or_default();
            *amount = if off.is_zero() { *amount } else { amount.plus(off).unwrap().max(Money::ZERO) };
        }
        due.retain(|_, amount| !amount.is_zero());
        prop_assert_eq!(charged(&issued), due);
        prop_assert_eq!(difference(&should, &issued).unwrap(), Vec::new());
    }

    #[test]
    fn the_last_years_by_themselves_are_as_in_the_whole(scenario in any_scenario(), skipped in 0..4_i32) {
        let Scenario { terms, delivered } = scenario;
        let whole = settle(&terms, &delivered, None).unwrap();
        let from = terms.term().from.year() + skipped;
        let earlier = earlier(&whole, &delivered, from);
        let later = delivered_from(&delivered, from);
        let own = settle_after(&terms, Some(&earlier), &later).unwrap();
        prop_assert_eq!(from_year(&own, i32::MIN), from_year(&whole, from));
        let pots: Vec<_> = whole.trainer_pot.iter().filter(|pot| pot.year >= from).collect();
        prop_assert_eq!(own.trainer_pot.iter().collect::<Vec<_>>(), pots);
        let idle = |found: &Vec<Finding>| found.iter().filter(|one| matches!(one, Finding::NeverSentAnybody { .. })).count();
        if !later.days.is_empty() {
            let in_all = findings(&terms, None, &delivered, &whole.trainer_pot);
            let in_own = findings(&terms, Some(&earlier), &later, &own.trainer_pot);
            prop_assert_eq!(idle(&in_own), idle(&in_all));
        }
    }
}
