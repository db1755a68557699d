//! How the books are set up, as clients see and say it.

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use books::Account;
use chrono::{DateTime, Utc};
use graph::{Date, Refusal};
use identity::Permission;

use super::asked::asked;
use super::shared::LineKind;
use crate::set_up::{self, BooksChange};
use crate::store::books::Settings;

mod stated;

/// An account of the ledger.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Account")]
enum BooksAccountKind {
    /// What municipalities owe.
    Receivables,
    /// What has been paid, by the bank.
    Bank,
    /// What municipalities are owed.
    Payables,
    /// VAT of 25 per cent.
    Vat25,
    /// VAT of 12 per cent.
    Vat12,
    /// VAT of 6 per cent.
    Vat6,
    /// What has been collected for lent trainers and not been shared out.
    TrainerPot,
    /// What has been collected as a buffer and not been used.
    BufferFund,
    /// What occasions have cost and is paid from the region's own books.
    CostsOwed,
    /// Course fees but what is saved up.
    CourseFees,
    /// Parts of yearly costs.
    FixedCosts,
    /// What the region has taken off a charge, and bears itself.
    Reductions,
    /// What rounding to whole kronor adds or takes away.
    Rounding,
    /// What occasions have cost.
    ProjectCosts,
}

/// Who sells, and how it is paid.
#[derive(SimpleObject, InputObject)]
#[graphql(input_name = "BooksSellerInput")]
pub(super) struct BooksSeller {
    name: String,
    org_number: String,
    /// What is taxed or exempt needs one.
    vat_number: Option<String>,
    /// Whether it is approved for F-tax.
    f_tax: bool,
    /// Where e-invoices come from: `0007:` and an organisation number, or `0088:` and a location number.
    peppol: String,
    street: Option<String>,
    postcode: Option<String>,
    town: Option<String>,
    contact: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    bankgiro: String,
    /// Days from issue to the due date: 1 to 365.
    payment_days: i32,
    /// Whether the amount to pay is rounded to whole kronor.
    whole_kronor: bool,
}

/// How charges stand to VAT. The choice for just a code holds before that for its kind, and that before one for all.
#[derive(SimpleObject, InputObject)]
#[graphql(input_name = "BooksVatInput")]
pub(super) struct BooksVat {
    /// Null for every kind.
    charge: Option<LineKind>,
    /// A component's code, or a yearly cost's name; null for all of the kind.
    code: Option<String>,
    /// The first invoice date; null from the beginning.
    from: Option<Date>,
    /// `S` (taxed), `E` (exempt) or `O` (outside the scope of VAT).
    category: String,
    /// 25, 12 or 6 where it is taxed.
    rate: Option<i32>,
    /// Why, where it is not taxed: it stands on the document.
    reason: Option<String>,
    /// The article that exempts, where there is one: `VATEX-EU-132-1I`.
    exemption: Option<String>,
}

/// Where a municipality wants its documents.
#[derive(SimpleObject, InputObject)]
#[graphql(input_name = "BooksRecipientInput")]
pub(super) struct BooksRecipient {
    /// SCB code.
    municipality: String,
    /// The unit that pays, as its address names it.
    unit: Option<String>,
    /// The kind of charge that goes here; null for all that goes nowhere else.
    charge: Option<LineKind>,
    from: Option<Date>,
    to: Option<Date>,
    /// Where it is not the one in the agreement.
    org_number: Option<String>,
    /// Where it is not the municipality's.
    name: Option<String>,
    peppol: String,
    /// This or an order reference must be there.
    buyer_reference: Option<String>,
    order_reference: Option<String>,
    contract_reference: Option<String>,
    invoiced_object: Option<String>,
    email: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    town: Option<String>,
}

/// What an account is called in the region's own accounting system.
#[derive(SimpleObject, InputObject)]
#[graphql(input_name = "BooksAccountInput")]
pub(super) struct BooksAccount {
    account: BooksAccountKind,
    number: String,
    dimensions: Vec<BooksDimension>,
}

/// What goes with each posting.
#[derive(SimpleObject, InputObject)]
#[graphql(input_name = "BooksDimensionInput")]
pub(super) struct BooksDimension {
    /// The dimension's number: 1 is cost centres, 6 projects.
    dimension: i32,
    object: String,
}

/// How the books are set up.
#[derive(SimpleObject)]
pub(super) struct BooksSetup {
    /// 0 before anything is set up.
    version: i32,
    seller: Option<BooksSeller>,
    vat: Vec<BooksVat>,
    recipients: Vec<BooksRecipient>,
    accounts: Vec<BooksAccount>,
    /// The code of the component that is saved up as a buffer; null where none is.
    buffer: Option<String>,
    /// Whether one person attests a run, and another issues it.
    four_eyes: bool,
    decided_at: Option<DateTime<Utc>>,
    /// Empty where they are erased.
    decided_by: String,
}

impl BooksSetup {
    pub(super) fn show(settings: Settings) -> Self {
        let Settings { version, stated, decided_at, decided_by, .. } = settings;
        Self {
            version,
            seller: stated.seller.map(Into::into),
            vat: stated.vat.into_iter().map(Into::into).collect(),
            recipients: stated.recipients.into_iter().map(Into::into).collect(),
            accounts: stated.accounts.into_iter().map(Into::into).collect(),
            buffer: stated.buffer,
            four_eyes: stated.four_eyes,
            decided_at,
            decided_by,
        }
    }
}

/// What to set up; absent parts stay as they are, and lists that are given are whole.
#[derive(InputObject)]
struct BooksSetInput {
    region: String,
    seller: Option<BooksSeller>,
    vat: Option<Vec<BooksVat>>,
    recipients: Option<Vec<BooksRecipient>>,
    accounts: Option<Vec<BooksAccount>>,
    /// The code of the component that is saved up as a buffer; empty for none.
    buffer: Option<String>,
    four_eyes: Option<bool>,
    /// Asked for again under the same key, it is done once and answered alike: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What setting the books up adds to the mutations.
#[derive(Default)]
pub struct BooksMutation;

#[Object]
impl BooksMutation {
    /// Sets the books up: a new version, which holds for what is issued from now on.
    async fn books_set(
        &self,
        context: &Context<'_>,
        input: BooksSetInput,
    ) -> async_graphql::Result<BooksSetup> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let change = BooksChange {
            seller: input.seller.map(Into::into),
            vat: input.vat.map(|all| all.into_iter().map(Into::into).collect()),
            recipients: input.recipients.map(|all| all.into_iter().map(Into::into).collect()),
            accounts: input.accounts.map(|all| all.into_iter().map(Into::into).collect()),
            buffer: input.buffer,
            four_eyes: input.four_eyes,
        };
        let asked = asked(input.idempotency_key.as_deref(), &("booksSet", &change))?;
        let settings = set_up::set_up(&scope, change, asked).await.map_err(Refusal::from)?;
        Ok(BooksSetup::show(settings))
    }
}
