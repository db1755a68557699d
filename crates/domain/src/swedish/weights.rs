//! What a fixed cost is shared by, in words and as a calculation.

use crate::{Allocation, Money, swedish};

/// How the cost is shared, and what that means for one municipality: follows `fördelas`.
pub fn because(allocation: Allocation, name: &str, weight: u64, total: u64) -> String {
    match allocation {
        Allocation::Population => format!(
            "efter antal invånare: {name} har {} av {}",
            swedish::grouped(weight),
            swedish::grouped(total)
        ),
        Allocation::Percent => {
            format!("efter avtalade procentsatser: {name} har {} procent", percent(weight))
        }
        Allocation::Equal => format!("lika mellan {} kommuner", swedish::grouped(total)),
    }
}

/// The calculation before rounding, without its result.
pub fn calculation(allocation: Allocation, weight: u64, total: u64, annual: Money) -> String {
    let whole = swedish::money(annual);
    match allocation {
        Allocation::Population => {
            format!(
                "{} av {} invånare × {whole}",
                swedish::grouped(weight),
                swedish::grouped(total)
            )
        }
        Allocation::Percent => format!("{} av 100 procent × {whole}", percent(weight)),
        Allocation::Equal => {
            format!(
                "{} av {} kommuner × {whole}",
                swedish::grouped(weight),
                swedish::grouped(total)
            )
        }
    }
}

/// Hundredths of a per cent as per cent.
fn percent(hundredths: u64) -> String {
    let (whole, rest) = (hundredths.wrapping_div(100), hundredths.wrapping_rem(100));
    swedish::decimal(&format!("{whole}.{rest:02}"))
}
