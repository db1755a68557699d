//! Files of documents, as clients take them.

use async_graphql::SimpleObject;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::files::{DocumentFile, Format, Withheld};

/// A file, or why there is none.
#[derive(SimpleObject)]
#[graphql(name = "DocumentFile")]
pub(super) struct FileOrWhy {
    format: Format,
    /// Null where it is withheld.
    name: Option<String>,
    media_type: String,
    /// In Base64; null where it is withheld.
    content: Option<String>,
    /// Why it is withheld: what does not hold, by the rule's id where there is one.
    faults: Vec<String>,
}

impl FileOrWhy {
    pub(super) fn show(format: Format, made: Result<DocumentFile, Withheld>) -> Self {
        let media_type = format.media_type().to_owned();
        match made {
            Ok(DocumentFile { name, content, .. }) => Self {
                format,
                name: Some(name),
                media_type,
                content: Some(STANDARD.encode(content)),
                faults: Vec::new(),
            },
            Err(Withheld { why, .. }) => {
                Self { format, name: None, media_type, content: None, faults: why }
            }
        }
    }
}
