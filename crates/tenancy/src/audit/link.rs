//! A link of the audit's chain: an entry's SHA-256 together with the link before it. Pure; knows no database.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What an entry tells, and what its link is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) sequence: i64,
    pub(crate) id: Uuid,
    /// In whole microseconds: finer, and the databases would not give back what they were given.
    pub(crate) at: DateTime<Utc>,
    pub(crate) account: Option<Uuid>,
    /// By their signature: names can be taken away, and the chain stays whole.
    pub(crate) actor: String,
    /// As it is written: what is no kind is no entry of ours, but has a link all the same.
    pub(crate) kind: String,
    pub(crate) action: String,
    pub(crate) operation: String,
    pub(crate) subject: String,
}

/// A link: changing an entry, taking one away or putting one in between changes all links from there on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link(pub(crate) [u8; 32]);

impl Link {
    /// What the first entry's link is made with.
    pub(crate) const FIRST: Self = Self([0; 32]);

    /// The link of `entry`, which follows the one of this link.
    pub(crate) fn next(self, entry: &Entry) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(entry.sequence.to_be_bytes());
        hash.update(entry.id.as_bytes());
        hash.update(entry.at.timestamp_micros().to_be_bytes());
        let account = entry.account.map(|id| *id.as_bytes()).unwrap_or_default();
        hash.update([u8::from(entry.account.is_some())]);
        hash.update(account);
        for text in [&entry.actor, &entry.kind, &entry.action, &entry.operation, &entry.subject] {
            // With its length, so that no text can be taken for the end of the one before it.
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text.as_bytes());
        }
        Self(hash.finalize().into())
    }

    /// Its text, in hexadecimal digits.
    pub(crate) fn text(self) -> String {
        domain::hex(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_an_entry_is_in_its_link() {
        let entry = Entry {
            sequence: 7,
            id: Uuid::from_u128(1),
            at: DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap(),
            account: None,
            actor: "Signe".to_owned(),
            kind: "change".to_owned(),
            action: "documents-issue".to_owned(),
            operation: "DocumentsIssue".to_owned(),
            subject: "x".to_owned(),
        };
        let link = Link::FIRST.next(&entry);
        assert_eq!(link.text().len(), 64);
        let changed = |change: &dyn Fn(&mut Entry)| {
            let mut other = entry.clone();
            change(&mut other);
            Link::FIRST.next(&other)
        };
        for other in [
            link.next(&entry),
            changed(&|entry| entry.sequence = 8),
            changed(&|entry| entry.id = Uuid::from_u128(2)),
            changed(&|entry| entry.at += chrono::TimeDelta::microseconds(1)),
            changed(&|entry| entry.account = Some(Uuid::nil())),
            changed(&|entry| entry.actor.push('s')),
            changed(&|entry| entry.kind = "reading".to_owned()),
            changed(&|entry| entry.action.clear()),
            changed(&|entry| entry.operation.push('2')),
            changed(&|entry| {
                entry.action.push('x');
                entry.subject.clear();
            }),
        ] {
            assert_ne!(link, other);
        }
        assert_eq!(link, changed(&|_| {}), "and nothing else is");
    }
}
