//! Payments, what is left, the ageing list, reminders and municipalities' accounts, as clients see and say them.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graph::{Cursor, Date, Money, PageRequest, Refusal, municipality_code};
use identity::Permission;
use tenancy::RegionScope;

use super::asked::asked;
use crate::payments::{self, NewPayment};

mod account;
mod aged;
mod bank_file;
mod document;

use account::MunicipalityAccount;
use aged::{Ageing, OverdueConnection, OverdueDocument};
use bank_file::{BankFile, BankFileConnection, BankFileImport};
use document::DocumentPayments;

/// What payments add to a region.
pub struct RegionPayments {
    scope: RegionScope,
}

impl RegionPayments {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionPayments {
    /// What was paid of a document, and what is left.
    async fn document_payments(&self, id: ID) -> async_graphql::Result<Option<DocumentPayments>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = payments::of_document(&self.scope, id).await.map_err(Refusal::from)?;
        Ok(Some(DocumentPayments::show(found.ok_or(Refusal::NotFound)?)?))
    }

    /// What municipalities have not paid at the end of a day, by how long ago they should have; today where none is
    /// given.
    async fn receivables(&self, at: Option<Date>) -> async_graphql::Result<Ageing> {
        let at = at.map_or_else(|| self.scope.today(), |at| at.0);
        Ok(Ageing::show(payments::ageing(&self.scope, at).await.map_err(Refusal::from)?))
    }

    /// Documents whose due date has passed and of which something is left, by number, the oldest first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn overdue_documents(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
        municipality: Option<String>,
    ) -> async_graphql::Result<OverdueConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(super::document::number).transpose()?;
        let municipality = municipality.as_deref().map(municipality_code).transpose()?;
        let mut all = payments::overdue(&self.scope).await.map_err(Refusal::from)?;
        all.retain(|one| municipality.is_none_or(|code| one.document.municipality == code));
        let total_count = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let to_remind = all.iter().filter(|one| one.may_remind).count();
        all.retain(|one| after.is_none_or(|after| one.document.number > after));
        let page_info = page.cut(&mut all, |one| {
            let number = one.document.number;
            Cursor(vec![number.year.to_string(), number.number.to_string()])
        });
        let nodes = all.into_iter().map(OverdueDocument::show).collect::<Result<_, _>>()?;
        let nodes = graph::FlatList(nodes);
        let to_remind = i64::try_from(to_remind).unwrap_or(i64::MAX);
        Ok(OverdueConnection { nodes, page_info, total_count, to_remind })
    }

    /// Files from the bank that were booked, the latest first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn bank_files(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<BankFileConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = match &page.after {
            Some(cursor) => {
                let [id] = cursor.keys::<1>()?;
                Some(id.parse().map_err(|_| Refusal::NotFound)?)
            }
            None => None,
        };
        let (mut files, total_count) =
            payments::bank_files(&self.scope, after, page.limit()).await.map_err(Refusal::from)?;
        let page_info = page.cut(&mut files, |file| Cursor(vec![file.id.to_string()]));
        let nodes = files.into_iter().map(BankFile::show).collect::<Result<_, _>>()?;
        Ok(BankFileConnection { nodes, page_info, total_count })
    }

    /// The booked file with this id.
    async fn bank_file(&self, id: ID) -> async_graphql::Result<Option<BankFile>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = payments::bank_file(&self.scope, id).await.map_err(Refusal::from)?;
        Ok(Some(BankFile::show(found.ok_or(Refusal::NotFound)?)?))
    }

    /// A municipality's account: every document with what is left, and what each year has cost.
    async fn municipality_account(
        &self,
        code: String,
    ) -> async_graphql::Result<Option<MunicipalityAccount>> {
        let code = code.parse().map_err(|_| Refusal::NotFound)?;
        let found = payments::account(&self.scope, code).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(Some(MunicipalityAccount::show(found.ok_or(Refusal::NotFound)?, &names)?))
    }
}

/// What payments add to the mutations.
#[derive(Default)]
pub struct PaymentsMutation;

/// What was paid.
#[derive(InputObject)]
struct PaymentRecordInput {
    region: String,
    document: ID,
    /// From the document's first day to today.
    date: Date,
    /// Above zero and no more than is left, whoever pays.
    amount: Money,
    /// At most 500 letters.
    note: Option<String>,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What was recorded by mistake.
#[derive(InputObject)]
struct PaymentReverseInput {
    region: String,
    payment: ID,
    /// At most 500 letters.
    reason: String,
    idempotency_key: Option<String>,
}

/// A file from the bank.
#[derive(InputObject)]
struct BankFileImportInput {
    region: String,
    name: String,
    /// A `BgMax` file in Base64, at most 1 MiB.
    content: String,
    /// Whether it is only looked at.
    dry_run: bool,
    idempotency_key: Option<String>,
}

/// Of what to remind.
#[derive(InputObject)]
struct RemindersSendInput {
    region: String,
    /// Null for everything that is overdue and of which nobody was reminded within seven days.
    documents: Option<Vec<ID>>,
    idempotency_key: Option<String>,
}

/// Of what was reminded.
#[derive(SimpleObject)]
struct RemindersSent {
    documents: i64,
    /// What is left of them.
    left: Money,
}

#[Object]
impl PaymentsMutation {
    /// Records a payment of all that is left of a document, or of a part.
    async fn payment_record(
        &self,
        context: &Context<'_>,
        input: PaymentRecordInput,
    ) -> async_graphql::Result<DocumentPayments> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let document = input.document.parse().map_err(|_| Refusal::NotFound)?;
        let (date, amount) = (input.date.0, input.amount.0);
        let new = NewPayment { document, date, amount, note: input.note.unwrap_or_default() };
        let asked = asked(input.idempotency_key.as_deref(), &("paymentRecord", &new))?;
        payments::record(&scope, new, asked).await.map_err(Refusal::from)?;
        shown(&scope, document).await
    }

    /// Takes a payment back: both stay, and the ledger tells of both.
    async fn payment_reverse(
        &self,
        context: &Context<'_>,
        input: PaymentReverseInput,
    ) -> async_graphql::Result<DocumentPayments> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let payment = input.payment.parse().map_err(|_| Refusal::NotFound)?;
        let request = ("paymentReverse", payment, &input.reason);
        let asked = asked(input.idempotency_key.as_deref(), &request)?;
        let document = payments::reverse(&scope, payment, &input.reason, asked).await;
        shown(&scope, document.map_err(Refusal::from)?).await
    }

    /// Looks at a file from the bank, or books what can be of it. The same file twice is booked once.
    async fn bank_file_import(
        &self,
        context: &Context<'_>,
        input: BankFileImportInput,
    ) -> async_graphql::Result<BankFileImport> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let BankFileImportInput { name, content, dry_run, idempotency_key, .. } = input;
        let asked = asked(idempotency_key.as_deref(), &("bankFileImport", &content, dry_run))?;
        let expected = "expected a file in Base64";
        let bytes =
            STANDARD.decode(content).map_err(|_| Refusal::field("input.content", expected))?;
        let done = payments::import(&scope, &name, &bytes, dry_run, asked).await;
        Ok(BankFileImport::show(done.map_err(Refusal::from)?)?)
    }

    /// Records that municipalities are reminded of what is overdue: at most once a document and seven days.
    async fn reminders_send(
        &self,
        context: &Context<'_>,
        input: RemindersSendInput,
    ) -> async_graphql::Result<RemindersSent> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let ids =
            |ids: Vec<ID>| ids.iter().map(|id| id.parse().map_err(|_| Refusal::NotFound)).collect();
        let documents = input.documents.map(ids).transpose()?;
        let asked = asked(input.idempotency_key.as_deref(), &("remindersSend", &documents))?;
        let sent = payments::send(&scope, documents.as_ref(), asked).await;
        let sent = sent.map_err(Refusal::from)?;
        let documents = i64::try_from(sent.documents).unwrap_or(i64::MAX);
        Ok(RemindersSent { documents, left: Money(sent.left) })
    }
}

async fn shown(
    scope: &RegionScope,
    document: domain::DocumentId,
) -> async_graphql::Result<DocumentPayments> {
    let found = payments::of_document(scope, document).await.map_err(Refusal::from)?;
    Ok(DocumentPayments::show(found.ok_or(Refusal::NotFound)?)?)
}
