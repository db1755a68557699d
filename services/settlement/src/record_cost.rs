//! Recording a cost, with its ledger entry. The buffer never pays more than it holds.

use domain::{CostId, Date, Money, OccasionId};
use identity::Permission;
use tenancy::{RegionScope, RegionTx};

use crate::cost::{Cost, CostKind, CostPayer, least_since};
use crate::idempotency::{Asked, answered, keep};
use crate::{SettlementFault, store};

const LONGEST: usize = 200;

/// A cost to record.
#[derive(Clone, Debug)]
pub(crate) struct NewCost {
    pub(crate) date: Date,
    pub(crate) kind: CostKind,
    pub(crate) description: String,
    pub(crate) supplier: String,
    pub(crate) amount: Money,
    pub(crate) occasion: Option<OccasionId>,
    pub(crate) paid_by: CostPayer,
}

/// Records a cost; `None` where there is no such occasion. Asked for under a key, once, however often.
pub(crate) async fn record_cost(
    scope: &RegionScope,
    new: NewCost,
    asked: Option<Asked>,
) -> Result<Option<CostId>, SettlementFault> {
    scope.require(Permission::Settle)?;
    let tx = scope.begin_serial().await?;
    if let Some(known) = answered(asked.as_ref(), &tx).await? {
        tx.rollback().await?;
        return Ok(Some(known));
    }
    let mut cost = checked(scope, &new)?;
    if let Some(id) = new.occasion {
        let Some((agreement, occasion)) = store::occasions::find(&tx, id).await? else {
            return Ok(None);
        };
        cost.agreement = Some(agreement);
        cost.occasion = Some(occasion);
    }
    save(&tx, &cost).await?;
    tx.note("cost-record", &cost.id.to_string());
    keep(asked, &tx, &cost.id).await?;
    tx.commit().await?;
    Ok(Some(cost.id))
}

fn checked(scope: &RegionScope, new: &NewCost) -> Result<Cost, SettlementFault> {
    let text = |text: &str, path| {
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= LONGEST;
        let fault = SettlementFault::Input(path, "expected 1 to 200 characters");
        if fits { Ok(text.to_owned()) } else { Err(fault) }
    };
    if new.amount <= Money::ZERO {
        return Err(SettlementFault::Input("input.amount", "expected an amount above zero"));
    }
    if new.date > scope.today() {
        return Err(SettlementFault::Input("input.date", "expected today or an earlier date"));
    }
    Ok(Cost {
        id: CostId::next(scope.ids()),
        date: new.date,
        kind: new.kind,
        description: text(&new.description, "input.description")?,
        supplier: text(&new.supplier, "input.supplier")?,
        amount: new.amount,
        agreement: None,
        occasion: None,
        paid_by: new.paid_by,
        recorded_at: scope.now(),
        recorded_by: String::new(),
        reverses: None,
        reversed_by: None,
    })
}

/// Writes a cost with its entry, where what pays it can.
pub(crate) async fn save(tx: &RegionTx, cost: &Cost) -> Result<(), SettlementFault> {
    if cost.paid_by == CostPayer::Buffer && cost.amount > Money::ZERO {
        let moves = store::entries::by_day(tx, cost.paid_by.account()).await?;
        if least_since(cost.date, &moves)? < cost.amount {
            let expected = "expected no more than the buffer holds on that date and since";
            return Err(SettlementFault::Input("input.amount", expected));
        }
    }
    store::costs::insert(tx, cost).await?;
    store::ledger::insert_many(tx, &[cost.entry()?]).await?;
    Ok(())
}
