//! Handing over what somebody took part in and taught, where they turn out to be another: counts stay as they are.

use std::collections::BTreeSet;

use domain::PersonId;
use people::HandOverFault;
use tenancy::RegionTx;

use crate::seats::{self, Clash};
use crate::store;

/// Makes what `from` took part in and taught that of `to`.
pub(crate) async fn hand_over(
    tx: &RegionTx,
    from: PersonId,
    to: PersonId,
) -> Result<(), HandOverFault> {
    // In order, so that two who do the same wait for each other.
    let occasions: BTreeSet<_> = store::hand_over::occasions_of(tx, from).await?;
    for occasion in occasions {
        store::occasions::lock(tx, occasion).await?;
    }
    let clash = |clash: Clash| HandOverFault::Clash(clash.told());
    let (kept, going) =
        (store::hand_over::seats_of(tx, to).await?, store::hand_over::seats_of(tx, from).await?);
    let mut changes = seats::seats(&kept, &going).map_err(clash)?;
    let (kept, going) = (
        store::hand_over::services_of(tx, to).await?,
        store::hand_over::services_of(tx, from).await?,
    );
    changes.extend(seats::services(&kept, &going).map_err(clash)?);
    for change in changes {
        store::hand_over::save(tx, change, to).await?;
    }
    Ok(())
}
