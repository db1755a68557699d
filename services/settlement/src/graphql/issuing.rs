//! Attesting and issuing, as clients ask for them.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use graph::{Date, Money, Refusal};
use identity::Permission;
use tenancy::RegionScope;

use super::asked::asked;
use super::preview_view::SettlementPreview;
use super::run::Run;
use crate::issue::Issued;
use crate::{attest, issue, preview, read};

/// What the settlement service adds to the mutations.
#[derive(Default)]
pub struct SettlementMutation;

/// What to issue.
#[derive(InputObject)]
struct DocumentsIssueInput {
    region: String,
    /// Up to and including this date.
    until: Date,
    /// Refused with CONFLICT where the preview would now be another.
    fingerprint: Option<String>,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What to attest.
#[derive(InputObject)]
struct RunAttestInput {
    region: String,
    until: Date,
    /// Of the preview that is vouched for.
    fingerprint: String,
    /// Asked for again under the same key, it is done once: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What was issued.
#[derive(SimpleObject)]
pub(super) struct DocumentsIssued {
    /// Null where there was nothing to issue.
    run: Option<Run>,
    documents: i64,
    total: Money,
}

#[Object]
impl SettlementMutation {
    /// Vouches for what a preview shows, so that somebody else may issue it. Refused with CONFLICT where it would show
    /// something else now.
    async fn run_attest(
        &self,
        context: &Context<'_>,
        input: RunAttestInput,
    ) -> async_graphql::Result<SettlementPreview> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let RunAttestInput { until, fingerprint, idempotency_key, .. } = &input;
        let asked =
            asked(idempotency_key.as_deref(), &("runAttest", until.0, fingerprint.as_str()))?;
        let attested = attest::attest(&scope, until.0, fingerprint, asked).await;
        attested.map_err(Refusal::from)?;
        let preview = preview::preview(&scope, input.until.0).await.map_err(Refusal::from)?;
        let names = scope.municipalities().await.map_err(Refusal::from)?;
        Ok(SettlementPreview::show(&scope, preview, names)?)
    }

    /// Issues everything that is due and has not been issued.
    async fn documents_issue(
        &self,
        context: &Context<'_>,
        input: DocumentsIssueInput,
    ) -> async_graphql::Result<DocumentsIssued> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let fingerprint = input.fingerprint.as_deref();
        let request = ("documentsIssue", input.until.0, fingerprint);
        let asked = asked(input.idempotency_key.as_deref(), &request)?;
        let done = issue::issue(&scope, input.until.0, fingerprint, asked).await;
        issued(&scope, done.map_err(Refusal::from)?).await
    }
}

/// What was issued, with its run.
pub(super) async fn issued(
    scope: &RegionScope,
    issued: Issued,
) -> async_graphql::Result<DocumentsIssued> {
    let run = match issued.run {
        Some(id) => read::run(scope, id).await.map_err(Refusal::from)?.map(Run::show),
        None => None,
    };
    let documents = i64::try_from(issued.documents).unwrap_or(i64::MAX);
    Ok(DocumentsIssued { run, documents, total: Money(issued.total) })
}
