//! The whole settlement of an agreement: a value that can be printed, compared and subtracted from.

use std::collections::BTreeSet;

use domain::{AgreementTerms, Date, Delivered, Money, MunicipalityCode};

use crate::course_fee::CourseFees;
use crate::due::{self, Due};
use crate::members::Members;
use crate::{Document, DocumentKey, FixedCostShare, PotYear, SettleFault, fixed_cost, trainer_pot};

/// What every municipality should be charged under an agreement, by what was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Every member's share of every yearly cost.
    pub fixed_cost_shares: Vec<FixedCostShare>,
    /// The trainer pot of each calendar year with a course day.
    pub trainer_pot: Vec<PotYear>,
    fees: CourseFees,
    dues: Vec<Due>,
}

/// What the calendar years before `from` leave to those that are settled. They are not looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The first calendar year that is settled.
    pub from: i32,
    /// What is left in the trainer pot of the year before it.
    pub carried: Money,
    /// Who had sent anybody by then.
    pub registered: BTreeSet<MunicipalityCode>,
}

/// Computes all documents up to and including `until`, or of the whole term.
///
/// Every fact counts, whatever `until` is: a pot is what was collected in all of its year.
/// `delivered` must be the course days of this agreement's term and no others.
pub fn settle(
    terms: &AgreementTerms,
    delivered: &Delivered,
    until: Option<Date>,
) -> Result<Settlement, SettleFault> {
    let mut settlement = settle_after(terms, None, delivered)?;
    if let Some(until) = until {
        settlement.dues.retain(|due| due.key.date <= until);
    }
    Ok(settlement)
}

/// Computes all documents of the years from [`Earlier::from`] on, or of the whole term. `delivered` must be all course days
/// of those years.
pub fn settle_after(
    terms: &AgreementTerms,
    earlier: Option<&Earlier>,
    delivered: &Delivered,
) -> Result<Settlement, SettleFault> {
    let (fees, places) = CourseFees::new(terms, delivered)?;
    let gathered = due::gather(&fees, &places, delivered, &Members::of(terms))?;
    let (from, carried) =
        earlier.map_or((i32::MIN, Money::ZERO), |earlier| (earlier.from, earlier.carried));
    let fixed_cost_shares = fixed_cost::fixed_cost_shares(terms)?;
    let trainer_pot = trainer_pot::pot_years(terms, delivered, &gathered.collected, carried)?;
    let mut dues = gathered.dues;
    let mut lines = fixed_cost::parts(terms, &fixed_cost_shares, from)?;
    lines.extend(trainer_pot::share_lines(terms, &trainer_pot)?);
    due::add_lines(&mut dues, lines)?;
    Ok(Settlement { fixed_cost_shares, trainer_pot, fees, dues })
}

impl Settlement {
    /// The documents' keys and totals, without their lines: all that an overview needs.
    pub fn totals(&self) -> impl Iterator<Item = (&DocumentKey, Money)> {
        self.dues.iter().map(|due| (&due.key, due.total))
    }

    /// The documents with all their lines, in order.
    pub fn documents(&self) -> Result<Vec<Document>, SettleFault> {
        self.dues.iter().map(|due| self.document(due)).collect()
    }

    fn document(&self, due: &Due) -> Result<Document, SettleFault> {
        let mut lines = Vec::new();
        for charge in &due.charges {
            self.fees.add_lines(*charge, &mut lines)?;
        }
        lines.extend(due.others.iter().cloned());
        let document = Document { key: due.key.clone(), lines };
        if document.total()? == due.total { Ok(document) } else { Err(SettleFault::Unbalanced) }
    }
}
