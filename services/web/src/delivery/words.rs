//! The schema's words for delivery, and what they are called in Swedish.

use serde::Deserialize;

use crate::pill::Pill;
use crate::road::Road;

/// How far an occasion has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum OccasionState {
    Planned,
    Open,
    Full,
    Delivered,
    Closed,
}

/// Whether a course day has been counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum CourseDayState {
    Planned,
    Closed,
}

/// Whether somebody means to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum EnrolmentState {
    Enrolled,
    Cancelled,
}

/// Whether somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum AttendanceMark {
    Attended,
    Absent,
    Cancelled,
}

impl OccasionState {
    /// Every state, in the order of an occasion's life, with the API's word for it.
    pub(super) const ALL: [(Self, &'static str); 5] = [
        (Self::Planned, "PLANNED"),
        (Self::Open, "OPEN"),
        (Self::Full, "FULL"),
        (Self::Delivered, "DELIVERED"),
        (Self::Closed, "CLOSED"),
    ];

    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Planned => "Planerad",
            Self::Open => "Öppen",
            Self::Full => "Full",
            Self::Delivered => "Genomförd",
            Self::Closed => "Stängd",
        }
    }

    /// The state as a pill.
    pub(super) const fn pill(self) -> Pill {
        match self {
            Self::Planned => Pill::quiet(self.name()),
            Self::Open | Self::Full => Pill::live(self.name()),
            Self::Delivered => Pill::attention(self.name()),
            Self::Closed => Pill::ready(self.name()),
        }
    }

    /// An occasion's life, and how far this one has come. Only those with a limit can be full.
    pub(super) fn road(self, limited: bool) -> Road {
        let all = [Self::Planned, Self::Open, Self::Full, Self::Delivered, Self::Closed];
        let ahead = matches!(self, Self::Planned | Self::Open);
        let on_the_way: Vec<Self> = all
            .into_iter()
            .filter(|state| *state != Self::Full || self == Self::Full || (ahead && limited))
            .collect();
        let names: Vec<&str> = on_the_way.iter().map(|state| state.name()).collect();
        let here = on_the_way.iter().position(|state| *state == self).unwrap_or_default();
        // A closed one has arrived: nothing is left to do at the last stop.
        let here = if self == Self::Closed { names.len() } else { here };
        Road::through("Kurstillfällets väg", &names, here)
    }
}

impl CourseDayState {
    /// The state as a pill.
    pub(super) const fn pill(self) -> Pill {
        match self {
            Self::Planned => Pill::live("Inte stängd"),
            Self::Closed => Pill::ready("Stängd"),
        }
    }
}

impl AttendanceMark {
    /// Every mark, with the API's word for it.
    pub(super) const ALL: [(Self, &'static str); 3] =
        [(Self::Attended, "ATTENDED"), (Self::Absent, "ABSENT"), (Self::Cancelled, "CANCELLED")];

    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Attended => "Närvarande",
            Self::Absent => "Frånvarande",
            Self::Cancelled => "Avbokad",
        }
    }
}

/// A length of a day, as the API gives it: `1` or `0.5`.
pub(super) fn length(text: &str) -> &'static str {
    if text.starts_with("0.5") { "Halvdag" } else { "Heldag" }
}

/// The same, beginning with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_full_passes_that_stop() {
        let stops = |state: OccasionState, limited| state.road(limited).stops.len();
        assert_eq!(stops(OccasionState::Open, true), 5);
        assert_eq!(stops(OccasionState::Open, false), 4);
        assert_eq!(stops(OccasionState::Delivered, true), 4);
    }
}
