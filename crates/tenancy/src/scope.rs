//! Being inside a region: its connection, who acts, and how far they reach. Made by the gate alone.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{AccountId, Date, Ids, Slug};
use identity::{Caller, Permission, Reach, Standing};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::sync::Mutex;

use crate::audit::journal::Journal;
use crate::audit::{Signed, Visit};
use crate::count::{Statements, pass_on_statements};
use crate::municipalities::{Municipalities, MunicipalityCache};
use crate::{GateFault, Operation, StoreFault, Surroundings};

/// An open region.
#[derive(Debug)]
pub(crate) struct RegionDb {
    pub(crate) slug: Slug,
    pub(crate) name: String,
    pub(crate) connection: DatabaseConnection,
    pub(crate) municipalities: MunicipalityCache,
    pub(crate) statements: Arc<Statements>,
    /// Whose turn it is among this process's transactions that can only run one after the other: they wait here,
    /// in order, and hold no connection.
    pub(crate) turn: Arc<Mutex<()>>,
    pub(crate) journal: Journal,
    pub(crate) signed: Signed,
}

/// Who acts, as audit rows and documents name them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Actor {
    /// Their account; `None` for commands on the server.
    pub account: Option<AccountId>,
    /// Their name.
    pub name: String,
}

impl Actor {
    pub(crate) fn of(caller: &Caller) -> Self {
        Self { account: caller.account_id(), name: caller.name().to_owned() }
    }
}

/// A caller inside a region, with the permission that they entered by.
///
/// Cheap to clone. Reads go through it directly; writes through a transaction begun from it.
#[derive(Clone)]
pub struct RegionScope {
    pub(crate) db: Arc<RegionDb>,
    pub(crate) actor: Actor,
    pub(crate) standing: Standing,
    pub(crate) surroundings: Surroundings,
    /// In which they act here.
    pub(crate) operation: Operation,
    /// What the operation reads here.
    pub(crate) visit: Arc<Visit>,
}

/// What a store function takes: a scope, or a transaction begun from one. Nothing else can be one.
pub trait InRegion: ConnectionTrait + sealed::Sealed {
    /// The scope itself.
    fn scope(&self) -> &RegionScope;
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

impl RegionScope {
    /// The caller inside the region, in this operation.
    pub(crate) fn new(
        db: Arc<RegionDb>,
        caller: &Caller,
        standing: Standing,
        surroundings: Surroundings,
        operation: &Operation,
    ) -> Self {
        let actor = Actor::of(caller);
        let visit = operation.visit(&db, &actor, &surroundings);
        Self { db, actor, standing, surroundings, operation: operation.clone(), visit }
    }

    /// The region's short name.
    pub fn slug(&self) -> &Slug {
        &self.db.slug
    }

    /// The region's name.
    pub fn name(&self) -> &str {
        &self.db.name
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What they are here.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Whose rows they may do this to.
    pub fn reach(&self, permission: Permission) -> Reach {
        self.standing.reach(permission)
    }

    /// Whether they may also do this.
    pub fn allows(&self, permission: Permission) -> bool {
        self.standing.allows(permission)
    }

    /// Refuses where they may not do this, which the audit will tell. How every use case begins.
    pub fn require(&self, permission: Permission) -> Result<(), GateFault> {
        if self.allows(permission) {
            return Ok(());
        }
        self.operation.refuse(&self.actor, self.slug(), permission);
        Err(GateFault::Forbidden)
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.surroundings.clock.now()
    }

    /// Today's date in Sweden.
    pub fn today(&self) -> Date {
        self.surroundings.clock.today()
    }

    /// Where new ids come from.
    pub fn ids(&self) -> &dyn Ids {
        &*self.surroundings.ids
    }

    /// The region's municipalities by code.
    pub async fn municipalities(&self) -> Result<Arc<Municipalities>, StoreFault> {
        self.db.municipalities.get(self).await
    }
}

impl sealed::Sealed for RegionScope {}

impl InRegion for RegionScope {
    fn scope(&self) -> &RegionScope {
        self
    }
}

pass_on_statements!(RegionScope, |this| this.db.connection, this.db.statements);
