//! How long before a course day somebody may still cancel it without their municipality being charged.

use serde::{Deserialize, Serialize};

use crate::Date;

/// Calendar days in Sweden, 1 to 365: who cancels on the course day, or fewer than so many days before it, cancels late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct LateCancellationDays(u16);

/// A number of days that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("late cancellation begins 1 to 365 days before a course day")]
pub struct LateCancellationFault;

impl LateCancellationDays {
    /// How many.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Whether it is too late, `today`, to cancel `course_day`.
    pub fn is_late(self, course_day: Date, today: Date) -> bool {
        course_day.signed_duration_since(today).num_days() < i64::from(self.0)
    }
}

impl TryFrom<u16> for LateCancellationDays {
    type Error = LateCancellationFault;

    fn try_from(number: u16) -> Result<Self, LateCancellationFault> {
        if (1..=365).contains(&number) { Ok(Self(number)) } else { Err(LateCancellationFault) }
    }
}

impl From<LateCancellationDays> for u16 {
    fn from(days: LateCancellationDays) -> Self {
        days.0
    }
}

#[cfg(test)]
mod tests {
    use crate::{CourseFee, FeeBasis, Invoicing};

    use super::*;

    #[test]
    fn late_is_the_day_itself_and_fewer_days_before() {
        let week = LateCancellationDays::try_from(7).unwrap();
        let day: Date = "2026-03-02".parse().unwrap();
        for (today, late) in [
            ("2026-02-22", false),
            ("2026-02-23", false),
            ("2026-02-24", true),
            ("2026-03-02", true),
            ("2026-03-03", true),
        ] {
            assert_eq!(week.is_late(day, today.parse().unwrap()), late, "{today}");
        }
        let one = LateCancellationDays::try_from(1).unwrap();
        assert!(one.is_late(day, day) && !one.is_late(day, "2026-03-01".parse().unwrap()));
    }

    #[test]
    fn a_day_to_a_year() {
        let taken = [0, 1, 365, 366].map(|number| LateCancellationDays::try_from(number).is_ok());
        assert_eq!(taken, [false, true, true, false]);
    }

    #[test]
    fn only_who_pays_for_the_registered_pays_for_who_cancelled_late() {
        let day: Date = "2026-03-02".parse().unwrap();
        let fee = |basis, days| CourseFee {
            basis,
            late_cancellation_days: days,
            invoicing: Invoicing::PerOccasion,
        };
        let week = LateCancellationDays::try_from(7).ok();
        assert!(fee(FeeBasis::Registered, week).charges_cancelled(day, day));
        assert!(!fee(FeeBasis::Attended, week).charges_cancelled(day, day));
        assert!(!fee(FeeBasis::Registered, None).charges_cancelled(day, day));
    }
}
