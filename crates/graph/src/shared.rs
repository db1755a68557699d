//! Types that several services show. What belongs to one service lives there.

use async_graphql::{ID, SimpleObject};
use domain::MunicipalityCode;
use tenancy::Municipalities;

/// A municipality, by SCB code.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(shareable)]
pub struct Municipality {
    /// SCB code, four digits.
    pub code: String,
    /// Name without "kommun".
    pub name: String,
}

impl Municipality {
    /// The municipality with this code, under the name that the region knows.
    pub fn named(code: MunicipalityCode, names: &Municipalities) -> Self {
        Self { code: code.to_string(), name: names.name(code) }
    }
}

/// Somebody who takes part or teaches.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(shareable)]
pub struct Person {
    /// Id.
    pub id: ID,
    /// Short name in files.
    pub code: String,
    /// Name.
    pub name: String,
    /// Where they work.
    pub municipality: Option<Municipality>,
}

/// An occasion, as other services name it.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(shareable)]
pub struct OccasionRef {
    /// Id.
    pub id: ID,
    /// Short name on documents.
    pub code: String,
    /// The course's name.
    pub course: String,
}

/// An agreement, as other services name it.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(shareable)]
pub struct AgreementRef {
    /// Id.
    pub id: ID,
    /// Title.
    pub title: String,
}
