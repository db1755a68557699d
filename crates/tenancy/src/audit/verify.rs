//! Following the audit's chain from its first entry, to see that it is whole.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Order, QueryResult};

use super::actors::{self, Known};
use super::link::{Entry, Link};
use super::{COLUMNS, link_of};
use crate::{RegionScope, StoreFault};

/// Entries that are held in memory at a time.
const PAGE: u64 = 5_000;

/// How the chain is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditChain {
    /// Every entry is as it was written, and none is missing before the last.
    Whole {
        /// How many there are.
        entries: i64,
        /// The last link, in hexadecimal digits. Kept elsewhere, it shows later that none has been taken from the end.
        link: String,
        /// Whether the link that was asked for is in it.
        has_kept: bool,
    },
    /// From this entry on, nothing is proved.
    Broken {
        /// The number of the first entry that is missing or not as it was written.
        sequence: i64,
    },
}

impl RegionScope {
    /// Follows the region's audit. `kept` is a link that an earlier look gave, to be found again.
    pub async fn verify_audit(&self, kept: Option<&str>) -> Result<AuditChain, StoreFault> {
        let (mut link, mut entries) = (Link::FIRST, 0_i64);
        let mut has_kept = kept.is_none();
        let mut after = None;
        let mut signatures = Signatures::of(actors::all(self).await?);
        loop {
            let rows = page(self, after).await?;
            if rows.is_empty() {
                if let Some(sequence) = signatures.unexplained() {
                    return Ok(AuditChain::Broken { sequence });
                }
                return Ok(AuditChain::Whole { entries, link: link.text(), has_kept });
            }
            for row in &rows {
                let expected = entries.saturating_add(1);
                let Some((entry, written)) = read(row).filter(|(entry, written)| {
                    entry.sequence == expected
                        && link.next(entry) == *written
                        && signatures.hold(entry)
                }) else {
                    return Ok(AuditChain::Broken { sequence: expected });
                };
                (link, entries, after) = (written, expected, Some(entry.sequence));
                has_kept |= kept.is_some_and(|kept| kept.eq_ignore_ascii_case(&link.text()));
            }
        }
    }
}

/// Who signed which entries, and whose names were taken away without a word of it.
struct Signatures {
    known: HashMap<String, Known>,
    /// The first entry of each whose name is gone.
    erased: HashMap<String, i64>,
    told: HashSet<String>,
}

impl Signatures {
    fn of(known: HashMap<String, Known>) -> Self {
        Self { known, erased: HashMap::new(), told: HashSet::new() }
    }

    /// Whether whoever signed the entry is known, and by the name that they had.
    fn hold(&mut self, entry: &Entry) -> bool {
        let Some(known) = self.known.get(&entry.actor) else { return false };
        if known.is_erased() {
            self.erased.entry(entry.actor.clone()).or_insert(entry.sequence);
        }
        if entry.action == actors::ERASE {
            self.told.extend(entry.subject.split(' ').map(str::to_owned));
        }
        known.is_as_signed(entry.account)
    }

    /// The first entry whose actor's name is gone, and no entry tells that it was taken away.
    fn unexplained(&self) -> Option<i64> {
        let untold = self.erased.iter().filter(|(signature, _)| !self.told.contains(*signature));
        untold.map(|(_, sequence)| *sequence).min()
    }
}

/// A page of rows, from the very first: a number below 1 would be a forged one.
async fn page(scope: &RegionScope, after: Option<i64>) -> Result<Vec<QueryResult>, StoreFault> {
    let mut select = Query::select();
    select.columns(COLUMNS).from("audit_entries").order_by("sequence", Order::Asc).limit(PAGE);
    if let Some(after) = after {
        select.and_where(Expr::col("sequence").gt(after));
    }
    Ok(scope.query_all(&select).await?)
}

/// The row's entry and link; nothing where it cannot be read as one, as none was ever written so.
fn read(row: &QueryResult) -> Option<(Entry, Link)> {
    let entry = Entry {
        sequence: row.try_get("", "sequence").ok()?,
        id: row.try_get("", "id").ok()?,
        at: row.try_get("", "at").ok()?,
        account: row.try_get("", "account_id").ok()?,
        actor: row.try_get("", "actor").ok()?,
        kind: row.try_get("", "kind").ok()?,
        action: row.try_get("", "action").ok()?,
        operation: row.try_get("", "operation").ok()?,
        subject: row.try_get("", "subject").ok()?,
    };
    let link = link_of(row, entry.sequence).ok()?;
    Some((entry, link))
}
