//! Which years a run has settled, and by which facts: the next run reads the others.

use std::collections::BTreeSet;

use chrono::Datelike;
use domain::{Date, Money, MunicipalityCode};
use tenancy::{RegionTx, StoreFault};

use crate::facts::Facts;
use crate::plan::{Plan, PlannedAgreement};
use crate::store;
use crate::store::settled_years::{ByYear, SettledYear};

/// Notes what has been issued up to `until` by this plan, which was made of these facts.
pub(crate) async fn note(
    tx: &RegionTx,
    facts: &Facts,
    plan: &Plan,
    until: Date,
) -> Result<(), StoreFault> {
    let mut years = ByYear::new();
    for agreement in &plan.agreements {
        let terms = agreement.facts.terms.term();
        let from = agreement.facts.earlier.as_ref().map_or(i32::MIN, |earlier| earlier.from);
        let sent = agreement.sent();
        for year in terms.years().filter(|year| *year >= from) {
            let key = (agreement.facts.id, year);
            let found = SettledYear {
                version: agreement.facts.version,
                revision: facts.revisions.get(&key).cloned().unwrap_or_default(),
                until,
                complete: !agreement.coming.contains(&year),
                carried: agreement.carried_after(year),
                registered: agreement.registered_by(year, &sent),
            };
            years.insert(key, found);
        }
    }
    store::settled_years::note(tx, &years).await
}

impl PlannedAgreement {
    /// What is left in the pot after this year.
    fn carried_after(&self, year: i32) -> Money {
        let mut pots = self.should.trainer_pot.iter().filter(|pot| pot.year <= year);
        let before = || self.facts.earlier.as_ref().map(|earlier| earlier.carried);
        pots.next_back().map(|pot| pot.carried_out).or_else(before).unwrap_or_default()
    }

    /// Who sent anybody in which of the years that were read.
    fn sent(&self) -> BTreeSet<(i32, MunicipalityCode)> {
        let days = &self.facts.delivered.days;
        let rows = self.facts.delivered.participation.iter();
        let sent = rows.filter(|row| row.attended > 0 || row.absent > 0).filter_map(|row| {
            let day = usize::try_from(row.day.0).ok().and_then(|index| days.get(index))?;
            Some((day.date.year(), row.municipality))
        });
        sent.collect()
    }

    /// Who had sent anybody by the end of this year.
    fn registered_by(
        &self,
        year: i32,
        sent: &BTreeSet<(i32, MunicipalityCode)>,
    ) -> BTreeSet<MunicipalityCode> {
        let own = sent.iter().filter(|(sent, _)| *sent <= year).map(|(_, code)| *code);
        let before = self.facts.earlier.iter().flat_map(|earlier| &earlier.registered);
        own.chain(before.copied()).collect()
    }
}
