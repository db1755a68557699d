//! Settlement's slices of `Region` and `Mutation`. Thin: calls use cases, and shows what they give.

use async_graphql::{ID, Object};
use graph::{Cursor, Date, Money, PageRequest, Refusal, municipality_code};
use tenancy::RegionScope;

use crate::files::{self, Format};
use crate::{credit, lacking, pots, preview, read, recipients_file, set_up};

mod asked;
mod books;
mod costs;
mod credits;
mod document;
mod entries;
mod explanation;
mod file;
mod funds;
mod issuing;
mod ledger;
mod line_vat;
mod missing;
mod payments;
mod pot;
mod preview_detail;
mod preview_finding;
mod preview_view;
mod recipients;
mod run;
mod run_files;
mod series;
mod shared;
mod year_end;

use asked::asked;
pub use books::BooksMutation;
use books::BooksSetup;
pub use costs::{CostsMutation, RegionCosts};
pub use credits::CreditsMutation;
use credits::{CreditWaiting, CreditWaitingConnection, DocumentCredits};
use document::{Document, DocumentConnection, DocumentLine};
pub use entries::RegionLedger;
use file::FileOrWhy;
pub use issuing::SettlementMutation;
use issuing::{DocumentsIssued, issued};
use ledger::Ledger;
use line_vat::LineVat;
use missing::MissingSetup;
pub use payments::{PaymentsMutation, RegionPayments};
use pot::TrainerPotYear;
use preview_view::SettlementPreview;
pub use recipients::RecipientsMutation;
use recipients::{RecipientsFile, RecipientsOutlook};
use run::{Run, RunConnection};
pub use run_files::RunFilesMutation;
use run_files::RunFilesView;
use series::NumberSeries;
pub use year_end::RegionYear;

/// What the settlement service adds to a region.
pub struct RegionSettlement {
    scope: RegionScope,
}

impl RegionSettlement {
    /// The slice of the region that `scope` has entered.
    pub const fn new(scope: RegionScope) -> Self {
        Self { scope }
    }
}

#[Object]
impl RegionSettlement {
    /// What a run up to and including a date would issue.
    async fn settlement_preview(&self, until: Date) -> async_graphql::Result<SettlementPreview> {
        let preview = preview::preview(&self.scope, until.0).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(SettlementPreview::show(&self.scope, preview, names)?)
    }

    /// Issued documents within the viewer's reach, latest number first; `year` is that of the invoice date.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn documents(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
        municipality: Option<String>,
        year: Option<i32>,
    ) -> async_graphql::Result<DocumentConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(document::number).transpose()?;
        let municipality = municipality.as_deref().map(municipality_code).transpose()?;
        let (mut documents, sums) =
            read::documents(&self.scope, municipality, year, after, page.limit())
                .await
                .map_err(Refusal::from)?;
        let page_info = page.cut(&mut documents, |(document, _)| {
            let number = document.number;
            Cursor(vec![number.year.to_string(), number.number.to_string()])
        });
        let nodes = documents.into_iter().map(|one| Document::show(&self.scope, one));
        let nodes = nodes.collect::<Result<_, _>>()?;
        let (total_count, total_amount) = (sums.count, Money(sums.total));
        Ok(DocumentConnection { nodes, page_info, total_count, total_amount })
    }

    /// The document with this id.
    async fn document(&self, id: ID) -> async_graphql::Result<Option<Document>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = read::document(&self.scope, id).await.map_err(Refusal::from)?;
        Ok(Some(Document::show(&self.scope, found.ok_or(Refusal::NotFound)?)?))
    }

    /// The line with this id, of whatever document.
    async fn document_line(&self, id: ID) -> async_graphql::Result<Option<DocumentLine>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = read::line(&self.scope, id).await.map_err(Refusal::from)?;
        let (document, line) = found.ok_or(Refusal::NotFound)?;
        Ok(Some(DocumentLine::show(&self.scope, line, &document)))
    }

    /// How the line with this id stands to VAT, and where that was chosen.
    async fn document_line_vat(&self, line: ID) -> async_graphql::Result<Option<LineVat>> {
        let id = line.parse().map_err(|_| Refusal::NotFound)?;
        let found = crate::line_vat::of_line(&self.scope, id).await.map_err(Refusal::from)?;
        Ok(Some(LineVat::show(found.ok_or(Refusal::NotFound)?)))
    }

    /// A file of a document: made from it when it is asked for, and always the same.
    async fn document_file(
        &self,
        id: ID,
        format: Format,
    ) -> async_graphql::Result<Option<FileOrWhy>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let made = files::of_document(&self.scope, id, format).await.map_err(Refusal::from)?;
        Ok(Some(FileOrWhy::show(format, made.ok_or(Refusal::NotFound)?)))
    }

    /// What can be credited of a document by hand, and what has been asked for.
    async fn document_credits(&self, id: ID) -> async_graphql::Result<Option<DocumentCredits>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = credit::of_document(&self.scope, id).await.map_err(Refusal::from)?;
        let found = found.ok_or(Refusal::NotFound)?;
        let settings = set_up::settings(&self.scope).await.map_err(Refusal::from)?;
        Ok(Some(DocumentCredits::show(&self.scope, found, settings.books.four_eyes)))
    }

    /// What somebody has asked to have credited, and nobody has issued or withdrawn, the first first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn credits_waiting(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<CreditWaitingConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = page.after.as_ref().map(credits::place).transpose()?;
        let waiting = credit::waiting(&self.scope, after, page.limit()).await;
        let (mut waiting, total_count) = waiting.map_err(Refusal::from)?;
        let page_info = page.cut(&mut waiting, |(_, request)| Cursor(vec![request.id.to_string()]));
        let nodes = waiting.into_iter().map(|one| CreditWaiting::show(&self.scope, one)).collect();
        Ok(CreditWaitingConnection { nodes, page_info, total_count })
    }

    /// All files of a run in one format, where somebody has asked for them by `runFilesMake`.
    async fn run_files(
        &self,
        run: ID,
        format: Format,
    ) -> async_graphql::Result<Option<RunFilesView>> {
        Ok(RunFilesView::find(&self.scope, &run, format).await?)
    }

    /// How the books are set up.
    async fn books(&self) -> async_graphql::Result<Option<BooksSetup>> {
        let settings = set_up::settings(&self.scope).await.map_err(Refusal::from)?;
        Ok(Some(BooksSetup::show(settings)))
    }

    /// What the books lack today for all that the agreements in force charge.
    async fn books_missing(&self) -> async_graphql::Result<Vec<MissingSetup>> {
        let missing = lacking::lacking(&self.scope).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(missing.iter().map(|one| MissingSetup::show(one, &names)).collect())
    }

    /// The recipients that there are, as a CSV file that can be changed and brought in again.
    async fn recipients_file(&self) -> async_graphql::Result<RecipientsFile> {
        let content = recipients_file::export(&self.scope).await.map_err(Refusal::from)?;
        Ok(RecipientsFile::show(self.scope.slug().as_str(), &content))
    }

    /// What a file of recipients would change, and everything that is wrong with it. Changes nothing.
    async fn recipients_read(
        &self,
        #[graphql(desc = "A CSV file, or an Excel workbook, in Base64.")] content: String,
    ) -> async_graphql::Result<RecipientsOutlook> {
        let content = recipients::decoded("content", &content)?;
        let read = recipients_file::read(&self.scope, &content).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(RecipientsOutlook::show(read, &names))
    }

    /// The series of document numbers, the latest year first.
    async fn number_series(&self) -> async_graphql::Result<Vec<NumberSeries>> {
        let all = crate::series::series(&self.scope).await.map_err(Refusal::from)?;
        Ok(all.into_iter().map(NumberSeries::show).collect())
    }

    /// The run with this id.
    async fn run(&self, id: ID) -> async_graphql::Result<Option<Run>> {
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        let found = read::run(&self.scope, id).await.map_err(Refusal::from)?;
        Ok(Some(Run::show(found.ok_or(Refusal::NotFound)?)))
    }

    /// Runs, latest first.
    #[graphql(complexity = "usize::try_from(first).unwrap_or(1).saturating_mul(child_complexity)")]
    async fn runs(
        &self,
        #[graphql(default = 20)] first: i32,
        after: Option<String>,
    ) -> async_graphql::Result<RunConnection> {
        let page = PageRequest::parse(first, after.as_deref())?;
        let after = match &page.after {
            Some(cursor) => {
                let [id] = cursor.keys::<1>()?;
                Some(id.parse().map_err(|_| Refusal::NotFound)?)
            }
            None => None,
        };
        let (mut runs, total_count) =
            read::runs(&self.scope, after, page.limit()).await.map_err(Refusal::from)?;
        let page_info = page.cut(&mut runs, |run| Cursor(vec![run.id.to_string()]));
        let nodes = runs.into_iter().map(Run::show).collect();
        Ok(RunConnection { nodes, page_info, total_count })
    }

    /// One for each agreement and calendar year, latest first.
    async fn trainer_pots(&self) -> async_graphql::Result<Vec<TrainerPotYear>> {
        let pots = pots::pots(&self.scope).await.map_err(Refusal::from)?;
        let names = self.scope.municipalities().await.map_err(Refusal::from)?;
        Ok(pots.into_iter().map(|pot| TrainerPotYear::show(pot, &names)).collect())
    }

    /// Sums of the ledger's accounts; debits equal credits.
    async fn ledger(&self) -> async_graphql::Result<Ledger> {
        let sums = read::ledger(&self.scope).await.map_err(Refusal::from)?;
        Ok(Ledger::show(&sums)?)
    }
}
