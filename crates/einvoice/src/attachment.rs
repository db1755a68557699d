//! Files within a document, as the specification of its lines.

use crate::Text;

/// A file within a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What the document calls it.
    pub id: Text,
    /// What it is, in words.
    pub description: Option<Text>,
    /// Its kind.
    pub media_type: MediaType,
    /// Its name.
    pub file_name: Text,
    content: Vec<u8>,
}

/// A file with nothing in it; a document must not have empty elements (PEPPOL-EN16931-R008).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file to attach is empty")]
pub struct EmptyAttachment;

impl Attachment {
    /// The file with `content`.
    pub fn try_new(
        id: Text,
        media_type: MediaType,
        file_name: Text,
        content: Vec<u8>,
    ) -> Result<Self, EmptyAttachment> {
        if content.is_empty() {
            return Err(EmptyAttachment);
        }
        Ok(Self { id, description: None, media_type, file_name, content })
    }

    /// The same file with a description.
    #[must_use]
    pub fn described(self, description: Text) -> Self {
        Self { description: Some(description), ..self }
    }

    /// What is in the file.
    pub fn content(&self) -> &[u8] {
        &self.content
    }
}

/// The kinds of file that a document may hold (PEPPOL-EN16931-CL001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// A PDF document.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// Comma-separated values.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// An `OpenDocument` spreadsheet.
    Ods,
}

impl MediaType {
    /// The type's name on the internet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}
