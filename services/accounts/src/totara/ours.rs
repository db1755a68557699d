//! The region's staff as the learning platform knows people. Ids are our own, and never change.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{Date, PersonId};
use people::{Employment, Staff};
use staff_file::Label;
use staff_file::totara::{
    JobAssignment, Organisation, User, Workplace, organisation_id, organisations,
};
use tenancy::{InRegion, RegionScope};

use crate::AccountsFault;

/// The staff within reach, as the learning platform knows people.
pub(crate) struct Ours {
    pub(crate) users: Vec<User>,
    pub(crate) assignments: Vec<JobAssignment>,
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) persons: Vec<PersonId>,
    pub(crate) left_out: usize,
}

/// Reads the staff within reach, but for the protected.
pub(crate) async fn read(scope: &RegionScope, framework: &str) -> Result<Ours, AccountsFault> {
    let all = people::staff::all(scope).await?;
    let all: Vec<Staff> = all.into_iter().filter(|one| !one.protected).collect();
    let total = all.len();
    let users: Vec<(Staff, User)> =
        all.into_iter().filter_map(|one| user(&one).map(|user| (one, user))).collect();
    let left_out = total.saturating_sub(users.len());
    let ids: Vec<PersonId> = users.iter().map(|(staff, _)| staff.id).collect();
    let mut present = Employment::present(scope, &ids).await?;
    present.retain(|_, one| lasts(one, scope.today()));
    let managers = managers(scope, &users, &present).await?;
    let names = scope.municipalities().await?;
    let (mut assignments, mut workplaces) = (Vec::new(), Vec::new());
    for (staff, user) in &users {
        let Some(employment) = present.get(&staff.id) else { continue };
        let unit = employment.unit.as_deref().and_then(|unit| Label::parse(unit).ok());
        let manager = employment.manager_email.as_ref().and_then(|email| managers.get(email));
        assignments.push(JobAssignment {
            idnumber: employment.id.to_string(),
            user: user.idnumber.clone(),
            modified: user.modified,
            deleted: false,
            title: employment.title.clone().unwrap_or_default(),
            first_day: employment.first_day,
            last_day: employment.last_day,
            organisation: Some(organisation_id(employment.municipality, unit.as_ref())),
            manager: manager.map(ToString::to_string),
        });
        let municipality_name = names.get(employment.municipality).map(|one| one.name.clone());
        workplaces.push(Workplace {
            municipality: employment.municipality,
            municipality_name: municipality_name
                .unwrap_or_else(|| employment.municipality.to_string()),
            unit,
        });
    }
    let latest: DateTime<Utc> =
        users.iter().map(|(_, user)| user.modified).max().unwrap_or(DateTime::UNIX_EPOCH);
    Ok(Ours {
        organisations: organisations(framework, latest, &workplaces),
        assignments,
        persons: ids,
        left_out,
        users: users.into_iter().map(|(_, user)| user).collect(),
    })
}

fn user(staff: &Staff) -> Option<User> {
    let email = staff.email.clone()?;
    Some(User {
        idnumber: staff.id.to_string(),
        modified: staff.changed_at.unwrap_or(staff.created_at),
        username: email.clone(),
        deleted: false,
        given_name: staff.given_name.clone()?,
        family_name: staff.family_name.clone()?,
        email,
        suspended: staff.suspended_at.is_some(),
    })
}

/// Whether an employment has not ended.
fn lasts(employment: &Employment, today: Date) -> bool {
    employment.last_day.is_none_or(|last| last >= today)
}

/// Those among the users whom somebody names as their manager, by the address that they are named by.
async fn managers(
    store: &impl InRegion,
    users: &[(Staff, User)],
    present: &HashMap<PersonId, Employment>,
) -> Result<HashMap<String, PersonId>, AccountsFault> {
    let exported: HashSet<PersonId> = users.iter().map(|(staff, _)| staff.id).collect();
    let named: HashSet<&String> =
        present.values().filter_map(|one| one.manager_email.as_ref()).collect();
    let named: Vec<String> = named.into_iter().cloned().collect();
    let mut managers = HashMap::new();
    for found in people::merged::among(store, &named, &[]).await? {
        let former = found.formerly.and_then(|former| former.email);
        let email = former.or(found.staff.email);
        if let Some(email) = email.filter(|_| exported.contains(&found.staff.id)) {
            managers.insert(email, found.staff.id);
        }
    }
    Ok(managers)
}
