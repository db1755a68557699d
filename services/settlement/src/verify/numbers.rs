//! Years whose numbers have gaps, or go on after the last that was given.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::DocumentRecord;

/// What is wrong with the series, whose last given numbers these are.
pub(super) fn breaches(documents: &[DocumentRecord], series: &BTreeMap<i32, i64>) -> Vec<String> {
    let mut given: BTreeMap<i32, BTreeSet<i64>> = BTreeMap::new();
    for document in documents {
        given.entry(document.number.year).or_default().insert(document.number.number);
    }
    let years: BTreeSet<i32> = given.keys().chain(series.keys()).copied().collect();
    let mut breaches = Vec::new();
    for year in years {
        let own = given.remove(&year).unwrap_or_default();
        let last = series.get(&year).copied().unwrap_or_default();
        let missing = (1..=last).filter(|number| !own.contains(number)).count();
        let beyond = own.iter().filter(|number| **number > last).count();
        if missing > 0 || beyond > 0 {
            breaches.push(format!(
                "numbers of {year}: {missing} are missing, and {beyond} come after the last given"
            ));
        }
    }
    breaches
}
