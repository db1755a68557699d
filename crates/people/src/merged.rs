//! Persons who turned out to be another: their rows stay, and lead to the one who is kept.

use std::collections::HashMap;

use domain::{MunicipalityCode, PersonId};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use tenancy::{InRegion, RegionTx, StoreFault};

use crate::staff::{self, AT_A_TIME, Staff};
use crate::{Employment, apart};

/// Somebody whom an address or a staff number leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The one who is kept.
    pub staff: Staff,
    /// Set where it is of somebody who was merged into them.
    pub formerly: Option<Former>,
}

/// By what somebody was known who was merged into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// Their address.
    pub email: Option<String>,
    /// Their staff number.
    pub staff_number: Option<String>,
    /// With this employer.
    pub municipality: Option<MunicipalityCode>,
}

/// Those whom these addresses or staff numbers lead to, whoever asks: what a list of staff is held against. Not to be
/// shown.
pub async fn among(
    store: &impl InRegion,
    emails: &[String],
    numbers: &[String],
) -> Result<Vec<Match>, StoreFault> {
    let mut found: HashMap<PersonId, Staff> = HashMap::new();
    for (column, values) in [("email", emails), ("staff_number", numbers)] {
        for some in values.chunks(AT_A_TIME) {
            let mut select = staff::select();
            select
                .and_where(Expr::col(column).is_in(some.iter().map(String::as_str)))
                .and_where(Expr::col("erased_at").is_null());
            for row in store.query_all(&select).await? {
                let one = staff::staff(&row)?;
                found.insert(one.id, one);
            }
        }
    }
    let into: Vec<PersonId> = found.values().filter_map(|one| one.merged_into).collect();
    let kept = staff::with_ids(store, &into).await?.into_iter();
    let kept: HashMap<PersonId, Staff> = kept.map(|one| (one.id, one)).collect();
    let matched = found.into_values().filter_map(|one| match one.merged_into {
        None => Some(Match { staff: one, formerly: None }),
        Some(into) => {
            let staff = kept.get(&into).filter(|one| one.erased_at.is_none())?.clone();
            let Staff { email, staff_number, municipality, .. } = one;
            Some(Match { staff, formerly: Some(Former { email, staff_number, municipality }) })
        }
    });
    Ok(matched.collect())
}

/// Makes `gone` one with `keep`, both as they are to be from now on: what `people` holds on the one is the other's.
pub async fn merge(tx: &RegionTx, gone: &Staff, keep: &Staff) -> Result<(), StoreFault> {
    let present = Employment::present(tx, &[keep.id]).await?.remove(&keep.id);
    Employment::hand_over(tx, gone.id, keep.id).await?;
    if let Some(present) = present {
        present.record_again(tx).await?;
    }
    apart::hand_over(tx, gone.id, keep.id).await?;
    // First the one who goes, whose address the other may get.
    staff::update(tx, &Staff { merged_into: Some(keep.id), ..gone.clone() }).await?;
    staff::update(tx, keep).await?;
    let earlier = Query::update()
        .table("persons")
        .value("merged_into", keep.id.uuid())
        .and_where(Expr::col("merged_into").eq(gone.id.uuid()))
        .to_owned();
    tx.execute(&earlier).await?;
    Ok(())
}

/// Gives up an address that leads to `keep` from somebody who was merged into them, so that they may have it again.
pub async fn release_email(tx: &RegionTx, email: &str, keep: PersonId) -> Result<(), StoreFault> {
    let update = Query::update()
        .table("persons")
        .value("email", None::<String>)
        .and_where(Expr::col("email").eq(email))
        .and_where(Expr::col("merged_into").eq(keep.uuid()))
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}
