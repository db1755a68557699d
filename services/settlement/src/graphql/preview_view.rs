//! A preview as clients see it: documents to issue, what to look at, and the name of it all.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{ComplexObject, SimpleObject};
use books::Prepared;
use chrono::{DateTime, Utc};
use graph::{AgreementRef, Date, Money, Municipality, OccasionRef, Refusal, municipality_code};
use settle::Document;
use tenancy::{Municipalities, RegionScope};

use super::missing::MissingSetup;
use super::preview_detail::PreviewDetail;
use super::preview_finding::Finding;
use super::shared::{DocumentKind, LineKind, occasion_ref};
use crate::SettlementFault;
use crate::facts::AgreementFacts;
use crate::plan::{Plan, PlannedAgreement};
use crate::preview::Preview;
use crate::record::OccasionName;

/// What a run would issue.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(super) struct SettlementPreview {
    #[graphql(skip)]
    plan: Plan,
    #[graphql(skip)]
    names: Arc<Municipalities>,
    until: Date,
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
#[graphql(complex)]
struct PreviewDocument {
    #[graphql(skip)]
    facts: Arc<AgreementFacts>,
    #[graphql(skip)]
    document: Document,
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

impl SettlementPreview {
    pub(super) fn show(
        scope: &RegionScope,
        preview: Preview,
        names: Arc<Municipalities>,
    ) -> Result<Self, Refusal> {
        let plan = &preview.plan;
        let findings = plan.agreements.iter().flat_map(|agreement| {
            let facts = &agreement.facts;
            agreement.findings.iter().map(|found| Finding::show(found, facts, &names))
        });
        let negative = plan.documents().filter_map(|(_, one)| Finding::negative(one, &names));
        Ok(Self {
            until: Date(preview.until),
            total: Money(plan.total().map_err(SettlementFault::from)?),
            fingerprint: preview.fingerprint.clone(),
            open_days: preview.open_days,
            findings: findings.chain(negative).collect(),
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
            missing: plan
                .missing()
                .into_iter()
                .map(|one| MissingSetup::show(one, &names))
                .collect(),
            names,
            plan: preview.plan,
        })
    }
}

#[ComplexObject]
impl SettlementPreview {
    /// What will be issued, to all or to one municipality; empty where nothing has changed since the last run.
    #[expect(clippy::unused_async, reason = "resolvers must be")]
    async fn documents(
        &self,
        municipality: Option<String>,
    ) -> async_graphql::Result<Vec<PreviewDocument>> {
        let code = municipality.as_deref().map(municipality_code).transpose()?;
        let chosen = self
            .plan
            .documents()
            .filter(|(_, one)| code.is_none_or(|code| one.document.key.municipality == code));
        let shown = chosen
            .map(|(agreement, document)| PreviewDocument::show(agreement, document, &self.names));
        Ok(shown.collect::<Result<_, _>>()?)
    }
}

#[ComplexObject]
impl PreviewDocument {
    /// Line by line, each course day by itself, with what has changed since it was charged before.
    #[expect(clippy::unused_async, reason = "resolvers must be")]
    async fn details(&self) -> async_graphql::Result<Vec<PreviewDetail>> {
        let lines = self.document.lines.iter();
        let details = lines.map(|line| PreviewDetail::show(line, &self.facts));
        Ok(details.collect::<Result<_, _>>()?)
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
            document: document.clone(),
            facts: Arc::clone(&agreement.facts),
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

pub(super) fn occasion(facts: &AgreementFacts, code: &domain::OccasionCode) -> Option<OccasionRef> {
    let (id, course) = facts.occasion(code)?;
    Some(occasion_ref(&OccasionName { id, code: code.clone(), course: course.to_owned() }))
}
