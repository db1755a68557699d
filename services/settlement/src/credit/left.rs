//! How much of each line can be credited: no more than is left of it, and no more than is charged in all. Pure.

use std::collections::BTreeMap;

use domain::{DocumentLineId, Money, MoneyOverflow};
use settle::LineKey;

use crate::record::LineRecord;
use crate::store::credits::Charge;

/// What can be credited of each line that has anything left. `charges` is all that its municipality was ever charged
/// under the agreement.
pub(super) fn left(
    lines: &[LineRecord],
    charges: &[Charge],
) -> Result<BTreeMap<DocumentLineId, Money>, MoneyOverflow> {
    let mut net: BTreeMap<&LineKey, Money> = BTreeMap::new();
    let mut credited: BTreeMap<DocumentLineId, Money> = BTreeMap::new();
    for charge in charges {
        let sum = net.entry(&charge.key).or_default();
        *sum = sum.plus(charge.amount)?;
        if let Some(line) = charge.credits {
            let sum = credited.entry(line).or_default();
            *sum = sum.plus(charge.amount)?;
        }
    }
    let mut left = BTreeMap::new();
    for line in lines {
        let own = line.amount.plus(credited.get(&line.id).copied().unwrap_or_default())?;
        let all = net.get(&line.key).copied().unwrap_or_default();
        let amount = if line.amount.is_negative() {
            own.max(all).min(Money::ZERO)
        } else {
            own.min(all).max(Money::ZERO)
        };
        if !amount.is_zero() {
            left.insert(line.id, amount);
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use domain::{ComponentCode, DayCode, DocumentId};
    use settle::Quantity;
    use uuid::Uuid;

    use super::*;

    fn key() -> LineKey {
        LineKey::CourseFee { component: ComponentCode("venue".into()), day: DayCode("d1".into()) }
    }

    fn id(number: u128) -> DocumentLineId {
        DocumentLineId::from_uuid(Uuid::from_u128(number))
    }

    fn line(number: u128, ore: i64) -> LineRecord {
        LineRecord {
            id: id(number),
            document: DocumentId::from_uuid(Uuid::from_u128(0)),
            key: key(),
            year: None,
            name: "Lokal".to_owned(),
            quantity: Quantity::ONE,
            unit_price: None,
            amount: Money::from_ore(ore),
            adjusts: false,
            account: None,
            vat: None,
            explanation: String::new(),
        }
    }

    fn charge(ore: i64, credits: Option<u128>) -> Charge {
        Charge { key: key(), amount: Money::from_ore(ore), credits: credits.map(id) }
    }

    #[test]
    fn no_more_is_left_than_of_the_line_and_of_all() {
        for (charges, expected) in [
            (vec![charge(1_000, None)], 1_000),
            (vec![charge(1_000, None), charge(-300, Some(1))], 700),
            (vec![charge(1_000, None), charge(-1_000, Some(1))], 0),
            // Corrected downwards since by a run.
            (vec![charge(1_000, None), charge(-200, None)], 800),
            // And upwards: that stands on another document.
            (vec![charge(1_000, None), charge(500, None)], 1_000),
            // Cancelled and charged anew: what is charged anew stands on another document.
            (vec![charge(1_000, None), charge(-1_000, Some(1)), charge(1_000, None)], 0),
        ] {
            let found = left(&[line(1, 1_000)], &charges).unwrap();
            let found = found.get(&id(1)).copied().unwrap_or_default();
            assert_eq!(found, Money::from_ore(expected), "{charges:?}");
        }
    }
}
