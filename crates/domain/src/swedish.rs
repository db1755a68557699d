//! How amounts, dates and figures are written for Swedish readers, and why amounts are what they are: on pages, on paper
//! and in the terminal alike.

use chrono::{DateTime, Datelike, Utc};

use crate::{Date, Money};

pub mod course_fee;
mod exact;
mod fixed_cost;
pub mod rounding;
mod told;
mod trainer_pot;
pub mod vat;
pub mod weights;
mod why;

pub use exact::{Exact, ExactFault};
pub use fixed_cost::FixedCostTold;
pub use told::{credited, difference, role, who_pays};
pub use trainer_pot::TrainerPotTold;
pub use why::Why;

const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';
/// More decimals than these say nothing to a reader; an ellipsis tells that there are some.
const DECIMALS_SHOWN: usize = 4;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];

/// `10 323 kr`, `43 181,50 kr`, `−2 219 kr`: no-break spaces, öre only where there are any.
pub fn money(amount: Money) -> String {
    format!("{}{NO_BREAK_SPACE}kr", figure(amount))
}

/// An amount in kronor without its unit, for tables whose head names it.
pub fn figure(amount: Money) -> String {
    let ore = amount.ore().unsigned_abs();
    let (kronor, rest) = (ore.wrapping_div(100), ore.wrapping_rem(100));
    let sign = if amount.is_negative() { MINUS.to_string() } else { String::new() };
    let grouped = grouped(kronor);
    if rest == 0 { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{rest:02}") }
}

/// Digits in groups of three: `249 768`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (position, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(position);
        if position > 0 && left.is_multiple_of(3) {
            text.push(NO_BREAK_SPACE);
        }
        text.push(digit);
    }
    text
}

/// A decimal, grouped, with a comma and without needless zeros: `30561.3622004` is `30 561,3622…`.
pub fn decimal(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (MINUS.to_string(), rest),
        None => (String::new(), text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = match whole.parse() {
        Ok(number) => grouped(number),
        Err(_) => whole.to_owned(),
    };
    let decimals = decimals.trim_end_matches('0');
    match decimals.get(..DECIMALS_SHOWN) {
        Some(shown) if decimals.len() > DECIMALS_SHOWN => format!("{sign}{whole},{shown}…"),
        _ if decimals.is_empty() => format!("{sign}{whole}"),
        _ => format!("{sign}{whole},{decimals}"),
    }
}

/// `31 maj 2024`.
pub fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// `fredag 31 maj 2024`.
pub fn weekday_date(date: Date) -> String {
    let index = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
    let weekday = WEEKDAYS.get(index).copied().unwrap_or_default();
    format!("{weekday} {}", long_date(date))
}

/// `2026-11-24 10:05`, by the clocks of Sweden.
pub fn minute(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&chrono_tz::Europe::Stockholm).format("%Y-%m-%d %H:%M").to_string()
}

/// `maj`, for month 5.
pub fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month.saturating_sub(1)).unwrap_or_default();
    MONTHS.get(index).copied().unwrap_or_default()
}

/// A key that sorts names as Swedes do: without regard to case, å, ä and ö last.
pub fn sort_key(name: &str) -> String {
    let last = |letter| match letter {
        'å' => '\u{e000}',
        'ä' => '\u{e001}',
        'ö' => '\u{e002}',
        'é' | 'è' => 'e',
        'ü' => 'y',
        other => other,
    };
    name.to_lowercase().chars().map(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_as_swedes_do() {
        assert_eq!(money(Money::from_ore(1_032_300)), "10\u{a0}323\u{a0}kr");
        assert_eq!(money(Money::from_ore(4_318_150)), "43\u{a0}181,50\u{a0}kr");
        assert_eq!(money(Money::from_ore(-221_905)), "\u{2212}2\u{a0}219,05\u{a0}kr");
        assert_eq!(money(Money::ZERO), "0\u{a0}kr");
        let mut names = ["Överkalix", "Älvsbyn", "Åre", "Arjeplog", "Övertorneå", "ale"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["ale", "Arjeplog", "Åre", "Älvsbyn", "Överkalix", "Övertorneå"]);
        let date = Date::from_ymd_opt(2024, 5, 31).unwrap();
        assert_eq!(weekday_date(date), "fredag 31 maj 2024");
        let summer = "2026-06-30T22:05:59Z".parse().unwrap();
        assert_eq!(minute(summer), "2026-07-01 00:05");
    }

    #[test]
    fn decimals_are_written_as_swedes_do() {
        for (text, written) in [
            ("30561.362200", "30\u{a0}561,3622"),
            ("5333.333333", "5\u{a0}333,3333…"),
            ("2.50", "2,5"),
            ("8000", "8\u{a0}000"),
            ("-0.5", "\u{2212}0,5"),
            ("1.000000", "1"),
        ] {
            assert_eq!(decimal(text), written, "{text}");
        }
    }
}
