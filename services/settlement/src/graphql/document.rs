//! Issued documents and their lines, as clients see them.

use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use graph::{
    AgreementRef, Cursor, Date, Decimal, FieldFault, Money, Municipality, OccasionRef, PageInfo,
    Refusal,
};
use tenancy::RegionScope;

use super::explanation::LineExplanation;
use super::shared::{ChargedDay, DocumentKind, LineKind, occasion_ref};
use crate::SettlementFault;
use crate::read::WithLines;
use crate::record::{DocumentNumber, DocumentRecord, LineRecord};
use crate::stored::StoredExplanation;

/// Documents, latest number first.
#[derive(SimpleObject)]
pub(super) struct DocumentConnection {
    /// The page's nodes, in order.
    pub(super) nodes: Vec<Document>,
    /// Whether there is more.
    pub(super) page_info: PageInfo,
    /// How many there are on all pages.
    pub(super) total_count: i64,
    /// What all of them come to, not only those of this page.
    pub(super) total_amount: Money,
}

/// What one municipality is charged, or gets, on one date. Never changes.
#[derive(SimpleObject)]
pub(super) struct Document {
    id: ID,
    /// Year and running number without gaps: 2026-00014.
    number: String,
    kind: DocumentKind,
    agreement: AgreementRef,
    municipality: Municipality,
    org_number: String,
    /// The invoice date that the agreement gives.
    date: Date,
    issued_at: DateTime<Utc>,
    /// Set where each occasion is invoiced by itself.
    occasion: Option<OccasionRef>,
    /// Whether it corrects what was issued before.
    adjusts: bool,
    /// Without VAT.
    total: Money,
    vat: Money,
    /// What rounding to whole kronor adds or takes away.
    rounding: Money,
    /// What is to be paid, or, below zero, what the region owes.
    payable: Money,
    lines: Vec<DocumentLine>,
}

/// An issued document by its number.
#[derive(SimpleObject, Clone, Debug)]
pub(super) struct DocumentRef {
    id: ID,
    number: String,
    date: Date,
    municipality: Municipality,
}

/// A line of a document.
pub(super) struct DocumentLine {
    /// In which names are found, where somebody asks for them.
    scope: RegionScope,
    line: LineRecord,
    document: DocumentRef,
}

impl Document {
    pub(super) fn show(scope: &RegionScope, (document, lines): WithLines) -> Result<Self, Refusal> {
        let line = |line| DocumentLine::show(scope, line, &document);
        let lines = lines.into_iter().map(line).collect();
        Ok(Self {
            id: document.id.to_string().into(),
            number: document.number.to_string(),
            kind: document.kind.into(),
            municipality: municipality(&document),
            org_number: document.org_number.to_string(),
            date: Date(document.date),
            issued_at: document.issued_at,
            occasion: document.occasion.as_ref().map(occasion_ref),
            adjusts: document.adjusts,
            total: Money(document.total),
            vat: Money(document.vat),
            rounding: Money(document.rounding),
            payable: Money(document.payable().map_err(SettlementFault::from)?),
            lines,
            agreement: AgreementRef {
                id: document.agreement.to_string().into(),
                title: document.agreement_title,
            },
        })
    }
}

fn municipality(document: &DocumentRecord) -> Municipality {
    Municipality {
        code: document.municipality.to_string(),
        name: document.municipality_name.clone(),
    }
}

impl DocumentRef {
    pub(super) fn show(document: &DocumentRecord) -> Self {
        Self {
            id: document.id.to_string().into(),
            number: document.number.to_string(),
            date: Date(document.date),
            municipality: municipality(document),
        }
    }
}

impl DocumentLine {
    pub(super) fn show(scope: &RegionScope, line: LineRecord, document: &DocumentRecord) -> Self {
        Self { scope: scope.clone(), line, document: DocumentRef::show(document) }
    }

    /// What was stored beside the line; read only where somebody asks why.
    fn stored(&self) -> Result<StoredExplanation, Refusal> {
        serde_json::from_str(&self.line.explanation).map_err(Refusal::internal)
    }
}

/// What is charged, how much of it, and why.
#[Object]
impl DocumentLine {
    async fn id(&self) -> ID {
        self.line.id.to_string().into()
    }

    async fn kind(&self) -> LineKind {
        self.line.key.kind().into()
    }

    /// The component's code, or the fixed cost's name.
    async fn code(&self) -> &str {
        self.line.key.code()
    }

    async fn name(&self) -> &str {
        &self.line.name
    }

    /// Participant days, parts of a year, or points.
    async fn quantity(&self) -> Decimal {
        Decimal(self.line.quantity.to_string())
    }

    async fn unit_price(&self) -> Option<Money> {
        self.line.unit_price.map(Money)
    }

    /// A pot share is negative: the region owes.
    async fn amount(&self) -> Money {
        Money(self.line.amount)
    }

    /// Whether it corrects what was issued before.
    async fn adjusts(&self) -> bool {
        self.line.adjusts
    }

    /// The course day that is charged, where it is one.
    #[expect(clippy::unused_async, reason = "resolvers must be")]
    async fn course_day(&self) -> async_graphql::Result<Option<ChargedDay>> {
        Ok(self.stored()?.day.as_ref().map(ChargedDay::show))
    }

    /// Why it is what it is, as it was when it was issued.
    #[expect(clippy::unused_async, reason = "resolvers must be")]
    async fn explanation(&self) -> async_graphql::Result<LineExplanation> {
        Ok(LineExplanation::show(&self.scope, &self.line, &self.stored()?)?)
    }

    async fn document(&self) -> &DocumentRef {
        &self.document
    }
}

/// The document number that a cursor stands for.
pub(super) fn number(cursor: &Cursor) -> Result<DocumentNumber, Refusal> {
    let foreign = || {
        let expected = "expected a cursor from an earlier page";
        Refusal::InvalidInput(vec![FieldFault::new("after", expected)])
    };
    let [year, number] = cursor.keys::<2>()?;
    let year = year.parse().map_err(|_| foreign())?;
    Ok(DocumentNumber { year, number: number.parse().map_err(|_| foreign())? })
}
