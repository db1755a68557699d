//! Shares: they add up to the whole, whatever is divided by whatever, and nobody's place in the list matters.

use domain::{Money, MunicipalityCode};
use proptest::prelude::*;
use settle::shares;

fn weights() -> impl Strategy<Value = Vec<(MunicipalityCode, u64)>> {
    let weight =
        prop_oneof![Just(0), 1..10_u64, 1..1_000_000_u64, any::<u64>().prop_map(|w| w / 2)];
    let codes = prop::sample::subsequence((100..=2_999_u32).collect::<Vec<_>>(), 1..=290);
    (codes, prop::collection::vec(weight, 290)).prop_map(|(codes, weights)| {
        let codes = codes.into_iter().map(|code| MunicipalityCode::parse(&format!("{code:04}")));
        codes.map(Result::unwrap).zip(weights).collect()
    })
}

proptest! {
    #[test]
    fn add_up_to_the_whole(units in 1..=1_000_000_000_000_i64, unit in 1..=10_000_i64, weights in weights()) {
        prop_assume!(weights.iter().any(|(_, weight)| *weight > 0));
        let total = Money::from_ore((units / unit) * unit);
        let all = shares(total, &weights, Money::from_ore(unit)).unwrap();
        prop_assert_eq!(Money::sum(all.iter().map(|share| share.amount)).unwrap(), total);
        for share in &all {
            prop_assert!(!share.amount.is_negative() && share.amount.ore() % unit == 0);
            // Never a whole unit from the exact share, and nothing for no weight.
            let denominator = share.exact.denominator.get();
            let exact_units = share.exact.numerator / denominator / u128::try_from(unit).unwrap();
            let given = u128::try_from(share.amount.ore() / unit).unwrap();
            prop_assert!(given == exact_units || given == exact_units + 1);
            prop_assert!(share.weight > 0 || share.amount.is_zero());
        }
    }

    #[test]
    fn are_the_same_in_any_order(
        ore in 1..=1_000_000_000_000_i64,
        (weights, shuffled) in weights().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assume!(weights.iter().any(|(_, weight)| *weight > 0));
        let divide = |weights| shares(Money::from_ore(ore), weights, Money::from_ore(1)).unwrap();
        prop_assert_eq!(divide(&weights), divide(&shuffled));
    }

    #[test]
    fn more_weight_is_never_less_money(ore in 1..=1_000_000_000_i64, weights in weights()) {
        prop_assume!(weights.iter().any(|(_, weight)| *weight > 0));
        let mut all = shares(Money::from_ore(ore), &weights, Money::from_ore(1)).unwrap();
        all.sort_by_key(|share| share.weight);
        let in_order = all.windows(2).all(|pair| {
            pair[0].weight == pair[1].weight || pair[0].amount <= pair[1].amount
        });
        prop_assert!(in_order, "somebody gets more for less");
    }
}
