//! Who was refused what in a region: by a role that may not, or as a stranger to it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use domain::{AccountId, Slug};
use identity::Permission;

use super::{Draft, Kind, journal};
use crate::scope::Actor;
use crate::{Regions, StoreFault};

/// Entries of one account in one region within a minute, however many names it gives its operations.
const MOST: u32 = 20;

/// Somebody signed in, and what they were refused.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Refused {
    region: Slug,
    account: AccountId,
    actor: String,
    action: &'static str,
    subject: String,
}

impl Refused {
    /// A member who may not do this.
    pub(crate) fn forbidden(actor: &Actor, region: &Slug, permission: Permission) -> Option<Self> {
        Self::new(actor, region, "forbidden", format!("{permission:?}"))
    }

    /// Somebody who is no member.
    pub(crate) fn stranger(actor: &Actor, region: &Slug) -> Option<Self> {
        Self::new(actor, region, "not-a-member", String::new())
    }

    fn new(actor: &Actor, region: &Slug, action: &'static str, subject: String) -> Option<Self> {
        let (region, actor_name) = (region.clone(), actor.name.clone());
        actor.account.map(|account| Self { region, account, actor: actor_name, action, subject })
    }
}

/// Who has lately been refused what: no more than one entry a minute of the same.
#[derive(Debug, Default)]
pub(crate) struct Lately(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    began: i64,
    seen: HashSet<(AccountId, Slug, String)>,
    counts: HashMap<(AccountId, Slug), u32>,
}

impl Lately {
    /// Whether this is the first of its kind within the minute.
    fn is_news(&self, refused: &Refused, operation: &str, now: DateTime<Utc>) -> bool {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let began = now.timestamp().div_euclid(60);
        if minute.began != began {
            *minute = Minute { began, ..Minute::default() };
        }
        let who = (refused.account, refused.region.clone());
        let count = minute.counts.entry(who).or_default();
        if *count >= MOST {
            return false;
        }
        let counted = count.saturating_add(1);
        let what = (refused.account, refused.region.clone(), operation.to_owned());
        let is_news = minute.seen.insert(what);
        if is_news {
            minute.counts.insert((refused.account, refused.region.clone()), counted);
        }
        is_news
    }
}

impl Regions {
    /// Writes refusals in the background, after whoever was refused has been answered.
    pub(crate) async fn write_refusals_later(
        self: &Arc<Self>,
        operation: String,
        refusals: BTreeSet<Refused>,
    ) {
        let regions = Arc::clone(self);
        let writing = Arc::clone(&self.writing).read_owned().await;
        tokio::spawn(async move {
            for refused in refusals {
                if let Err(fault) = regions.write_refusal(&operation, refused).await {
                    tracing::error!(cause = fault.chain(), "a refusal left no entry in the audit");
                }
            }
            drop(writing);
        });
    }

    /// Waits until what was to be written in the background is.
    pub async fn settled(&self) {
        drop(self.writing.write().await);
    }

    async fn write_refusal(&self, operation: &str, refused: Refused) -> Result<(), StoreFault> {
        // A region that nobody has is asked for as often as one likes: it must not use up what a real one is told.
        let Some(region) = self.region(&refused.region).await? else { return Ok(()) };
        let at = self.surroundings().clock.now();
        if !self.lately.is_news(&refused, operation, at) {
            return Ok(());
        }
        let draft = Draft {
            at,
            account: Some(refused.account),
            actor: refused.actor,
            kind: Kind::Refusal,
            action: refused.action.to_owned(),
            operation: operation.to_owned(),
            subject: refused.subject,
        };
        journal::write(&region, self.surroundings(), vec![draft]).await
    }
}
