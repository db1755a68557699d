//! Where an occasion is in its life. Pure: today is an argument.

use domain::Date;

use crate::record::OccasionRecord;

/// Where an occasion is in its life.
#[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccasionState {
    /// Nobody is enrolled yet.
    Planned,
    /// Somebody is enrolled, and there is room.
    Open,
    /// No seat is left.
    Full,
    /// All days are past, and some are not closed.
    Delivered,
    /// All days are closed.
    Closed,
}

impl OccasionState {
    /// The state of `occasion` on `today`.
    pub(crate) fn on(today: Date, occasion: &OccasionRecord) -> Self {
        let full = occasion.capacity.is_some_and(|seats| occasion.enrolled >= i64::from(seats));
        if occasion.open_days == 0 {
            Self::Closed
        } else if occasion.last_day < today {
            Self::Delivered
        } else if occasion.enrolled == 0 {
            Self::Planned
        } else if full {
            Self::Full
        } else {
            Self::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{AgreementId, OccasionCode, OccasionId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn follows_days_seats_and_enrolments() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let occasion = |enrolled, open_days| OccasionRecord {
            id: OccasionId::from_uuid(Uuid::nil()),
            agreement: AgreementId::from_uuid(Uuid::nil()),
            code: OccasionCode("K001".to_owned()),
            course: "Grunden".to_owned(),
            venue: None,
            capacity: Some(2),
            first_day: date("2024-05-30"),
            last_day: date("2024-05-31"),
            enrolled,
            open_days,
        };
        let on = |day, enrolled, open| OccasionState::on(date(day), &occasion(enrolled, open));
        assert_eq!(on("2024-05-31", 0, 2), OccasionState::Planned);
        assert_eq!(on("2024-05-31", 1, 2), OccasionState::Open);
        assert_eq!(on("2024-05-31", 2, 2), OccasionState::Full);
        assert_eq!(on("2024-06-01", 2, 1), OccasionState::Delivered);
        assert_eq!(on("2024-06-01", 2, 0), OccasionState::Closed);
    }
}
