//! The table that printed agreements end with: what each party pays a year, and what it adds up to.

use domain::swedish::rounding::rounded_to;
use domain::{Money, swedish};

use crate::agreement::data::{Agreement, FixedCost, Party};
use crate::terms::{Allocation, months};
use crate::{figures, urls};

/// The yearly costs, ready to show.
pub(super) struct CostTable {
    /// The costs' names, one a column.
    pub(super) columns: Vec<String>,
    /// One a party.
    pub(super) rows: Vec<PartyRow>,
    /// Residents of all parties.
    pub(super) population: String,
    /// Whether any cost is shared by per cent.
    pub(super) by_percent: bool,
    /// The sum of each column.
    pub(super) sums: Vec<String>,
    /// How each cost is shared and invoiced, in a sentence.
    pub(super) notes: Vec<String>,
}

/// What one party pays.
pub(super) struct PartyRow {
    pub(super) name: String,
    pub(super) org_number: String,
    pub(super) population: String,
    pub(super) percent: String,
    pub(super) amounts: Vec<LinkedAmount>,
}

/// An amount that leads to why it is so.
pub(super) struct LinkedAmount {
    pub(super) label: String,
    pub(super) figure: String,
    pub(super) href: String,
}

impl CostTable {
    /// The table of an agreement's costs.
    pub(super) fn of(region: &str, agreement: &Agreement) -> Self {
        let costs = &agreement.fixed_costs;
        let population = agreement.parties.iter().map(|party| party.population).sum();
        Self {
            columns: costs.iter().map(|cost| cost.name.clone()).collect(),
            rows: agreement.parties.iter().map(|party| row(region, agreement, party)).collect(),
            population: figures::count(population),
            by_percent: costs.iter().any(|cost| cost.allocation == Allocation::Percent),
            sums: costs.iter().map(|cost| swedish::figure(sum(cost))).collect(),
            notes: costs.iter().map(note).collect(),
        }
    }
}

fn row(region: &str, agreement: &Agreement, party: &Party) -> PartyRow {
    let code = &party.municipality.code;
    let amounts = agreement.fixed_costs.iter().map(|cost| {
        let share = cost.shares.iter().find(|share| share.municipality.code == *code);
        LinkedAmount {
            label: cost.name.clone(),
            figure: share.map(|share| swedish::figure(share.amount)).unwrap_or_default(),
            href: urls::share(region, &agreement.id, &cost.name, code),
        }
    });
    PartyRow {
        name: party.municipality.name.clone(),
        org_number: party.org_number.clone(),
        population: figures::count(party.population),
        percent: party.percent.as_deref().map(swedish::decimal).unwrap_or_default(),
        amounts: amounts.collect(),
    }
}

/// The shares' own sum, so that the foot says what stands above it.
fn sum(cost: &FixedCost) -> Money {
    Money::sum(cost.shares.iter().map(|share| share.amount)).unwrap_or_default()
}

fn note(cost: &FixedCost) -> String {
    let by = match cost.allocation {
        Allocation::Population => "efter antal invånare",
        Allocation::Percent => "efter avtalade procentsatser",
        Allocation::Equal => "lika mellan kommunerna",
    };
    format!(
        "{}: {} om året, fördelat {by} i {}. Faktureras i {}.",
        cost.name,
        swedish::money(cost.annual),
        rounded_to(cost.rounding),
        months(&cost.invoice_months)
    )
}
