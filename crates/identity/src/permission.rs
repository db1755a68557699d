//! The table of what each role may do. Pure; enforced by the gate in `tenancy`.

use std::fmt;
use std::str::FromStr;

/// What somebody is in a region, or in the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Plans, delivers and settles for a region.
    RegionalCoordinator,
    /// Settles for a region, and sees no person.
    RegionalEconomist,
    /// Creates accounts and signs staff up for a municipality.
    MunicipalAdministrator,
    /// Leads staff who take part.
    Manager,
    /// Teaches, lent by a municipality or procured.
    Trainer,
    /// Takes part.
    Participant,
    /// Signs agreements for a municipality: its head of social services.
    Signatory,
    /// Reads what a region's steering group decides on.
    SteeringGroupMember,
    /// The vendor's: helps in a region, for a limited time and a stated reason, and sees no person.
    Support,
    /// SKR: sees what regions have published, and no region.
    NationalViewer,
    /// Owns the content of one journey for the nation.
    NationalProducer,
}

/// What a role is held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A region as a whole.
    Region,
    /// A municipality of a region.
    Municipality,
    /// Oneself, in a region.
    Oneself,
    /// The nation.
    Nation,
    /// One journey, in the nation.
    Journey,
}

/// One thing that one may do in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Be there: see the region's name, and what is held on oneself.
    ReadOwn,
    /// Read agreements, their parties and terms.
    ReadAgreements,
    /// Read occasions and course days.
    ReadOccasions,
    /// Read who takes part, within one's reach.
    ReadPersons,
    /// Read the name of persons with protected identity, within one's reach.
    ReadProtected,
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
    /// Read and keep staff and their accounts, within one's reach.
    ManageStaff,
    /// Give and take roles, within one's reach.
    ManageRoles,
    /// Pseudonymise persons, and see what retention would take.
    ErasePersons,
    /// Read who did what in the region.
    ReadAudit,
    /// Set up by which identity providers people sign in.
    ManageSignIn,
    /// Bring in agreements and cases, and take them out. Commands only, for now.
    Administer,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 16] = [
        Self::ReadOwn,
        Self::ReadAgreements,
        Self::ReadOccasions,
        Self::ReadPersons,
        Self::ReadProtected,
        Self::PlanOccasions,
        Self::Enrol,
        Self::CloseDays,
        Self::ReadDocuments,
        Self::Settle,
        Self::ManageStaff,
        Self::ManageRoles,
        Self::ErasePersons,
        Self::ReadAudit,
        Self::ManageSignIn,
        Self::Administer,
    ];
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 11] = [
        Self::RegionalCoordinator,
        Self::RegionalEconomist,
        Self::MunicipalAdministrator,
        Self::Manager,
        Self::Trainer,
        Self::Participant,
        Self::Signatory,
        Self::SteeringGroupMember,
        Self::Support,
        Self::NationalViewer,
        Self::NationalProducer,
    ];

    /// What the role may do in a region that it is a membership of.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::RegionalCoordinator => &[
                Permission::ReadOwn,
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadPersons,
                Permission::PlanOccasions,
                Permission::Enrol,
                Permission::CloseDays,
                Permission::ReadDocuments,
                Permission::Settle,
                Permission::ManageStaff,
                Permission::ManageRoles,
                Permission::ErasePersons,
                Permission::ReadAudit,
                Permission::ManageSignIn,
            ],
            Self::RegionalEconomist => &[
                Permission::ReadOwn,
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadDocuments,
                Permission::Settle,
            ],
            Self::MunicipalAdministrator => &[
                Permission::ReadOwn,
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadPersons,
                Permission::ReadProtected,
                Permission::Enrol,
                Permission::ReadDocuments,
                Permission::ManageStaff,
                Permission::ManageRoles,
            ],
            Self::Signatory | Self::SteeringGroupMember => &[
                Permission::ReadOwn,
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadDocuments,
            ],
            Self::Support => &[
                Permission::ReadOwn,
                Permission::ReadAgreements,
                Permission::ReadOccasions,
                Permission::ReadDocuments,
                Permission::ReadAudit,
            ],
            Self::Manager | Self::Trainer | Self::Participant => {
                &[Permission::ReadOwn, Permission::ReadOccasions]
            }
            Self::NationalViewer | Self::NationalProducer => &[],
        }
    }

    /// What the role is held for.
    pub const fn scope(self) -> Scope {
        match self {
            Self::RegionalCoordinator
            | Self::RegionalEconomist
            | Self::SteeringGroupMember
            | Self::Support => Scope::Region,
            Self::MunicipalAdministrator | Self::Signatory => Scope::Municipality,
            Self::Manager | Self::Trainer | Self::Participant => Scope::Oneself,
            Self::NationalViewer => Scope::Nation,
            Self::NationalProducer => Scope::Journey,
        }
    }

    /// Which roles a holder of this one may give and take, within their reach.
    ///
    /// Nobody gives more than they have: a region's coordinator is made by another one, SKR's roles by the operator.
    pub const fn gives(self) -> &'static [Self] {
        match self {
            Self::RegionalCoordinator => &[
                Self::RegionalCoordinator,
                Self::RegionalEconomist,
                Self::MunicipalAdministrator,
                Self::Manager,
                Self::Trainer,
                Self::Participant,
                Self::Signatory,
                Self::SteeringGroupMember,
                Self::Support,
            ],
            Self::MunicipalAdministrator => &[
                Self::MunicipalAdministrator,
                Self::Manager,
                Self::Trainer,
                Self::Participant,
                Self::Signatory,
            ],
            Self::RegionalEconomist
            | Self::Manager
            | Self::Trainer
            | Self::Participant
            | Self::Signatory
            | Self::SteeringGroupMember
            | Self::Support
            | Self::NationalViewer
            | Self::NationalProducer => &[],
        }
    }

    /// Whether the role is too powerful for a password alone: it moves money, signs, or helps in others' regions.
    pub const fn demands_second_factor(self) -> bool {
        match self {
            Self::RegionalCoordinator
            | Self::RegionalEconomist
            | Self::Signatory
            | Self::Support => true,
            Self::MunicipalAdministrator
            | Self::Manager
            | Self::Trainer
            | Self::Participant
            | Self::SteeringGroupMember
            | Self::NationalViewer
            | Self::NationalProducer => false,
        }
    }

    /// The word that stands for the role in columns, tokens and commands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RegionalCoordinator => "regional-coordinator",
            Self::RegionalEconomist => "regional-economist",
            Self::MunicipalAdministrator => "municipal-administrator",
            Self::Manager => "manager",
            Self::Trainer => "trainer",
            Self::Participant => "participant",
            Self::Signatory => "signatory",
            Self::SteeringGroupMember => "steering-group-member",
            Self::Support => "support",
            Self::NationalViewer => "national-viewer",
            Self::NationalProducer => "national-producer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRole;

impl std::error::Error for UnknownRole {}

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = Role::ALL.map(Role::word).join(", ");
        write!(f, "expected one of {words}")
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.word() == text).ok_or(UnknownRole)
    }
}
