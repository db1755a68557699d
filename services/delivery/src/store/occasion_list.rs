//! Lists of occasions: filtered, by first day, latest first.

use domain::{Date, OccasionId};
use sea_orm::Order;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use tenancy::{InRegion, StoreFault};

use super::occasions::{enrolled, occasion, open_days, select};
use crate::OccasionState;
use crate::record::OccasionRecord;

/// Which occasions to list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OccasionFilter {
    /// Those with a day on or after this one.
    pub(crate) from: Option<Date>,
    /// Those with a day on or before this one.
    pub(crate) to: Option<Date>,
    /// Those in this state, on this day.
    pub(crate) state: Option<(OccasionState, Date)>,
}

impl OccasionFilter {
    fn condition(self) -> Cond {
        let mut condition = Cond::all();
        if let Some(from) = self.from {
            condition = condition.add(Expr::col(("o", "last_day")).gte(from));
        }
        if let Some(to) = self.to {
            condition = condition.add(Expr::col(("o", "first_day")).lte(to));
        }
        match self.state {
            Some((state, today)) => condition.add(in_state(state, today)),
            None => condition,
        }
    }
}

/// The same table as [`OccasionState::on`], as a condition.
fn in_state(state: OccasionState, today: Date) -> Cond {
    let open = || Cond::all().add(open_days().gt(0));
    let to_come = || open().add(Expr::col(("o", "last_day")).gte(today));
    let has_seat = || {
        Cond::any()
            .add(Expr::col(("o", "capacity")).is_null())
            .add(enrolled().lt(Expr::col(("o", "capacity"))))
    };
    match state {
        OccasionState::Closed => Cond::all().add(open_days().eq(0)),
        OccasionState::Delivered => open().add(Expr::col(("o", "last_day")).lt(today)),
        OccasionState::Planned => to_come().add(enrolled().eq(0)),
        OccasionState::Open => to_come().add(enrolled().gt(0)).add(has_seat()),
        OccasionState::Full => to_come().add(enrolled().gt(0)).add(has_seat().not()),
    }
}

/// A page of occasions, and how many there are in all. One statement, two where the page is empty.
pub(crate) async fn page(
    store: &impl InRegion,
    filter: OccasionFilter,
    after: Option<(Date, OccasionId)>,
    limit: u64,
) -> Result<(Vec<OccasionRecord>, i64), StoreFault> {
    let total = Query::select()
        .expr_as(Expr::col(("o", "id")).count(), "total")
        .from_as("occasions", "o")
        .cond_where(filter.condition())
        .to_owned();
    let mut select = select();
    select
        .expr_as(Expr::SubQuery(None, Box::new(total.clone().into())), "total")
        .cond_where(filter.condition())
        .order_by(("o", "first_day"), Order::Desc)
        .order_by(("o", "id"), Order::Desc)
        .limit(limit);
    if let Some((day, id)) = after {
        let first_day = || Expr::col(("o", "first_day"));
        let same_day = first_day().eq(day).and(Expr::col(("o", "id")).lt(id.uuid()));
        select.cond_where(Cond::any().add(first_day().lt(day)).add(same_day));
    }
    let rows = store.query_all(&select).await?;
    let counted = match rows.first() {
        Some(row) => row.try_get("", "total")?,
        None => match store.query_one(&total).await? {
            Some(row) => row.try_get("", "total")?,
            None => 0,
        },
    };
    Ok((rows.iter().map(occasion).collect::<Result<_, _>>()?, counted))
}
