//! Changing what is held on somebody. What is not said stays.

use domain::PersonId;
use identity::Permission;
use people::Employment;
use tenancy::{RegionScope, RegionTx};

use super::difference::differences;
use super::{Known, StaffDetails, read};
use crate::{Accounts, AccountsFault};

impl Accounts {
    /// Changes somebody. Saying what is true already changes nothing, and leaves no trace.
    pub(crate) async fn staff_change(
        &self,
        scope: &RegionScope,
        id: PersonId,
        details: &StaffDetails,
    ) -> Result<(), AccountsFault> {
        scope.require(Permission::ManageStaff)?;
        let tx = scope.begin().await?;
        let before = read::known(&tx, id).await?.ok_or(AccountsFault::NotFound)?;
        if details.protected == Some(false) && before.staff.protected {
            scope.require(Permission::ReadProtected)?;
        }
        let municipality = before.staff.municipality.ok_or(AccountsFault::NotFound)?;
        let after = before.with(details, municipality, scope.ids());
        save(&tx, &before, &after, "staff-change").await?;
        tx.commit().await?;
        if before.staff.name != after.staff.name
            && let Some(account) = after.staff.account
        {
            crate::store::accounts::set_name(self.platform(), account, after.name()).await?;
        }
        Ok(())
    }
}

/// Writes what is otherwise in `after`; nothing where nothing is.
pub(crate) async fn save(
    tx: &RegionTx,
    before: &Known,
    after: &Known,
    action: &str,
) -> Result<(), AccountsFault> {
    if differences(before, after).is_empty() && before.staff.name == after.staff.name {
        return Ok(());
    }
    if let Some(email) = &after.staff.email
        && before.staff.email.as_ref() != Some(email)
    {
        people::merged::release_email(tx, email, after.staff.id).await?;
    }
    let changed = read::changed(&after.staff, tx_now(tx));
    let written = people::staff::update(tx, &changed).await;
    written.map_err(|fault| AccountsFault::or_taken(fault, "email"))?;
    match (&before.present, &after.present) {
        (Some(old), Some(new)) if old.id == new.id => new.update(tx).await?,
        (_, Some(new)) => Employment::insert_many(tx, std::slice::from_ref(new)).await?,
        (_, None) => {}
    }
    tx.note(action, &after.staff.id.to_string());
    Ok(())
}

fn tx_now(tx: &RegionTx) -> chrono::DateTime<chrono::Utc> {
    use tenancy::InRegion;
    tx.scope().now()
}
