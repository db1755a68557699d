//! Moving somebody to another municipality of the region: the old employment ends, the new one begins.

use domain::{Date, EmploymentId, MunicipalityCode, PersonId};
use identity::Permission;
use people::{Employment, Staff};
use tenancy::RegionScope;

use super::create::within_reach;
use super::read;
use crate::{Accounts, AccountsFault};

/// Somebody who changes employer within the region.
pub(crate) struct Move {
    pub(crate) person: PersonId,
    /// The new employer.
    pub(crate) to: MunicipalityCode,
    /// Their first day there; the day before was the last at the old one.
    pub(crate) first_day: Date,
}

impl Accounts {
    /// Moves somebody whom the caller keeps, or who is named by the new employer by their exact e-mail address.
    ///
    /// Their enrolments, attendance and account go along, because they are the person's and not the employer's.
    pub(crate) async fn staff_move(
        &self,
        scope: &RegionScope,
        change: &Move,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let tx = scope.begin().await?;
        let known = read::known(&tx, change.person).await?.ok_or(AccountsFault::NotFound)?;
        let region_wide = scope.municipalities().await?.get(change.to).is_some();
        if !region_wide {
            return within_reach(scope, change.to).await;
        }
        if known.staff.municipality == Some(change.to) {
            return Err(AccountsFault::Conflict("they work there already"));
        }
        if let Some(old) = known.present {
            let last_day = change.first_day.pred_opt().or(old.last_day);
            let last_day = old.last_day.into_iter().chain(last_day).min();
            Employment { last_day, ..old }.update(&tx).await?;
        }
        let employment = Employment {
            id: EmploymentId::next(scope.ids()),
            person: change.person,
            municipality: change.to,
            unit: None,
            title: None,
            journey: None,
            step: None,
            manager_email: None,
            first_day: Some(change.first_day),
            last_day: None,
        };
        Employment::insert_many(&tx, &[employment]).await?;
        let moved = Staff { municipality: Some(change.to), ..known.staff };
        people::staff::update(&tx, &read::changed(&moved, scope.now())).await?;
        tx.note("staff-move", &change.person.to_string());
        tx.commit().await?;
        Ok(())
    }
}
