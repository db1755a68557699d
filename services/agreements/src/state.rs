//! Where an agreement is in its life. Pure: today is an argument.

use domain::{Date, Period};

use crate::Status;

/// Where an agreement is in its life.
#[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementState {
    /// Not agreed to yet; nothing is charged by it.
    Draft,
    /// Agreed to; its term has not begun.
    Upcoming,
    /// Its term has begun and not ended.
    InForce,
    /// Its term has ended.
    Ended,
}

impl AgreementState {
    /// The state on `today` of an agreement with this status and term.
    pub fn on(today: Date, status: Status, term: Period) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::InForce if today < term.from => Self::Upcoming,
            Status::InForce if today > term.to => Self::Ended,
            Status::InForce => Self::InForce,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_term() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let term = Period { from: date("2023-07-01"), to: date("2028-06-30") };
        let on = |today| AgreementState::on(date(today), Status::InForce, term);
        assert_eq!(on("2023-06-30"), AgreementState::Upcoming);
        assert_eq!(on("2023-07-01"), AgreementState::InForce);
        assert_eq!(on("2028-06-30"), AgreementState::InForce);
        assert_eq!(on("2028-07-01"), AgreementState::Ended);
        let draft = AgreementState::on(date("2024-01-01"), Status::Draft, term);
        assert_eq!(draft, AgreementState::Draft);
    }
}
