//! A preview as clients see it: documents to issue, what to look at, and the name of it all.

use std::collections::BTreeMap;

use async_graphql::{Enum, SimpleObject};
use books::Prepared;
use chrono::{DateTime, Utc};
use graph::{AgreementRef, Date, Money, Municipality, OccasionRef, Refusal};
use settle::{Document, Finding as Found};
use tenancy::{Municipalities, RegionScope};

use super::missing::MissingSetup;
use super::shared::{ChargedDay, DocumentKind, LineKind, occasion_ref};
use crate::SettlementFault;
use crate::facts::AgreementFacts;
use crate::plan::PlannedAgreement;
use crate::preview::Preview;
use crate::record::OccasionName;
use crate::stored::StoredDay;

/// What a run would issue.
#[derive(SimpleObject)]
pub(super) struct SettlementPreview {
    until: Date,
    /// What will be issued; empty where nothing has changed since the last run.
    documents: Vec<PreviewDocument>,
    total: Money,
    /// Names this very preview; given to `documentsIssue`, nothing else is issued.
    fingerprint: String,
    /// Course days up to `until` that are not closed, and so not charged.
    open_days: i64,
    findings: Vec<Finding>,
    /// What the set-up lacks for these documents: nothing is issued before it is there, once a seller is set up.
    missing: Vec<MissingSetup>,
    /// Whether somebody else must attest it before it is issued.
    four_eyes: bool,
    /// Who has attested just this, the first first.
    attestations: Vec<RunAttestation>,
}

/// That somebody has vouched for what the preview shows.
#[derive(SimpleObject)]
struct RunAttestation {
    /// Empty where they are erased.
    by: String,
    at: DateTime<Utc>,
    /// Whether it was the one who asks.
    own: bool,
}

/// A document that would be issued.
#[derive(SimpleObject)]
struct PreviewDocument {
    agreement: AgreementRef,
    date: Date,
    kind: DocumentKind,
    municipality: Municipality,
    occasion: Option<OccasionRef>,
    /// Corrects what was issued before.
    adjusts: bool,
    /// Without VAT.
    total: Money,
    vat: Money,
    /// With VAT, and rounded where the region rounds.
    payable: Money,
    lines: Vec<PreviewLine>,
}

/// Lines of one kind and code, added up.
#[derive(SimpleObject)]
struct PreviewLine {
    kind: LineKind,
    code: String,
    name: String,
    amount: Money,
}

/// What kind of thing to look at.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
enum FindingKind {
    /// Nobody of a municipality was ever registered.
    NeverSentAnybody,
    /// Nobody served as leader on a course day.
    NoLeader,
    /// Nobody was registered on any day of an occasion.
    NoParticipants,
    /// A pot was carried on because nobody earned points.
    PotCarried,
}

/// Something to look at before issuing: nothing wrong, but seldom meant.
#[derive(SimpleObject)]
struct Finding {
    kind: FindingKind,
    municipality: Option<Municipality>,
    course_day: Option<ChargedDay>,
    occasion: Option<OccasionRef>,
    year: Option<i32>,
    amount: Option<Money>,
}

impl SettlementPreview {
    pub(super) fn show(
        scope: &RegionScope,
        preview: &Preview,
        names: &Municipalities,
    ) -> Result<Self, Refusal> {
        let plan = &preview.plan;
        let documents = plan
            .documents()
            .map(|(agreement, document)| PreviewDocument::show(agreement, document, names));
        let documents = documents.collect::<Result<_, _>>()?;
        let findings = plan.agreements.iter().flat_map(|agreement| {
            let facts = &agreement.facts;
            agreement.findings.iter().map(move |found| Finding::show(found, facts, names))
        });
        Ok(Self {
            until: Date(preview.until),
            documents,
            total: Money(plan.total().map_err(SettlementFault::from)?),
            fingerprint: preview.fingerprint.clone(),
            open_days: preview.open_days,
            findings: findings.collect(),
            four_eyes: preview.four_eyes,
            attestations: preview
                .attestations
                .iter()
                .map(|one| RunAttestation {
                    by: one.by.clone(),
                    at: one.at,
                    own: one.account == scope.actor().account,
                })
                .collect(),
            missing: plan.missing().into_iter().map(|one| MissingSetup::show(one, names)).collect(),
        })
    }
}

impl PreviewDocument {
    fn show(
        agreement: &PlannedAgreement,
        prepared: &Prepared,
        names: &Municipalities,
    ) -> Result<Self, Refusal> {
        let document = &prepared.document;
        let key = &document.key;
        let occasion = key.occasion.as_ref().and_then(|code| occasion(&agreement.facts, code));
        Ok(Self {
            agreement: AgreementRef {
                id: agreement.facts.id.to_string().into(),
                title: agreement.facts.terms.agreement.title.clone(),
            },
            date: Date(key.date),
            kind: key.kind.into(),
            municipality: Municipality::named(key.municipality, names),
            occasion,
            adjusts: document.adjusts(),
            total: Money(prepared.total),
            vat: Money(prepared.tax().map_err(SettlementFault::from)?),
            payable: Money(prepared.payable),
            lines: PreviewLine::added_up(document)?,
        })
    }
}

impl PreviewLine {
    /// In the order of the document's lines.
    fn added_up(document: &Document) -> Result<Vec<Self>, Refusal> {
        let mut lines: Vec<Self> = Vec::new();
        let mut positions: BTreeMap<_, usize> = BTreeMap::new();
        for line in &document.lines {
            let (kind, code) = (line.key.kind(), line.key.code());
            let position = *positions.entry((kind, code)).or_insert(lines.len());
            match lines.get_mut(position) {
                Some(sum) => {
                    let amount = sum.amount.0.plus(line.amount).map_err(SettlementFault::from)?;
                    sum.amount = Money(amount);
                }
                None => lines.push(Self {
                    kind: kind.into(),
                    code: code.to_owned(),
                    name: line.name.clone(),
                    amount: Money(line.amount),
                }),
            }
        }
        Ok(lines)
    }
}

impl Finding {
    const fn of(kind: FindingKind) -> Self {
        let (municipality, course_day, occasion) = (None, None, None);
        Self { kind, municipality, course_day, occasion, year: None, amount: None }
    }

    fn show(found: &Found, facts: &AgreementFacts, names: &Municipalities) -> Self {
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

fn occasion(facts: &AgreementFacts, code: &domain::OccasionCode) -> Option<OccasionRef> {
    let (id, course) = facts.occasion(code)?;
    Some(occasion_ref(&OccasionName { id, code: code.clone(), course: course.to_owned() }))
}
