//! What was issued against the facts: what a run has settled comes to the same still, where no fact has changed since.

use std::collections::BTreeMap;

use domain::{Date, Money, MunicipalityCode};

use crate::SettlementFault;
use crate::facts::{AgreementFacts, Facts};
use crate::store::settled_years::{ByYear, SettledYear};

/// What was settled and is not what the facts come to, by agreement, year and municipality.
///
/// A correction since the last run is no breach: the next run charges the difference.
pub(super) fn breaches(
    facts: &Facts,
    settled: &ByYear<SettledYear>,
) -> Result<Vec<String>, SettlementFault> {
    let mut breaches = Vec::new();
    for agreement in &facts.agreements {
        // A later year has its pot from those before: it holds where all of them do.
        let settled: BTreeMap<i32, &SettledYear> =
            agreement.settled(settled, &facts.revisions).collect();
        let should = settle::settle(&agreement.terms, &agreement.delivered, None)?;
        let mut off: BTreeMap<(i32, MunicipalityCode), Money> = BTreeMap::new();
        for document in settle::difference(&should, &facts.issued(agreement.id).lines)? {
            for line in &document.lines {
                let own = settled.get(&line.year);
                if own.is_some_and(|found| is_due(found, document.key.date)) {
                    let sum = off.entry((line.year, document.key.municipality)).or_default();
                    *sum = sum.plus(line.amount)?;
                }
            }
        }
        breaches.extend(told(agreement, &off));
    }
    Ok(breaches)
}

/// Of a year that was settled as a whole, everything is.
fn is_due(found: &SettledYear, date: Date) -> bool {
    found.complete || date <= found.until
}

fn told(
    agreement: &AgreementFacts,
    off: &BTreeMap<(i32, MunicipalityCode), Money>,
) -> impl Iterator<Item = String> {
    let title = &agreement.terms.agreement.title;
    off.iter().map(move |((year, municipality), amount)| {
        format!("{title}, {year}, {municipality}: by the facts {amount} more than was issued")
    })
}
