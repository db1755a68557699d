//! Types that several services show. What belongs to one service lives there.

use async_graphql::{ID, SimpleObject};
use domain::{MunicipalityCode, PersonId};
use tenancy::{Municipalities, RegionScope};

use crate::Refusal;

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

/// The code of a municipality that a client has given in its field `municipality`.
pub fn municipality_code(text: &str) -> Result<MunicipalityCode, Refusal> {
    let expected = "expected a municipality code of four digits";
    text.parse().map_err(|_| Refusal::field("municipality", expected))
}

/// Somebody who takes part or teaches. Made by [`Person::show`] alone, so that nobody is shown without a trace.
#[derive(SimpleObject, Clone, Debug, PartialEq, Eq)]
#[graphql(shareable)]
pub struct Person {
    /// Id.
    pub(crate) id: ID,
    /// Short name in files.
    pub(crate) code: String,
    /// Name.
    pub(crate) name: String,
    /// Where they work.
    pub(crate) municipality: Option<Municipality>,
}

impl Person {
    /// The person as the one in `scope` is shown them, which the audit will tell.
    pub fn show(
        scope: &RegionScope,
        id: PersonId,
        code: String,
        name: String,
        municipality: Option<Municipality>,
    ) -> Self {
        scope.reads(id);
        Self { id: id.to_string().into(), code, name, municipality }
    }
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
