//! Files of issued documents, for those who pay and for economy systems. Each says the same as the document, to the öre.

use books::Unfit;
use domain::{DocumentId, RunId};
use einvoice::{Severity, Violation};
use identity::Permission;
use tenancy::RegionScope;

use crate::read::WithLines;
use crate::{SettlementFault, read, store};

mod csv;
mod pdf;
mod peppol;
mod rows;
mod sie_file;
mod xlsx;

/// A format that documents are given out in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, async_graphql::Enum)]
#[graphql(name = "DocumentFormat")]
pub enum Format {
    /// An e-invoice by Peppol BIS Billing 3, or a credit note: UBL 2.1 in XML. One document a file.
    Peppol,
    /// The document on paper, with how each amount came about: tagged PDF in Swedish. One document a file.
    Pdf,
    /// A row a line, with the document's own figures on each: RFC 4180, UTF-8, decimal points.
    Csv,
    /// The same rows as a workbook for spreadsheets, and a second sheet with a row a document.
    Xlsx,
    /// Vouchers for an accounting system: SIE 4I, in code page 437.
    Sie,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Peppol, Self::Pdf, Self::Csv, Self::Xlsx, Self::Sie];

    /// The word that commands take.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Peppol => "peppol",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Sie => "sie",
        }
    }

    /// The format that commands call so.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// The type's name on the internet.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Peppol => "application/xml",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Sie => "application/octet-stream",
        }
    }
}

/// A file, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFile {
    /// Its name, unique in the region.
    pub name: String,
    /// What it is.
    pub format: Format,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Why a document is not given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The document's number.
    pub number: String,
    /// Why.
    pub why: Vec<String>,
}

/// The file of a document, or why there is none; `None` out of the caller's reach.
pub(crate) async fn of_document(
    scope: &RegionScope,
    id: DocumentId,
    format: Format,
) -> Result<Option<Result<DocumentFile, Withheld>>, SettlementFault> {
    let Some(document) = read::document(scope, id).await? else { return Ok(None) };
    let (mut files, mut withheld) = made(scope, format, vec![document]).await?;
    Ok(match (files.pop(), withheld.pop()) {
        (Some(file), _) => Some(Ok(file)),
        (None, Some(why)) => Some(Err(why)),
        (None, None) => None,
    })
}

/// The files of a run, or of all that was ever issued, and which documents are withheld. One file for all where the
/// format has room for many.
pub async fn of_run(
    scope: &RegionScope,
    run: Option<RunId>,
    format: Format,
) -> Result<(Vec<DocumentFile>, Vec<Withheld>), SettlementFault> {
    scope.require(Permission::Settle)?;
    let documents = match run {
        Some(run) => store::documents::of_run(scope, run).await?,
        None => store::documents::all(scope).await?,
    };
    let ids: Vec<_> = documents.iter().map(|document| document.id.uuid()).collect();
    let mut lines = store::lines::of_documents(scope, &ids).await?;
    let with_lines = documents.into_iter().map(|document| {
        let own = lines.remove(&document.id).unwrap_or_default();
        (document, own)
    });
    made(scope, format, with_lines.collect()).await
}

/// The files of these documents, and which are withheld.
pub(crate) async fn made(
    scope: &RegionScope,
    format: Format,
    documents: Vec<WithLines>,
) -> Result<(Vec<DocumentFile>, Vec<Withheld>), SettlementFault> {
    let Some((first, _)) = documents.first() else { return Ok((Vec::new(), Vec::new())) };
    match format {
        Format::Csv => {
            let name = format!("{}.csv", file_name(scope, &documents));
            let content = csv::write(&documents)?;
            Ok((vec![DocumentFile { name, format, content }], Vec::new()))
        }
        Format::Xlsx => {
            let name = format!("{}.xlsx", file_name(scope, &documents));
            let content = xlsx::write(&documents)?;
            Ok((vec![DocumentFile { name, format, content }], Vec::new()))
        }
        Format::Sie => {
            let Some(years) = sie_file::write(scope, &documents).await? else {
                let number = first.number.to_string();
                let why = "vouchers name the company that they are of: set up the seller";
                return Ok((Vec::new(), vec![Withheld { number, why: vec![why.to_owned()] }]));
            };
            let of = |(year, content)| DocumentFile {
                name: format!("{}-{year}.si", file_name(scope, &documents)),
                format,
                content,
            };
            Ok((years.into_iter().map(of).collect(), Vec::new()))
        }
        Format::Pdf => {
            let printer = pdf::Printer::ready(scope, &documents).await?;
            let file = |(document, lines): &WithLines| {
                let name = printer.file_name(document);
                printer.print(document, lines).map(|content| DocumentFile { name, format, content })
            };
            Ok((documents.iter().map(file).collect::<Result<_, _>>()?, Vec::new()))
        }
        Format::Peppol => {
            let printer = pdf::Printer::ready(scope, &documents).await?;
            let (mut files, mut withheld) = (Vec::new(), Vec::new());
            for (document, lines) in &documents {
                let number = document.number.to_string();
                match peppol::write(document, lines, &printer)? {
                    Ok(xml) => files.push(DocumentFile {
                        name: format!("{}-{number}.xml", scope.slug()),
                        format,
                        content: xml.into_bytes(),
                    }),
                    Err(why) => withheld.push(Withheld { number, why }),
                }
            }
            Ok((files, withheld))
        }
    }
}

/// `norrbotten-2026-00014`, or, of several, the first and last number.
fn file_name(scope: &RegionScope, documents: &[WithLines]) -> String {
    let numbers = || documents.iter().map(|(document, _)| document.number);
    match (numbers().min(), numbers().max()) {
        (Some(first), Some(last)) if first != last => format!("{}-{first}-{last}", scope.slug()),
        (first, _) => {
            let first = first.map(|number| format!("-{number}")).unwrap_or_default();
            format!("{}{first}", scope.slug())
        }
    }
}

/// What is to be mended before an e-invoice is given out, in words.
fn told(violation: &Violation) -> String {
    let severity = match violation.severity {
        Severity::Fatal => "fatal",
        Severity::Warning => "warning",
    };
    format!("{} ({severity}): {}", violation.rule, violation.message)
}

fn unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::NoSeller | Unfit::NoRecipient | Unfit::NoVat => {
            format!("{unfit}; credit it, complete the set-up, and issue it anew")
        }
        Unfit::Broken(_) | Unfit::TooLarge => unfit.to_string(),
    }
}
