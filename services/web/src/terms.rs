//! The schema's words for agreements' terms, and what they are called in Swedish. Several sections speak of them.

use domain::{Date, swedish};
use serde::Deserialize;

use crate::pill::Pill;
use crate::road::Road;

/// An agreement's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum AgreementState {
    Draft,
    Upcoming,
    InForce,
    Ended,
}

/// An agreement that nothing may have been charged by yet.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ChargedBy {
    pub(crate) title: String,
    pub(crate) from: Date,
    pub(crate) state: AgreementState,
}

/// Why nothing is to be charged yet; nothing where an agreement charges, or has.
pub(crate) fn nothing_charged_yet(agreement: Option<&ChargedBy>) -> Option<String> {
    let Some(ChargedBy { title, from, state }) = agreement else {
        return Some("Regionen har inget avtal än, och inget avtal ger inga underlag.".to_owned());
    };
    match state {
        AgreementState::Draft => Some(format!(
            "{title} är ett utkast. Underlagen kommer hit när avtalet är undertecknat och gäller."
        )),
        AgreementState::Upcoming => Some(format!(
            "{title} gäller från {}. Då kommer underlagen hit.",
            swedish::long_date(*from)
        )),
        AgreementState::InForce | AgreementState::Ended => None,
    }
}

/// How a fixed cost is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Allocation {
    Population,
    Percent,
    Equal,
}

/// Who is charged for a course day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum FeeBasis {
    Attended,
    Registered,
}

/// When course fees are invoiced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Invoicing {
    Months,
    PerOccasion,
}

/// How course days are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum DeliveryForm {
    OnSite,
    Digital,
    Recorded,
}

/// What somebody does on a course day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum TrainerRole {
    Leader,
    Trainer,
    Reserve,
}

/// How a pot share reaches its municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PotSettlement {
    Payout,
    Net,
}

impl From<Allocation> for domain::Allocation {
    fn from(allocation: Allocation) -> Self {
        match allocation {
            Allocation::Population => Self::Population,
            Allocation::Percent => Self::Percent,
            Allocation::Equal => Self::Equal,
        }
    }
}

impl From<FeeBasis> for domain::FeeBasis {
    fn from(basis: FeeBasis) -> Self {
        match basis {
            FeeBasis::Attended => Self::Attended,
            FeeBasis::Registered => Self::Registered,
        }
    }
}

impl AgreementState {
    /// The state as a pill.
    pub(crate) const fn pill(self) -> Pill {
        match self {
            Self::Draft => Pill::attention("Utkast"),
            Self::Upcoming => Pill::live("Börjar gälla senare"),
            Self::InForce => Pill::ready("Gäller"),
            Self::Ended => Pill::quiet("Upphört"),
        }
    }

    /// An agreement's life, and how far this one has come.
    pub(crate) fn road(self, from: Date, to: Date) -> Road {
        let here = match self {
            Self::Draft => 0,
            Self::Upcoming => 1,
            Self::InForce => 2,
            Self::Ended => 3,
        };
        let names = ["Utkast", "Signeras", "Gäller", "Upphör"];
        let mut road = Road::through("Avtalets väg", &names, here);
        let notes = [(2, swedish::long_date(from)), (3, swedish::long_date(to))];
        for (position, note) in notes {
            if let Some(stop) = road.stops.get_mut(position) {
                stop.note = note;
            }
        }
        road
    }
}

impl DeliveryForm {
    /// Every form, in the order that pages list them.
    pub(crate) const ALL: [Self; 3] = [Self::OnSite, Self::Digital, Self::Recorded];

    /// The API's word for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::OnSite => "ON_SITE",
            Self::Digital => "DIGITAL",
            Self::Recorded => "RECORDED",
        }
    }

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OnSite => "På plats",
            Self::Digital => "Digitalt",
            Self::Recorded => "Inspelat",
        }
    }
}

impl TrainerRole {
    /// Every role, in the order that pages list them.
    pub(crate) const ALL: [Self; 3] = [Self::Leader, Self::Trainer, Self::Reserve];

    /// The API's word for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Leader => "LEADER",
            Self::Trainer => "TRAINER",
            Self::Reserve => "RESERVE",
        }
    }

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        swedish::role(match self {
            Self::Leader => domain::TrainerRole::Leader,
            Self::Trainer => domain::TrainerRole::Trainer,
            Self::Reserve => domain::TrainerRole::Reserve,
        })
    }
}

/// A stretch of days: `1 juli 2023–30 juni 2028`.
pub(crate) fn period(from: Date, to: Date) -> String {
    format!("{}–{}", swedish::long_date(from), swedish::long_date(to))
}

/// Months in a sentence: `maj och december`.
pub(crate) fn months(numbers: &[u32]) -> String {
    let names: Vec<_> = numbers.iter().map(|month| swedish::month_name(*month)).collect();
    listed(&names)
}

/// Things in a sentence: `a, b och c`.
pub(crate) fn listed(things: &[&str]) -> String {
    match things {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}
