//! Dates as Swedes and Excel write them.

use chrono::Datelike as _;
use domain::{Date, swedish};

/// Outside these years a date is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The date in `text`: `2026-01-31`, `2026/01/31`, `2026.01.31`, `20260131`, `31/1 2026`,
/// `31 januari 2026`, `31 jan 2026`. A time after an ISO date is passed over.
///
/// Day and month alone between slashes (`1/2/2026`) are refused: other countries read them the other way.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let day = without_time(text);
    let date = year_first(day).or_else(|| year_last(day))?;
    YEARS.contains(&date.year()).then_some(date)
}

fn without_time(text: &str) -> &str {
    let is_time = |time: &str| {
        time.starts_with(|c: char| c.is_ascii_digit())
            && time.bytes().all(|byte| byte.is_ascii_digit() || b":.Z+-".contains(&byte))
            && time.contains(':')
    };
    match text.split_once(['T', ' ']) {
        Some((day, time)) if is_time(time) => day,
        _ => text,
    }
}

fn year_first(text: &str) -> Option<Date> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(text.get(..4)?, text.get(4..6)?.parse().ok()?, text.get(6..)?);
    }
    let mark = text.chars().find(|c| ['-', '/', '.'].contains(c))?;
    let mut parts = text.split(mark);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() { None } else { date(year, number(month)?, day) }
}

fn year_last(text: &str) -> Option<Date> {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    match words.next() {
        None => {
            let (day, month) = first.split_once('/')?;
            date(second, number(month)?, day)
        }
        Some(year) if words.next().is_none() => date(year, month_named(second)?, first),
        Some(_) => None,
    }
}

fn month_named(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_named = |month: &u32| swedish::month_name(*month).starts_with(&word);
    if word.len() < 3 { None } else { (1..=12).find(is_named) }
}

fn date(year: &str, month: u32, day: &str) -> Option<Date> {
    let year = if year.len() == 4 { number(year)? } else { return None };
    Date::from_ymd_opt(i32::try_from(year).ok()?, month, number(day)?)
}

/// A number of at most four digits.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
