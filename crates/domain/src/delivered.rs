//! What was delivered: course days with their counts per municipality. Counts only, never a person.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{ComponentCode, Date, Money, MunicipalityCode};

words! {
    /// How a course day is given.
    DeliveryForm, "on_site, digital or recorded" {
        /// In a room.
        OnSite = "on_site",
        /// Live, on screen.
        Digital = "digital",
        /// Watched afterwards.
        Recorded = "recorded",
    }
}

words! {
    /// What a trainer did on a course day.
    TrainerRole, "leader, trainer or reserve" {
        /// Leads the course (kursledare).
        Leader = "leader",
        /// Teaches (utbildare).
        Trainer = "trainer",
        /// Stands by (reserv).
        Reserve = "reserve",
    }
}

words! {
    /// Whether an enrolled person came to a course day.
    AttendanceMark, "attended, absent or cancelled" {
        /// Was there.
        Attended = "attended",
        /// Registered, but did not come.
        Absent = "absent",
        /// Cancelled beforehand; never charged.
        Cancelled = "cancelled",
    }
}

/// How long a course day is: the whole of it or half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceLength {
    /// Half a day, written `0.5`.
    Half,
    /// A day, written `1`.
    Full,
}

/// A text that is neither `1` nor `0.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a course day's length is 1 or 0.5")]
pub struct LengthFault;

impl ServiceLength {
    /// The length in half days: 1 or 2.
    pub const fn half_days(self) -> u32 {
        match self {
            Self::Half => 1,
            Self::Full => 2,
        }
    }

    /// The length of this many half days.
    pub fn from_half_days(half_days: i64) -> Result<Self, LengthFault> {
        match half_days {
            1 => Ok(Self::Half),
            2 => Ok(Self::Full),
            _ => Err(LengthFault),
        }
    }
}

impl fmt::Display for ServiceLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Half => "0.5",
            Self::Full => "1",
        })
    }
}

impl FromStr for ServiceLength {
    type Err = LengthFault;

    fn from_str(text: &str) -> Result<Self, LengthFault> {
        match text {
            "0.5" => Ok(Self::Half),
            "1" => Ok(Self::Full),
            _ => Err(LengthFault),
        }
    }
}

/// A course day's short name in files and on documents, unique in its region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DayCode(pub String);

/// An occasion's short name in files and on documents, unique in its region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OccasionCode(pub String);

impl fmt::Display for DayCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OccasionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A position in [`Delivered::days`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayIndex(pub u32);

/// A closed course day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseDay {
    /// Its short name.
    pub code: DayCode,
    /// When it was.
    pub date: Date,
    /// The occasion that it belongs to.
    pub occasion: OccasionCode,
    /// The last course day of that occasion, closed or not: its invoice date where each occasion is invoiced.
    pub occasion_ends: Date,
    /// The course's name.
    pub course: String,
    /// How it was given.
    pub delivery: DeliveryForm,
    /// How long it was.
    pub length: ServiceLength,
    /// The day's own prices, where they differ from the fee schedule's (a dearer venue, say).
    pub prices: BTreeMap<ComponentCode, Money>,
}

/// How many of a municipality's people attended a day, and how many were registered and absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participation {
    /// The day.
    pub day: DayIndex,
    /// The participants' municipality.
    pub municipality: MunicipalityCode,
    /// Persons who attended.
    pub attended: u32,
    /// Persons registered who did not come.
    pub absent: u32,
}

/// How many of a municipality's people served on a day in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instruction {
    /// The day.
    pub day: DayIndex,
    /// The trainers' municipality; `None` for procured trainers, who earn no points.
    pub municipality: Option<MunicipalityCode>,
    /// What they did.
    pub role: TrainerRole,
    /// Persons who served.
    pub served: u32,
}

/// All that a settlement needs to know of what was delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// The closed course days.
    pub days: Vec<CourseDay>,
    /// At most one row a day and municipality.
    pub participation: Vec<Participation>,
    /// At most one row a day, municipality and role.
    pub instruction: Vec<Instruction>,
}
