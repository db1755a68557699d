//! What one list of recipients changes in another.

use std::collections::BTreeMap;

use domain::Date;
use settle::LineKind;

use super::cells;
use super::column::COLUMNS;
use crate::StatedRecipient;

/// What a list changes in another: recipients are told apart by municipality, kind of charge and first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecipientsDifference {
    /// Those that are new.
    pub added: Vec<StatedRecipient>,
    /// Those of which something is new.
    pub changed: Vec<RecipientChange>,
    /// Those that are there no more.
    pub removed: Vec<StatedRecipient>,
    /// How many stay as they are.
    pub unchanged: usize,
}

impl RecipientsDifference {
    /// Whether it is none.
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// A recipient that is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientChange {
    /// As it is.
    pub before: StatedRecipient,
    /// As it becomes.
    pub after: StatedRecipient,
    /// The columns that are not the same, as in `region.toml`.
    pub columns: Vec<&'static str>,
}

/// What `after` changes in `before`, by municipality. Texts are the same where documents show the same.
pub fn difference(before: &[StatedRecipient], after: &[StatedRecipient]) -> RecipientsDifference {
    let mut known: BTreeMap<Key<'_>, &StatedRecipient> =
        before.iter().map(|one| (key(one), one)).collect();
    let mut difference = RecipientsDifference::default();
    let wanted: BTreeMap<Key<'_>, &StatedRecipient> =
        after.iter().map(|one| (key(one), one)).collect();
    for (key, after) in wanted {
        let Some(before) = known.remove(&key) else {
            difference.added.push(after.clone());
            continue;
        };
        let pairs = cells(before).into_iter().zip(cells(after));
        let others = COLUMNS.iter().zip(pairs).filter(|(_, (old, new))| old != new);
        let columns: Vec<&str> = others.map(|(column, _)| column.key).collect();
        if columns.is_empty() {
            difference.unchanged = difference.unchanged.saturating_add(1);
        } else {
            let (before, after) = (before.clone(), after.clone());
            difference.changed.push(RecipientChange { before, after, columns });
        }
    }
    difference.removed = known.into_values().cloned().collect();
    difference
}

type Key<'a> = (&'a str, Option<LineKind>, Option<Date>);

fn key(recipient: &StatedRecipient) -> Key<'_> {
    (recipient.municipality.trim(), recipient.charge, recipient.from)
}
