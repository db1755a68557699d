//! The sentences that explain how a share was rounded, and what any other rounding would have led to.

use super::Exact;
use crate::{Money, swedish};

/// A share to explain: what it was before rounding, what it became, of which total.
#[derive(Clone, Copy, Debug)]
pub struct Rounded {
    /// Before rounding.
    pub exact: Exact,
    /// Every share is a multiple of this.
    pub unit: Money,
    /// The share.
    pub amount: Money,
    /// What all shares add up to.
    pub total: Money,
    /// What all shares would come to if each were rounded up by itself, where that is known.
    pub all_up: Option<Money>,
}

/// How shares are rounded, whatever this one became.
pub fn rule(unit: Money, total: Money) -> String {
    format!(
        "Varje andel avrundas först nedåt till {}. Det som då blir över, {} i taget, går till de \
         andelar som har störst rest. Så blir andelarna tillsammans alltid exakt {}.",
        rounded_to(unit),
        one(unit),
        swedish::money(total)
    )
}

/// What rounding did to this share.
pub fn effect(share: Rounded) -> String {
    let Rounded { exact, unit, amount, total, all_up } = share;
    if exact.is(amount) {
        return format!("Andelen går jämnt ut i {}.", rounded_to(unit));
    }
    let (down, nearest) = (exact.down(unit), exact.nearest(unit));
    let up = next(down, unit);
    let all = swedish::money(total);
    if amount != down && nearest == up {
        return format!("Resten hör till de största, och därför hamnar {} här.", one(unit));
    }
    if amount != down {
        return format!(
            "Vanlig avrundning hade gett {}, men då hade {} av de {all} blivit över. Den hamnar \
             här, eftersom resten hör till de största.",
            swedish::money(down),
            one(unit)
        );
    }
    let up_by_one = swedish::money(next(total, unit));
    let up = swedish::money(up);
    if nearest != down {
        return format!(
            "Vanlig avrundning hade gett {up}, men med den hade andelarna tillsammans blivit \
             {up_by_one} i stället för {all}: andra andelar har större rest."
        );
    }
    let otherwise = match all_up {
        Some(sum) => format!(
            "Hade varje andel avrundats uppåt, den här till {up}, hade de tillsammans blivit {} i \
             stället för {all}.",
            swedish::money(sum)
        ),
        None => format!(
            "Hade den avrundats uppåt, till {up}, hade andelarna tillsammans blivit {up_by_one} i \
             stället för {all}."
        ),
    };
    format!("Andelen avrundas nedåt, som vanlig avrundning också hade gjort. {otherwise}")
}

/// What amounts are rounded to, in a sentence: `hela kronor`.
pub fn rounded_to(unit: Money) -> String {
    match unit.ore() {
        1 => "hela ören".to_owned(),
        100 => "hela kronor".to_owned(),
        _ => format!("jämna {}", swedish::money(unit)),
    }
}

fn next(amount: Money, unit: Money) -> Money {
    amount.plus(unit).unwrap_or(amount)
}

fn one(unit: Money) -> String {
    match unit.ore() {
        1 => "ett öre".to_owned(),
        100 => "en krona".to_owned(),
        _ => swedish::money(unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(exact: &str, kronor: i64) -> String {
        let amount = Money::from_ore(kronor.saturating_mul(100));
        let (unit, total) = (Money::from_ore(100), Money::from_ore(2_000_000));
        let all_up = Some(Money::from_ore(2_000_100));
        effect(Rounded { exact: exact.parse().unwrap(), unit, amount, total, all_up })
            .replace('\u{a0}', " ")
    }

    #[test]
    fn goteborgsregionens_slide_is_answered() {
        let told = told("5333.333333", 5_333);
        assert!(told.contains("5 334 kr") && told.contains("20 001 kr"), "{told}");
    }

    #[test]
    fn ordinary_rounding_is_named_where_it_differs() {
        assert!(told("6666.666666", 6_667).contains("största"));
        assert!(told("6666.666666", 6_666).starts_with("Vanlig avrundning hade gett 6 667 kr"));
        assert!(told("6666.333333", 6_667).starts_with("Vanlig avrundning hade gett 6 666 kr"));
        assert_eq!(told("8000", 8_000), "Andelen går jämnt ut i hela kronor.");
    }
}
