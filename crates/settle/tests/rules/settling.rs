//! Settling: what is charged is what was agreed, in whole öre, whoever stands first in the files.

use domain::{Date, DayIndex, Delivered, Money};
use proptest::prelude::*;
use settle::{LineKind, settle};

use crate::scenario::{Scenario, any_scenario};

proptest! {
    #[test]
    fn documents_add_up_and_stand_in_order(scenario in any_scenario()) {
        let Scenario { terms, delivered } = scenario;
        let settlement = settle(&terms, &delivered, None).unwrap();
        let documents = settlement.documents().unwrap();
        prop_assert!(documents.is_sorted_by(|a, b| a.key < b.key));
        prop_assert!(documents.iter().all(|one| !one.lines.is_empty()));
        prop_assert!(documents.iter().flat_map(|one| &one.lines).all(|line| !line.amount.is_zero()));
        let sum = |kind| {
            let lines = documents.iter().flat_map(|one| &one.lines);
            Money::sum(lines.filter(|line| line.key.kind() == kind).map(|line| line.amount)).unwrap()
        };
        // The pot gives back what it has collected, but for what it carries on.
        let collected = Money::sum(settlement.trainer_pot.iter().map(|year| year.collected)).unwrap();
        let kept = settlement.trainer_pot.last().map(|year| year.carried_out).unwrap_or_default();
        prop_assert_eq!(sum(LineKind::TrainerPot), kept.minus(collected).unwrap());
        for year in &settlement.trainer_pot {
            let shared = Money::sum(year.shares.iter().map(|share| share.amount)).unwrap();
            let had = year.collected.plus(year.carried_in).unwrap();
            prop_assert_eq!(shared.plus(year.carried_out).unwrap(), had);
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        (scenario, order) in any_scenario().prop_flat_map(|scenario| {
            let days = u32::try_from(scenario.delivered.days.len()).unwrap();
            (Just(scenario), Just((0..days).collect::<Vec<u32>>()).prop_shuffle())
        })
    ) {
        let Scenario { mut terms, delivered } = scenario;
        let settlement = settle(&terms, &delivered, None).unwrap();
        let permuted = permuted(&delivered, &order);
        terms.municipalities.reverse();
        let again = settle(&terms, &permuted, None).unwrap();
        prop_assert_eq!(settlement.trainer_pot.clone(), again.trainer_pot.clone());
        prop_assert_eq!(settlement.documents().unwrap(), again.documents().unwrap());
    }

    #[test]
    fn a_date_cuts_documents_and_changes_none(scenario in any_scenario(), days in 0..2_500_u64) {
        let Scenario { terms, delivered } = scenario;
        let until: Date = terms.term().from.checked_add_days(chrono::Days::new(days)).unwrap();
        let whole = settle(&terms, &delivered, None).unwrap().documents().unwrap();
        let cut = settle(&terms, &delivered, Some(until)).unwrap().documents().unwrap();
        let kept: Vec<_> = whole.into_iter().filter(|one| one.key.date <= until).collect();
        prop_assert_eq!(cut, kept);
    }
}

/// The same facts with days, and rows about them, in another order.
fn permuted(delivered: &Delivered, order: &[u32]) -> Delivered {
    let place = |day: DayIndex| {
        let found = order.iter().position(|old| *old == day.0).unwrap();
        DayIndex(u32::try_from(found).unwrap())
    };
    let mut all = Delivered {
        days: order
            .iter()
            .map(|old| delivered.days[usize::try_from(*old).unwrap()].clone())
            .collect(),
        participation: delivered.participation.clone(),
        instruction: delivered.instruction.clone(),
    };
    for row in &mut all.participation {
        row.day = place(row.day);
    }
    for row in &mut all.instruction {
        row.day = place(row.day);
    }
    all.participation.reverse();
    all.instruction.reverse();
    all
}
