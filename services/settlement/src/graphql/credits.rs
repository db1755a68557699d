//! Crediting by hand, as clients see and ask for it.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::CreditId;
use graph::{Cursor, Money, Refusal};
use identity::Permission;
use tenancy::RegionScope;

use super::document::DocumentRef;
use super::{DocumentsIssued, asked, issued};
use crate::credit::{self, CreditRequest, Creditable, CreditedLine, NewCredit, Withdrawal};
use crate::record::DocumentRecord;

/// What can be credited of a document, and what has been asked for.
#[derive(SimpleObject)]
pub(super) struct DocumentCredits {
    /// What is left of each line; lines of which nothing is left are not there.
    left: Vec<CreditLine>,
    /// What has been asked for, the first first.
    requests: Vec<DocumentCredit>,
    /// Whether somebody else than whoever asks must issue it.
    four_eyes: bool,
}

/// How much of a line.
#[derive(SimpleObject, Clone, Debug)]
struct CreditLine {
    /// The line's id.
    line: ID,
    /// Below zero where the line is a pot share.
    amount: Money,
}

/// What somebody has asked to have credited.
#[derive(SimpleObject, Clone, Debug)]
struct DocumentCredit {
    id: ID,
    /// Whether it is charged anew; what is not is taken off for good.
    cancels: bool,
    reason: String,
    lines: Vec<CreditLine>,
    asked_at: DateTime<Utc>,
    /// Empty where they are erased.
    asked_by: String,
    /// Whether it was the one who looks.
    own: bool,
    /// The credit note, once it is issued.
    issued: Option<ID>,
    /// That it is not to be issued, where somebody has taken it back or refused it.
    withdrawal: Option<CreditWithdrawal>,
}

graph::connection! {
    /// What somebody has asked to have credited, and nobody has issued or withdrawn, the first first.
    CreditWaitingConnection of CreditWaiting
}

/// What somebody has asked to have credited, and nobody has issued or withdrawn.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct CreditWaiting {
    document: DocumentRef,
    credit: DocumentCredit,
}

/// That what was asked for is not to be issued.
#[derive(SimpleObject, Clone, Debug)]
struct CreditWithdrawal {
    reason: String,
    at: DateTime<Utc>,
    /// Empty where they are erased.
    by: String,
    /// Whether it was whoever had asked; otherwise somebody else has refused it.
    by_asker: bool,
}

impl DocumentCredits {
    pub(super) fn show(scope: &RegionScope, found: Creditable, four_eyes: bool) -> Self {
        let left = found.left.into_iter();
        let left = left.map(|(line, amount)| CreditLine::show(CreditedLine { line, amount }));
        let requests = found.requests.into_iter();
        Self {
            left: left.collect(),
            requests: requests.map(|request| DocumentCredit::show(scope, request)).collect(),
            four_eyes,
        }
    }
}

impl CreditWaiting {
    pub(super) fn show(
        scope: &RegionScope,
        (document, request): (DocumentRecord, CreditRequest),
    ) -> Self {
        Self {
            document: DocumentRef::show(&document),
            credit: DocumentCredit::show(scope, request),
        }
    }
}

impl DocumentCredit {
    fn show(scope: &RegionScope, request: CreditRequest) -> Self {
        let by_asker = request.is_taken_back();
        let withdrawal =
            |Withdrawal { reason, at, by, .. }| CreditWithdrawal { reason, at, by, by_asker };
        Self {
            id: request.id.to_string().into(),
            cancels: request.cancels,
            reason: request.reason,
            lines: request.lines.into_iter().map(CreditLine::show).collect(),
            asked_at: request.asked_at,
            asked_by: request.asked_by,
            own: request.account == scope.actor().account,
            issued: request.issued.map(|id| id.to_string().into()),
            withdrawal: request.withdrawal.map(withdrawal),
        }
    }
}

/// The place that a cursor stands for.
pub(super) fn place(cursor: &Cursor) -> Result<CreditId, Refusal> {
    let [id] = cursor.keys::<1>()?;
    id.parse().map_err(|_| Refusal::NotFound)
}

impl CreditLine {
    fn show(line: CreditedLine) -> Self {
        Self { line: line.line.to_string().into(), amount: Money(line.amount) }
    }
}

/// How much of a line.
#[derive(InputObject, Debug)]
struct CreditLineInput {
    line: ID,
    /// Above zero.
    amount: Money,
}

/// What is to be credited.
#[derive(InputObject, Debug)]
struct DocumentCreditAskInput {
    region: String,
    document: ID,
    /// Takes back all that is left, and charges it anew by the next run; otherwise it is taken off for good.
    cancels: bool,
    /// It stands on the credit note: 1 to 500 letters.
    reason: String,
    /// How much of which lines; without any, all that is left of what is charged.
    #[graphql(default)]
    lines: Vec<CreditLineInput>,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// Which credit note is to be issued.
#[derive(InputObject)]
struct DocumentCreditIssueInput {
    region: String,
    /// What was asked for.
    credit: ID,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What is not to be credited after all.
#[derive(InputObject)]
struct DocumentCreditWithdrawInput {
    region: String,
    /// What was asked for.
    credit: ID,
    /// Why: 1 to 500 letters.
    reason: String,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What was asked for.
#[derive(SimpleObject)]
struct DocumentCreditAsked {
    /// Given to `documentCreditIssue`, it is issued.
    id: ID,
}

/// What crediting by hand adds to the mutations.
#[derive(Default)]
pub struct CreditsMutation;

#[Object]
impl CreditsMutation {
    /// Asks for a credit of a document, with a reason. Nothing is issued yet.
    async fn document_credit_ask(
        &self,
        context: &Context<'_>,
        input: DocumentCreditAskInput,
    ) -> async_graphql::Result<DocumentCreditAsked> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let request = format!("{input:?}");
        let asked = asked(input.idempotency_key.as_deref(), &("documentCreditAsk", &request))?;
        let mut lines = Vec::with_capacity(input.lines.len());
        for (place, one) in input.lines.iter().enumerate() {
            let line = one.line.parse().map_err(|_| {
                let path = format!("input.lines[{place}].line");
                Refusal::field(&path, "expected the id of a line of the document")
            })?;
            lines.push(CreditedLine { line, amount: one.amount.0 });
        }
        let new = NewCredit {
            document: input.document.parse().map_err(|_| Refusal::NotFound)?,
            cancels: input.cancels,
            reason: input.reason,
            lines,
        };
        let id = credit::ask(&scope, new, asked).await.map_err(Refusal::from)?;
        Ok(DocumentCreditAsked { id: id.to_string().into() })
    }

    /// Issues the credit note that was asked for: once. Where the region has two persons for each run, by somebody else.
    async fn document_credit_issue(
        &self,
        context: &Context<'_>,
        input: DocumentCreditIssueInput,
    ) -> async_graphql::Result<DocumentsIssued> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let credit = input.credit.parse().map_err(|_| Refusal::NotFound)?;
        let asked = asked(input.idempotency_key.as_deref(), &("documentCreditIssue", credit))?;
        let done = credit::issue(&scope, credit, asked).await.map_err(Refusal::from)?;
        issued(&scope, done).await
    }

    /// Takes back what was asked for, or refuses it, before it is issued. It can never be issued then.
    async fn document_credit_withdraw(
        &self,
        context: &Context<'_>,
        input: DocumentCreditWithdrawInput,
    ) -> async_graphql::Result<DocumentCredit> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let credit = input.credit.parse().map_err(|_| Refusal::NotFound)?;
        let request = ("documentCreditWithdraw", credit, &input.reason);
        let asked = asked(input.idempotency_key.as_deref(), &request)?;
        let done = credit::withdraw(&scope, credit, &input.reason, asked).await;
        Ok(DocumentCredit::show(&scope, done.map_err(Refusal::from)?))
    }
}
