//! What to look at before issuing, as clients see it.

use async_graphql::{Enum, SimpleObject};
use books::Prepared;
use graph::{Money, Municipality, OccasionRef};
use settle::Finding as Found;
use tenancy::Municipalities;

use super::preview_view::occasion;
use super::shared::ChargedDay;
use crate::facts::AgreementFacts;
use crate::stored::StoredDay;

/// What kind of thing to look at.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindingKind {
    /// Nobody of a municipality was ever registered.
    NeverSentAnybody,
    /// Nobody served as leader on a course day.
    NoLeader,
    /// Nobody was registered on any day of an occasion.
    NoParticipants,
    /// A pot was carried on because nobody earned points.
    PotCarried,
    /// What an invoice takes back is more than what it charges: it will be a credit note.
    NegativeTotal,
}

/// Something to look at before issuing: nothing wrong, but seldom meant.
#[derive(SimpleObject)]
pub(super) struct Finding {
    kind: FindingKind,
    municipality: Option<Municipality>,
    course_day: Option<ChargedDay>,
    occasion: Option<OccasionRef>,
    year: Option<i32>,
    amount: Option<Money>,
}

impl Finding {
    const fn of(kind: FindingKind) -> Self {
        let (municipality, course_day, occasion) = (None, None, None);
        Self { kind, municipality, course_day, occasion, year: None, amount: None }
    }

    /// That a document would be a credit note, by what it takes back.
    pub(super) fn negative(prepared: &Prepared, names: &Municipalities) -> Option<Self> {
        let key = &prepared.document.key;
        let is_invoice = key.kind == settle::DocumentKind::Invoice;
        (is_invoice && prepared.payable.is_negative()).then(|| Self {
            municipality: Some(Municipality::named(key.municipality, names)),
            amount: Some(Money(prepared.payable)),
            ..Self::of(FindingKind::NegativeTotal)
        })
    }

    pub(super) fn show(found: &Found, facts: &AgreementFacts, names: &Municipalities) -> Self {
        match found {
            Found::NeverSentAnybody { municipality } => Self {
                municipality: Some(Municipality::named(*municipality, names)),
                ..Self::of(FindingKind::NeverSentAnybody)
            },
            Found::DayWithoutLeader { day, .. } => {
                let found = facts.day(day);
                let course_day =
                    found.map(|(day, fact)| ChargedDay::show(&StoredDay::of(day, fact)));
                Self { course_day, ..Self::of(FindingKind::NoLeader) }
            }
            Found::OccasionWithoutParticipants { occasion: code, .. } => {
                Self { occasion: occasion(facts, code), ..Self::of(FindingKind::NoParticipants) }
            }
            Found::PotWithoutPoints { year, carried_out } => Self {
                year: Some(*year),
                amount: Some(Money(*carried_out)),
                ..Self::of(FindingKind::PotCarried)
            },
        }
    }
}
