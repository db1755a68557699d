//! What a fixed cost is shared by, in words and as a calculation.

use domain::{Money, swedish};

use crate::figures;
use crate::terms::Allocation;

/// How the cost is shared, and what that means for one municipality: follows `fördelas`.
pub(crate) fn because(allocation: Allocation, name: &str, weight: i64, total: i64) -> String {
    match allocation {
        Allocation::Population => format!(
            "efter antal invånare: {name} har {} av {}",
            figures::count(weight),
            figures::count(total)
        ),
        Allocation::Percent => {
            format!("efter avtalade procentsatser: {name} har {} procent", percent(weight))
        }
        Allocation::Equal => format!("lika mellan {} kommuner", figures::count(total)),
    }
}

/// The calculation before rounding, without its result.
pub(crate) fn calculation(
    allocation: Allocation,
    weight: i64,
    total: i64,
    annual: Money,
) -> String {
    let whole = swedish::money(annual);
    match allocation {
        Allocation::Population => {
            format!("{} av {} invånare × {whole}", figures::count(weight), figures::count(total))
        }
        Allocation::Percent => format!("{} av 100 procent × {whole}", percent(weight)),
        Allocation::Equal => {
            format!("{} av {} kommuner × {whole}", figures::count(weight), figures::count(total))
        }
    }
}

/// Hundredths of a per cent as per cent.
fn percent(hundredths: i64) -> String {
    let hundredths = hundredths.unsigned_abs();
    let (whole, rest) = (hundredths.wrapping_div(100), hundredths.wrapping_rem(100));
    swedish::decimal(&format!("{whole}.{rest:02}"))
}
