//! Recipients as a file, as clients give it, look at it, and take it home.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use books::recipient_csv::RecipientChange;
use graph::{Municipality, Refusal};
use identity::Permission;
use tenancy::Municipalities;

use super::asked::asked;
use super::books::BooksRecipient;
use crate::recipients_file::{self, FileFault, RecipientsRead};

/// The recipients that there are, as a CSV file.
#[derive(SimpleObject)]
pub(super) struct RecipientsFile {
    name: String,
    media_type: String,
    /// In Base64.
    content: String,
}

impl RecipientsFile {
    pub(super) fn show(region: &str, content: &[u8]) -> Self {
        Self {
            name: format!("{region}-mottagare.csv"),
            media_type: "text/csv; charset=utf-8".to_owned(),
            content: STANDARD.encode(content),
        }
    }
}

/// What a file of recipients would change, or has.
#[derive(SimpleObject)]
pub(super) struct RecipientsOutlook {
    /// Of the books that the file was held against.
    version: i32,
    /// Everything that is wrong with the file; then nothing is changed.
    faults: Vec<RecipientsFault>,
    added: Vec<RecipientAlone>,
    changed: Vec<RecipientBeforeAfter>,
    removed: Vec<RecipientAlone>,
    unchanged: i64,
}

/// Something that is wrong with a file of recipients.
#[derive(SimpleObject)]
struct RecipientsFault {
    /// The row, the first of the file being 1; null for the whole file.
    row: Option<i64>,
    /// The column as the file calls it; null for the whole row.
    column: Option<String>,
    /// What stands there; empty for nothing.
    found: String,
    /// What was expected instead.
    expected: String,
    /// The same in Swedish.
    explanation: String,
}

/// A recipient, and whose it is.
#[derive(SimpleObject)]
struct RecipientAlone {
    municipality: Municipality,
    recipient: BooksRecipient,
}

/// A recipient that becomes another.
#[derive(SimpleObject)]
struct RecipientBeforeAfter {
    municipality: Municipality,
    before: BooksRecipient,
    after: BooksRecipient,
    /// What is not the same, by the keys of `region.toml`.
    columns: Vec<String>,
}

impl RecipientsOutlook {
    pub(super) fn show(read: RecipientsRead, names: &Municipalities) -> Self {
        let whose = |code: &str| match code.trim().parse() {
            Ok(known) => Municipality::named(known, names),
            Err(_) => Municipality { code: code.to_owned(), name: code.to_owned() },
        };
        let alone = |recipient: books::StatedRecipient| RecipientAlone {
            municipality: whose(&recipient.municipality),
            recipient: recipient.into(),
        };
        let change = |one: RecipientChange| RecipientBeforeAfter {
            municipality: whose(&one.after.municipality),
            before: one.before.into(),
            after: one.after.into(),
            columns: one.columns.into_iter().map(str::to_owned).collect(),
        };
        let RecipientsRead { version, faults, difference } = read;
        Self {
            version,
            faults: faults.into_iter().map(RecipientsFault::show).collect(),
            added: difference.added.into_iter().map(alone).collect(),
            changed: difference.changed.into_iter().map(change).collect(),
            removed: difference.removed.into_iter().map(alone).collect(),
            unchanged: i64::try_from(difference.unchanged).unwrap_or(i64::MAX),
        }
    }
}

impl RecipientsFault {
    fn show(fault: FileFault) -> Self {
        let FileFault { row, column, found, expected } = fault;
        Self {
            row: row.map(Into::into),
            column,
            found,
            expected: expected.english.to_owned(),
            explanation: expected.swedish.to_owned(),
        }
    }
}

/// The bytes of a file in Base64.
pub(super) fn decoded(field: &'static str, content: &str) -> Result<Vec<u8>, Refusal> {
    STANDARD.decode(content).map_err(|_| Refusal::field(field, "expected a file in Base64"))
}

/// Which recipients to bring in.
#[derive(InputObject)]
struct BooksRecipientsImportInput {
    region: String,
    /// A CSV file, or an Excel workbook, in Base64; its columns are named as the keys of `books.recipients`.
    content: String,
    /// Of the books that it was held against; refused with CONFLICT where they are in another by now.
    version: Option<i32>,
    /// Asked for again under the same key, it is done once: 1 to 100 letters, digits and signs.
    idempotency_key: Option<String>,
}

/// What bringing recipients in adds to the mutations.
#[derive(Default)]
pub struct RecipientsMutation;

#[Object]
impl RecipientsMutation {
    /// Brings a file's recipients in instead of all that there are; refused where anything in it is wrong.
    async fn books_recipients_import(
        &self,
        context: &Context<'_>,
        input: BooksRecipientsImportInput,
    ) -> async_graphql::Result<RecipientsOutlook> {
        let scope = graph::enter(context, &input.region, Permission::Settle).await?;
        let file = decoded("input.content", &input.content)?;
        let request = ("booksRecipientsImport", &input.content, input.version);
        let asked = asked(input.idempotency_key.as_deref(), &request)?;
        let read = recipients_file::import(&scope, &file, input.version, asked).await;
        let names = scope.municipalities().await.map_err(Refusal::from)?;
        Ok(RecipientsOutlook::show(read.map_err(Refusal::from)?, &names))
    }
}
