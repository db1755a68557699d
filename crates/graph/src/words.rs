//! The domain's and identity's enums as GraphQL enums.

use async_graphql::Enum;

/// How a course day is given.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::DeliveryForm")]
pub enum DeliveryForm {
    /// In a room.
    OnSite,
    /// Live, on screen.
    Digital,
    /// Watched afterwards.
    Recorded,
}

/// What a trainer does on a course day.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::TrainerRole")]
pub enum TrainerRole {
    /// Leads the course.
    Leader,
    /// Teaches.
    Trainer,
    /// Stands by.
    Reserve,
}

/// Whether an enrolled person came.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::AttendanceMark")]
pub enum AttendanceMark {
    /// Was there.
    Attended,
    /// Registered, but did not come.
    Absent,
    /// Cancelled beforehand; never charged.
    Cancelled,
}

/// What a fixed cost is shared by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::Allocation")]
pub enum Allocation {
    /// Residents of each party.
    Population,
    /// The parties' agreed shares.
    Percent,
    /// The same for each.
    Equal,
}

/// Whom a municipality pays for.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::FeeBasis")]
pub enum FeeBasis {
    /// Those who attended.
    Attended,
    /// Those who attended and those who were registered and absent.
    Registered,
}

/// How a pot share reaches its municipality.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::PotSettlement")]
pub enum PotSettlement {
    /// By a document of its own.
    Payout,
    /// Deducted on the municipality's invoice of the same date.
    Net,
}

/// What somebody is in a region, or in the nation.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "identity::Role")]
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
    /// Signs agreements for a municipality.
    Signatory,
    /// Reads what a region's steering group decides on.
    SteeringGroupMember,
    /// The vendor's: helps in a region, for a limited time and a stated reason.
    Support,
    /// SKR: sees what regions have published.
    NationalViewer,
    /// Owns the content of one journey for the nation.
    NationalProducer,
}

/// One thing that one may do in a region.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "identity::Permission")]
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
    /// Bring in agreements and cases, and take them out.
    Administer,
}
