//! One request or command: what it is called, and what it leaves in the audit of the regions that it enters.
//!
//! Changes are noted in their own transactions. Readings and refusals are collected here while the request runs:
//! readings are written before it is answered, refusals afterwards, so that an answer takes as long whether the
//! region that it is refused for exists or not.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use domain::Slug;
use identity::{Caller, Permission};

use crate::audit::{Refused, Visit};
use crate::scope::{Actor, RegionDb};
use crate::{Regions, StoreFault, Surroundings};

/// The longest name that is kept: GraphQL clients choose theirs.
const LONGEST_NAME: usize = 60;

/// One request or command. Cheap to clone.
#[derive(Clone, Default)]
pub struct Operation(Arc<Inner>);

#[derive(Default)]
struct Inner {
    name: OnceLock<String>,
    visits: Mutex<Vec<Arc<Visit>>>,
    refusals: Mutex<BTreeSet<Refused>>,
}

impl Operation {
    /// One that has no name yet.
    pub fn begin() -> Self {
        Self::default()
    }

    /// One of this name: a command's.
    pub fn named(name: &str) -> Self {
        let operation = Self::default();
        operation.call_it(name);
        operation
    }

    /// Gives it its name, as the audit will have it. The first holds.
    pub fn call_it(&self, name: &str) {
        let plain = name.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME);
        self.0.name.get_or_init(|| plain.collect());
    }

    /// Its name; empty where it was given none.
    pub fn name(&self) -> &str {
        self.0.name.get().map_or("", String::as_str)
    }

    /// Writes whom it has shown, in every region that it entered. Nothing may be answered before this has ended well.
    pub async fn write_readings(&self) -> Result<(), StoreFault> {
        let visits = self.visits().clone();
        for visit in visits {
            visit.write_readings(self.name()).await?;
        }
        Ok(())
    }

    /// Writes what it was refused, in its own time: whoever answers need not wait.
    pub async fn write_refusals_later(&self, regions: &Arc<Regions>) {
        let refusals = std::mem::take(&mut *self.refusals());
        if !refusals.is_empty() {
            let operation = self.name().to_owned();
            regions.write_refusals_later(operation, refusals).await;
        }
    }

    /// What it reads in this region is collected here, however often it enters.
    pub(crate) fn visit(
        &self,
        db: &Arc<RegionDb>,
        actor: &Actor,
        surroundings: &Surroundings,
    ) -> Arc<Visit> {
        let mut visits = self.visits();
        if let Some(known) = visits.iter().find(|visit| visit.db.slug == db.slug) {
            return Arc::clone(known);
        }
        let visit = Arc::new(Visit::new(db, actor, surroundings));
        visits.push(Arc::clone(&visit));
        visit
    }

    /// Remembers that `caller` may not do this in the region.
    pub(crate) fn refuse(&self, caller: &Actor, region: &Slug, permission: Permission) {
        self.remember(Refused::forbidden(caller, region, permission));
    }

    /// Remembers that `caller` asked for a region that is not theirs, whether there is one or not.
    pub(crate) fn turn_away(&self, caller: &Caller, region: &Slug) {
        self.remember(Refused::stranger(&Actor::of(caller), region));
    }

    fn remember(&self, refused: Option<Refused>) {
        if let Some(refused) = refused {
            self.refusals().insert(refused);
        }
    }

    fn visits(&self) -> MutexGuard<'_, Vec<Arc<Visit>>> {
        self.0.visits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refusals(&self) -> MutexGuard<'_, BTreeSet<Refused>> {
        self.0.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
