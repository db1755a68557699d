//! A municipality's account, as clients see it.

use async_graphql::{ID, SimpleObject};
use graph::{Date, Money, Municipality, Refusal};
use tenancy::Municipalities;

use super::document::PaymentState;
use crate::SettlementFault;
use crate::graphql::shared::DocumentKind;
use crate::payments::{self, AccountYear};

/// A municipality's account with the region. Amounts below zero are the region's to pay.
#[derive(SimpleObject)]
pub(super) struct MunicipalityAccount {
    municipality: Municipality,
    payable: Money,
    paid: Money,
    left: Money,
    /// By number, the first first.
    documents: Vec<AccountDocument>,
    /// By the dates of documents, the first first.
    years: Vec<MunicipalityYear>,
}

/// A document on an account.
#[derive(SimpleObject)]
struct AccountDocument {
    id: ID,
    number: String,
    kind: DocumentKind,
    date: Date,
    due: Option<Date>,
    adjusts: bool,
    state: PaymentState,
    payable: Money,
    paid: Money,
    left: Money,
    /// What is left of it and of all before it.
    balance: Money,
}

/// What a calendar year has cost a municipality, without VAT.
#[derive(SimpleObject)]
struct MunicipalityYear {
    year: i32,
    course_fees: Money,
    fixed_costs: Money,
    /// What of the course fees is saved up in the trainer pot.
    pot_collected: Money,
    /// What it got from the pot for trainers that it lent.
    pot_received: Money,
    /// Course fees and fixed costs less what it got from the pot.
    cost: Money,
}

impl MunicipalityAccount {
    pub(super) fn show(
        account: payments::MunicipalityAccount,
        names: &Municipalities,
    ) -> Result<Self, Refusal> {
        let left = account.payable.minus(account.paid).map_err(SettlementFault::from)?;
        let mut documents = Vec::with_capacity(account.documents.len());
        for (document, standing, balance) in account.documents {
            let state = standing.state(account.today).map_err(SettlementFault::from)?;
            documents.push(AccountDocument {
                id: document.id.to_string().into(),
                number: document.number.to_string(),
                kind: document.kind.into(),
                date: Date(document.date),
                due: standing.due.map(Date),
                adjusts: document.adjusts,
                state: state.into(),
                payable: Money(standing.payable),
                paid: Money(standing.paid),
                left: Money(standing.left().map_err(SettlementFault::from)?),
                balance: Money(balance),
            });
        }
        let years = account.years.iter().map(MunicipalityYear::show);
        Ok(Self {
            municipality: Municipality::named(account.code, names),
            payable: Money(account.payable),
            paid: Money(account.paid),
            left: Money(left),
            documents,
            years: years.collect::<Result<_, _>>()?,
        })
    }
}

impl MunicipalityYear {
    fn show(year: &AccountYear) -> Result<Self, Refusal> {
        let cost = year.course_fees.plus(year.fixed_costs);
        let cost = cost.and_then(|cost| cost.minus(year.pot_received));
        Ok(Self {
            year: year.year,
            course_fees: Money(year.course_fees),
            fixed_costs: Money(year.fixed_costs),
            pot_collected: Money(year.pot_collected),
            pot_received: Money(year.pot_received),
            cost: Money(cost.map_err(SettlementFault::from)?),
        })
    }
}
