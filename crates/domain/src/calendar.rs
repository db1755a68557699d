//! Dates of course days, months of invoicing, and periods. A date has no time and no zone.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// A local date in Sweden. A course day is a date, never an instant, so that no zone can shift it.
pub type Date = NaiveDate;

/// A month of the year, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Month(u8);

/// A number that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is a number from 1 to 12")]
pub struct MonthFault;

impl Month {
    /// December, when a calendar year's accounts end.
    pub const DECEMBER: Self = Self(12);

    /// The month's number, 1 to 12.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Month {
    type Error = MonthFault;

    fn try_from(number: u8) -> Result<Self, MonthFault> {
        if (1..=12).contains(&number) { Ok(Self(number)) } else { Err(MonthFault) }
    }
}

impl From<Month> for u8 {
    fn from(month: Month) -> Self {
        month.0
    }
}

/// The last day of `month` in `year`; `None` outside the years that the calendar knows (±262 000).
pub fn end_of_month(year: i32, month: Month) -> Option<Date> {
    let first = NaiveDate::from_ymd_opt(year, u32::from(month.0), 1)?;
    first.checked_add_months(chrono::Months::new(1))?.checked_sub_days(Days::new(1))
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// Whether `date` lies within, ends included.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// The calendar years that the period touches.
    pub fn years(&self) -> impl Iterator<Item = i32> + use<> {
        self.from.year()..=self.to.year()
    }
}

/// Where the present comes from. The binary hands in the real one, tests a frozen one.
pub trait Clock: Send + Sync {
    /// The present instant, UTC.
    fn now(&self) -> DateTime<Utc>;

    /// Today's date in Sweden.
    fn today(&self) -> Date {
        course_date_at(self.now())
    }
}

/// The date in Sweden at an instant.
pub fn course_date_at(instant: DateTime<Utc>) -> Date {
    instant.with_timezone(&chrono_tz::Europe::Stockholm).date_naive()
}

/// The instant at which a date begins in Sweden.
pub fn day_begins(date: Date) -> DateTime<Utc> {
    let midnight = date.and_time(chrono::NaiveTime::MIN);
    // Clocks change at two or three in the night, so that there always is one midnight.
    let local = chrono_tz::Europe::Stockholm.from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc(), |local| local.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_where_they_end() {
        let end = |year, month| end_of_month(year, Month(month)).unwrap().to_string();
        assert_eq!(end(2024, 2), "2024-02-29");
        assert_eq!(end(2023, 2), "2023-02-28");
        assert_eq!(end(2023, 12), "2023-12-31");
        assert!(Month::try_from(0).is_err() && Month::try_from(13).is_err());
    }

    #[test]
    fn midnight_in_sweden_is_not_midnight_utc() {
        let summer = "2024-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(course_date_at(summer).to_string(), "2024-07-01");
        let winter = "2024-12-31T22:30:00Z".parse().unwrap();
        assert_eq!(course_date_at(winter).to_string(), "2024-12-31");
        for date in ["2024-07-01", "2024-12-31", "2024-03-31", "2024-10-27"] {
            let begins = day_begins(date.parse().unwrap());
            assert_eq!(course_date_at(begins).to_string(), date);
            let before = begins - chrono::TimeDelta::nanoseconds(1);
            assert_ne!(course_date_at(before).to_string(), date);
        }
    }
}
