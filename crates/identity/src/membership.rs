//! What an account is, where, and whose rows that reaches. Knows no validity: a membership here is one that holds.

use std::collections::BTreeSet;
use std::fmt;

use domain::{MunicipalityCode, Slug};

use crate::Role;
use crate::permission::Scope;

/// Whose rows somebody reaches within a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The whole region.
    Region,
    /// These municipalities' rows only.
    Municipalities(BTreeSet<MunicipalityCode>),
    /// What is held on themselves, and nothing else.
    Oneself,
}

impl Reach {
    /// The rows of one municipality.
    pub fn municipality(code: MunicipalityCode) -> Self {
        Self::Municipalities(BTreeSet::from([code]))
    }

    /// Whether rows of `municipality` are within reach.
    pub fn includes(&self, municipality: MunicipalityCode) -> bool {
        match self {
            Self::Region => true,
            Self::Municipalities(own) => own.contains(&municipality),
            Self::Oneself => false,
        }
    }

    /// The municipalities that rows are limited to; `None` for no limit.
    pub fn limit(&self) -> Option<Vec<MunicipalityCode>> {
        match self {
            Self::Region => None,
            Self::Municipalities(own) => Some(own.iter().copied().collect()),
            Self::Oneself => Some(Vec::new()),
        }
    }

    /// What two reaches cover together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Region, _) | (_, Self::Region) => Self::Region,
            (Self::Municipalities(mut own), Self::Municipalities(more)) => {
                own.extend(more);
                Self::Municipalities(own)
            }
            (wider @ Self::Municipalities(_), Self::Oneself)
            | (Self::Oneself, wider @ Self::Municipalities(_)) => wider,
            (Self::Oneself, Self::Oneself) => Self::Oneself,
        }
    }
}

/// A role with its scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// A role in a region.
    Regional {
        /// The region.
        region: Slug,
        /// What they are there.
        role: Role,
        /// Whose rows they reach.
        reach: Reach,
    },
    /// SKR's view of what regions publish.
    National,
    /// The ownership of a journey's content.
    Producer {
        /// The journey's name.
        journey: String,
    },
}

impl Membership {
    /// A role with the scope that it demands, and no other.
    pub fn parse(
        role: Role,
        region: Option<Slug>,
        municipality: Option<MunicipalityCode>,
        journey: Option<String>,
    ) -> Result<Self, ScopeFault> {
        let fault = ScopeFault { role };
        match (role.scope(), region, municipality, journey) {
            (Scope::Region, Some(region), None, None) => {
                Ok(Self::Regional { region, role, reach: Reach::Region })
            }
            (Scope::Municipality, Some(region), Some(code), None) => {
                Ok(Self::Regional { region, role, reach: Reach::municipality(code) })
            }
            (Scope::Oneself, Some(region), None, None) => {
                Ok(Self::Regional { region, role, reach: Reach::Oneself })
            }
            (Scope::Nation, None, None, None) => Ok(Self::National),
            (Scope::Journey, None, None, Some(journey)) => Ok(Self::Producer { journey }),
            (_, _, _, _) => Err(fault),
        }
    }

    /// The role.
    pub const fn role(&self) -> Role {
        match self {
            Self::Regional { role, .. } => *role,
            Self::National => Role::NationalViewer,
            Self::Producer { .. } => Role::NationalProducer,
        }
    }

    /// The region that it is a role in.
    pub const fn region(&self) -> Option<&Slug> {
        match self {
            Self::Regional { region, .. } => Some(region),
            Self::National | Self::Producer { .. } => None,
        }
    }

    /// The municipality that it is limited to.
    pub fn municipality(&self) -> Option<MunicipalityCode> {
        match self {
            Self::Regional { reach: Reach::Municipalities(codes), .. } => codes.first().copied(),
            Self::Regional { .. } | Self::National | Self::Producer { .. } => None,
        }
    }

    /// The journey that it is limited to.
    pub fn journey(&self) -> Option<&str> {
        match self {
            Self::Producer { journey } => Some(journey),
            Self::Regional { .. } | Self::National => None,
        }
    }
}

/// A role without its scope, or with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFault {
    role: Role,
}

impl std::error::Error for ScopeFault {}

impl fmt::Display for ScopeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wants = match self.role.scope() {
            Scope::Region | Scope::Oneself => "a region and no municipality",
            Scope::Municipality => "a region and a municipality",
            Scope::Nation => "no region or municipality",
            Scope::Journey => "a journey, and no region or municipality",
        };
        write!(f, "{} has {wants}", self.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_its_scope_and_no_other() {
        let region = || Slug::parse("norrbotten").ok();
        let parse = |role, region, code: Option<&str>, journey: Option<&str>| {
            let code = code.map(|code| code.parse().unwrap());
            Membership::parse(role, region, code, journey.map(str::to_owned))
        };
        assert!(parse(Role::Signatory, region(), Some("2580"), None).is_ok());
        assert!(parse(Role::Participant, region(), None, None).is_ok());
        assert!(parse(Role::NationalProducer, None, None, Some("Barn och unga")).is_ok());
        let fault = parse(Role::Signatory, region(), None, None).unwrap_err();
        assert_eq!(fault.to_string(), "signatory has a region and a municipality");
        assert!(parse(Role::NationalViewer, region(), None, None).is_err());
        assert!(parse(Role::Support, region(), Some("2580"), None).is_err());
    }
}
