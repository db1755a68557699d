//! Taking on somebody: a person with an employment, and where it is wished for an account with an invitation.

use domain::{MunicipalityCode, PersonId};
use identity::{Permission, Role};
use people::Employment;
use tenancy::RegionScope;

use super::{Known, StaffDetails};
use crate::{Accounts, AccountsFault};

/// Somebody to take on.
pub(crate) struct NewStaff {
    pub(crate) details: StaffDetails,
    /// The employer.
    pub(crate) municipality: MunicipalityCode,
    /// Roles to invite them to; none for a person without an account.
    pub(crate) roles: Vec<Role>,
}

impl Accounts {
    /// Takes somebody on, and gives their id.
    pub(crate) async fn staff_create(
        &self,
        scope: &RegionScope,
        new: &NewStaff,
    ) -> Result<PersonId, AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        within_reach(scope, new.municipality).await?;
        if !new.roles.is_empty() && new.details.email.is_none() {
            return Err(AccountsFault::field("email", "expected an address to invite"));
        }
        let known = Known::fresh(&new.details, new.municipality, scope.ids(), scope.now());
        let known = known.map_err(|_| AccountsFault::field("name", "expected both names"))?;
        let tx = scope.begin().await?;
        let made = people::staff::insert_many(&tx, std::slice::from_ref(&known.staff)).await;
        made.map_err(|fault| AccountsFault::or_taken(fault, "email"))?;
        Employment::insert_many(&tx, known.present.as_slice()).await?;
        tx.note("staff-create", &known.staff.id.to_string());
        tx.commit().await?;
        if !new.roles.is_empty() {
            self.staff_invite(scope, known.staff.id, &new.roles).await?;
        }
        Ok(known.staff.id)
    }
}

/// The region's municipalities within reach are those that one may take people on for.
pub(crate) async fn within_reach(
    scope: &RegionScope,
    municipality: MunicipalityCode,
) -> Result<(), AccountsFault> {
    let known = scope.municipalities().await?.get(municipality).is_some();
    if known && scope.reach(Permission::ManageStaff).includes(municipality) {
        Ok(())
    } else {
        Err(AccountsFault::field("municipality", "expected a municipality within your reach"))
    }
}
