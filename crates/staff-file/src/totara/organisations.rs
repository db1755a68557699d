//! Municipalities as organisations, and their units as parts of them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::MunicipalityCode;

use super::Organisation;
use crate::Label;

/// Where somebody works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workplace {
    /// The municipality's code.
    pub municipality: MunicipalityCode,
    /// The municipality's name.
    pub municipality_name: String,
    /// The unit, where one is known.
    pub unit: Option<Label>,
}

/// The id of an organisation: `2580`, or `2580/barn och unga` for a unit. It does not change with
/// the case of the unit's name.
pub fn organisation_id(municipality: MunicipalityCode, unit: Option<&Label>) -> String {
    match unit {
        Some(unit) => format!("{municipality}/{}", unit.as_str().to_lowercase()),
        None => municipality.to_string(),
    }
}

/// The organisations of some workplaces: each municipality and unit once, municipalities before
/// their units, in order of their ids. Of names for the same organisation, the first stays.
pub fn organisations<'a>(
    framework: &str,
    modified: DateTime<Utc>,
    workplaces: impl IntoIterator<Item = &'a Workplace>,
) -> Vec<Organisation> {
    let mut organisations = BTreeMap::new();
    let mut add = |idnumber: String, name: &str, parent: Option<String>| {
        let organisation = || Organisation {
            idnumber: idnumber.clone(),
            name: name.to_owned(),
            short_name: name.to_owned(),
            deleted: false,
            framework: framework.to_owned(),
            parent,
            modified,
        };
        organisations.entry(idnumber.clone()).or_insert_with(organisation);
    };
    for Workplace { municipality, municipality_name, unit } in workplaces {
        let whole = organisation_id(*municipality, None);
        add(whole.clone(), municipality_name, None);
        if let Some(unit) = unit {
            add(organisation_id(*municipality, Some(unit)), unit.as_str(), Some(whole));
        }
    }
    organisations.into_values().collect()
}
