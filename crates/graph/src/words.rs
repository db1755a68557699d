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
    /// Signs staff up for one municipality.
    MunicipalAdministrator,
    /// SKR: sees what regions have published.
    NationalViewer,
}

/// One thing that one may do in a region.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "identity::Permission")]
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
    /// Bring in agreements and cases, and take them out.
    Administer,
}
