//! The table of what each role may do. Pure; enforced by the gate in `tenancy`.

use std::fmt;
use std::str::FromStr;

/// What somebody is in a region, or in the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Plans, delivers and settles for a region.
    RegionalCoordinator,
    /// Signs staff up for one municipality.
    MunicipalAdministrator,
    /// SKR: sees what regions have published, and no region.
    NationalViewer,
}

/// One thing that one may do in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Read agreements, their parties and terms.
    ReadAgreements,
    /// Read occasions and course days.
    ReadOccasions,
    /// Read who takes part, within one's reach.
    ReadPersons,
    /// Register occasions and assign trainers.
    PlanOccasions,
    /// Enrol and cancel participants, within one's reach.
    Enrol,
    /// Mark attendance, close and correct course days.
    CloseDays,
    /// Read issued documents, within one's reach.
    ReadDocuments,
    /// Preview and issue; read runs, the trainer pot and the ledger.
    Settle,
    /// Read who did what in the region.
    ReadAudit,
    /// Bring in agreements and cases, and take them out. Commands only, for now.
    Administer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] =
        [Self::RegionalCoordinator, Self::MunicipalAdministrator, Self::NationalViewer];

    /// What the role may do in a region that it is a membership of.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::RegionalCoordinator => &[
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadPersons,
                Permission::PlanOccasions,
                Permission::Enrol,
                Permission::CloseDays,
                Permission::ReadDocuments,
                Permission::Settle,
                Permission::ReadAudit,
            ],
            Self::MunicipalAdministrator => &[
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadPersons,
                Permission::Enrol,
                Permission::ReadDocuments,
            ],
            Self::NationalViewer => &[],
        }
    }

    /// The word that stands for the role in columns, tokens and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RegionalCoordinator => "regional-coordinator",
            Self::MunicipalAdministrator => "municipal-administrator",
            Self::NationalViewer => "national-viewer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected regional-coordinator, municipal-administrator or national-viewer")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.word() == text).ok_or(UnknownRole)
    }
}
