//! Whom a request has shown: collected while it runs, written before it is answered.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::PersonId;
use uuid::Uuid;

use super::{Draft, Kind, journal};
use crate::scope::{Actor, RegionDb};
use crate::{RegionScope, StoreFault, Surroundings};

/// So many ids in one entry at most.
const IDS: usize = 100;

/// The action of whoever was shown a person.
const PERSONS: &str = "persons-read";

/// What a request reads in one region.
pub(crate) struct Visit {
    pub(crate) db: Arc<RegionDb>,
    actor: Actor,
    surroundings: Surroundings,
    readings: Mutex<Readings>,
    /// Names of those who acted, by signature: looked up once a request, however many lines tell of them.
    pub(crate) names: tokio::sync::Mutex<HashMap<String, String>>,
}

#[derive(Default)]
struct Readings {
    /// By action.
    ids: BTreeMap<&'static str, BTreeSet<Uuid>>,
    /// Action and subject of what has no id.
    others: BTreeSet<(&'static str, String)>,
}

impl RegionScope {
    /// Notes that the actor is shown this person's data. Whoever shows any calls it; showing one's own needs no note.
    pub fn reads(&self, person: PersonId) {
        self.reads_by_id(PERSONS, person.uuid());
    }

    /// Notes that the actor is shown something that tells of persons: `action` says what, and the id which.
    pub fn reads_by_id(&self, action: &'static str, id: Uuid) {
        self.visit.note(|readings| readings.ids.entry(action).or_default().insert(id));
    }

    /// The same, of what has no id. The subject is no person's data.
    pub fn reads_other(&self, action: &'static str, subject: String) {
        self.visit.note(|readings| readings.others.insert((action, subject)));
    }
}

impl Visit {
    pub(crate) fn new(db: &Arc<RegionDb>, actor: &Actor, surroundings: &Surroundings) -> Self {
        Self {
            db: Arc::clone(db),
            actor: actor.clone(),
            surroundings: surroundings.clone(),
            readings: Mutex::default(),
            names: tokio::sync::Mutex::default(),
        }
    }

    fn note(&self, add: impl FnOnce(&mut Readings) -> bool) {
        add(&mut self.readings.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Writes what has been read since the last time.
    pub(crate) async fn write_readings(&self, operation: &str) -> Result<(), StoreFault> {
        let readings = {
            let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *readings)
        };
        let subjects = readings.subjects();
        if subjects.is_empty() {
            return Ok(());
        }
        let at = self.surroundings.clock.now();
        let drafts = subjects.into_iter().map(|(action, subject)| Draft {
            at,
            account: self.actor.account,
            actor: self.actor.name.clone(),
            kind: Kind::Reading,
            action: action.to_owned(),
            operation: operation.to_owned(),
            subject,
        });
        journal::write(&self.db, &self.surroundings, drafts.collect()).await
    }
}

impl Readings {
    /// Action and subject of each entry: ids in order, so many an entry.
    fn subjects(self) -> Vec<(&'static str, String)> {
        let mut subjects: Vec<_> = self.others.into_iter().collect();
        for (action, ids) in self.ids {
            subjects.extend(lists(ids).into_iter().map(|list| (action, list)));
        }
        subjects
    }
}

/// Ids as subjects: without hyphens, with a space between them.
pub(crate) fn lists(ids: impl IntoIterator<Item = Uuid>) -> Vec<String> {
    let mut lists = Vec::new();
    let mut list = String::new();
    for (position, id) in ids.into_iter().enumerate() {
        if position > 0 && position.is_multiple_of(IDS) {
            lists.push(std::mem::take(&mut list));
        }
        if !list.is_empty() {
            list.push(' ');
        }
        list.push_str(id.simple().encode_lower(&mut Uuid::encode_buffer()));
    }
    if !list.is_empty() {
        lists.push(list);
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_listed_in_bounded_entries() {
        let ids: BTreeSet<Uuid> = (1..=201).map(Uuid::from_u128).collect();
        let lists = lists(ids.iter().copied());
        let lengths: Vec<_> = lists.iter().map(|list| list.split(' ').count()).collect();
        assert_eq!(lengths, [100, 100, 1]);
        let found = lists.iter().flat_map(|list| list.split(' ')).map(|id| id.parse().unwrap());
        assert_eq!(found.collect::<BTreeSet<Uuid>>(), ids, "each once, and readable");
        assert!(super::lists([]).is_empty());
    }
}
