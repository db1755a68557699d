//! Rule 1 in words: participants × length × price, rounded half up to the öre.

use super::{Exact, ExactFault, decimal, long_date};
use crate::{Date, FeeBasis, LateCancellationDays, Money};

/// How long a day is, in a calculation: `1 hel dag`.
pub fn length(days: &str) -> String {
    match days {
        "1" => "1 hel dag".to_owned(),
        "0.5" => "0,5 dag".to_owned(),
        other => format!("{} dagar", decimal(other)),
    }
}

/// How the amount was rounded.
pub fn rounding(exact: &str, charged: Money) -> Result<&'static str, ExactFault> {
    let exact: Exact = exact.parse()?;
    Ok(if exact.is(charged) {
        "Beloppet går jämnt ut, så inget har avrundats."
    } else {
        "Beloppet avrundas till hela ören, halva ören uppåt."
    })
}

/// Where the price stands: in the price list from a day, or beside the course day itself.
pub fn clause(name: &str, schedule: Option<Date>) -> String {
    match schedule {
        Some(from) => format!("Prislistan från {}: {name}.", long_date(from)),
        None => format!("Kursdagen har ett eget pris för {name}, som går före prislistan."),
    }
}

/// Whom is paid for.
pub const fn counted(basis: FeeBasis) -> &'static str {
    match basis {
        FeeBasis::Attended => "Avtalet tar betalt för dem som deltog.",
        FeeBasis::Registered => "Avtalet tar betalt för alla anmälda, även dem som uteblev.",
    }
}

/// From when who cancels is charged; nothing where they never are.
pub fn late_cancellation(days: Option<LateCancellationDays>) -> Option<String> {
    Some(format!("Den som avbokar {} räknas som utebliven.", too_late(days?)))
}

/// When it is too late to cancel: `mindre än 14 dagar före kursdagen`.
pub fn too_late(days: LateCancellationDays) -> String {
    match days.number() {
        1 => "samma dag som kursdagen".to_owned(),
        days => format!("mindre än {days} dagar före kursdagen"),
    }
}
